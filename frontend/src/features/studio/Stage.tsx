import { Suspense } from 'react';
import type { GenreOut } from '@/api';
import type { Timeline } from '@/features/player';
import { Piece } from './late';
import { PieceSkeleton } from './piece/PieceSkeleton';
import type { Rework } from './rework/useRework';
import type { ChosenChord } from './useChosenChord';
import type { PieceData } from './usePiece';

interface StageProps {
  piece: PieceData | undefined;
  timeline: Timeline | undefined;
  genre: GenreOut | undefined;
  genres: readonly GenreOut[];
  rework: Rework;
  linkVersion: string | undefined;
  /** Another piece is on its way. */
  stale: boolean;
  chosen: ChosenChord;
  onAnother: () => void;
}

/** Where the piece stands: what is coming, or the music. */
export function Stage({ piece, timeline, ...rest }: StageProps) {
  if (!piece || !timeline) return <PieceSkeleton />;
  return (
    <Suspense fallback={<PieceSkeleton />}>
      <Piece piece={piece} timeline={timeline} {...rest} />
    </Suspense>
  );
}
