import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { clock, plain, words } from '@/shared/lib/format';
import { keyName } from '@/shared/lib/notation';
import type { PieceData } from '../usePiece';

/** The title of a piece: its style and its key. */
export function titleOf({ answer }: PieceData, genre: GenreOut | undefined): string {
  return text.piece.title(genre?.label ?? words(answer.genre), keyName(answer.metadata.key));
}

/** The facts of a piece, in the order a musician asks for them. */
export function factsOf({ answer }: PieceData, genre: GenreOut | undefined): string[] {
  const { metadata } = answer;
  const application = genre?.applications.find(({ id }) => id === metadata.application);
  return [
    application?.label ?? words(metadata.application),
    text.piece.tempo(plain(metadata.tempo)),
    metadata.time_signature,
    text.piece.bars(metadata.num_bars),
    clock(metadata.duration_seconds),
  ];
}
