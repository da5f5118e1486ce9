import { Suspense } from 'react';
import type { GenreOut } from '@/api';
import type { Timeline } from '@/features/player';
import type { Problem } from '@/shared/lib/problem';
import { Piece } from './late';
import { PieceSkeleton } from './piece/PieceSkeleton';
import { ProblemNotice } from './ProblemNotice';
import type { ChosenChord } from './useChosenChord';
import type { PieceData } from './usePiece';

interface StageProps {
  piece: PieceData | undefined;
  timeline: Timeline | undefined;
  problem: Problem | undefined;
  genre: GenreOut | undefined;
  linkVersion: string | undefined;
  /** Another piece is on its way. */
  stale: boolean;
  chosen: ChosenChord;
  onAnother: () => void;
  onRetry: () => void;
}

/** Where the piece stands: what went wrong, what is coming, or the music. */
export function Stage({ piece, timeline, problem, onRetry, ...rest }: StageProps) {
  if (problem) return <ProblemNotice problem={problem} onRetry={onRetry} />;
  if (!piece || !timeline) return <PieceSkeleton />;
  return (
    <Suspense fallback={<PieceSkeleton />}>
      <Piece piece={piece} timeline={timeline} {...rest} />
    </Suspense>
  );
}
