import { useState } from 'react';
import type { ScoreChord } from '@/api';
import { seek } from '@/features/player';
import { announce } from '@/shared/lib/announce';
import { prose, spoken, spokenChord } from '@/shared/lib/notation';
import type { PieceData } from './usePiece';

/** Shared, so that an unchanged choice stays the same value. */
const NO_KEYS: readonly number[] = [];

export interface ChosenChord {
  /** The chord to explain: the chosen one, or the first. */
  chord: ScoreChord | undefined;
  /** Set once the user has chosen. */
  id: string | undefined;
  /** The keys of the chosen chord. */
  keys: readonly number[];
  choose: (id: string) => void;
  clear: () => void;
}

/** Which chord of the piece is looked at. A new piece starts without a choice. */
export function useChosenChord(piece: PieceData | undefined): ChosenChord {
  const [choice, setChoice] = useState<{ piece: string; id: string }>();
  const chords = piece?.score.arrangement.chords ?? [];
  const id = choice?.piece === piece?.answer.id ? choice?.id : undefined;
  const chosen = chords.find((chord) => chord.id === id);
  return {
    chord: chosen ?? chords[0],
    id: chosen?.id,
    keys: chosen?.midi_notes ?? NO_KEYS,
    choose: (next) => {
      const target = chords.find((chord) => chord.id === next);
      if (!piece || !target) return;
      setChoice({ piece: piece.answer.id, id: next });
      seek(target.start_seconds);
      announce(`${spokenChord(target.symbol)}. ${spoken(prose(target.comment))}`);
    },
    clear: () => setChoice(undefined),
  };
}
