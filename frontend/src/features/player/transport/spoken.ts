import { useEffect } from 'react';
import { create } from 'zustand';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { spokenChord } from '@/shared/lib/notation';
import { remember, remembered } from '@/shared/lib/storage';
import { usePlayer } from '../player';

/** Whether each chord is said as it comes; it would talk over the music unasked. */
export const useSpoken = create<{ chords: boolean }>(() => ({
  chords: remembered('say-chords') === 'on',
}));

export function toggleSpokenChords(): void {
  const chords = !useSpoken.getState().chords;
  remember('say-chords', chords ? 'on' : 'off');
  useSpoken.setState({ chords });
}

/** Says what the transport does, once for each change, and the chords if that was asked for. */
export function useSpokenPlayer(): void {
  useEffect(
    () =>
      usePlayer.subscribe((now, before) => {
        if (now.status !== before.status) {
          if (now.status === 'playing') announce(text.player.playing(now.bar));
          if (now.status === 'silent') announce(text.player.silent);
          if (now.status === 'ready' && before.status === 'playing') {
            announce(text.player.paused(now.bar));
          }
          return;
        }
        const moved = now.chordId !== before.chordId && now.status === 'playing';
        if (!moved || !useSpoken.getState().chords) return;
        const chord = now.timeline?.chords.find(({ id }) => id === now.chordId);
        if (chord) announce(spokenChord(chord.symbol));
      }),
    [],
  );
}
