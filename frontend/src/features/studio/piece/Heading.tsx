import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { clock, plain, words } from '@/shared/lib/format';
import { keyName } from '@/shared/lib/notation';
import { Music } from '@/shared/ui/Music';
import type { PieceData } from '../usePiece';

interface HeadingProps {
  piece: PieceData;
  genre: GenreOut | undefined;
}

/** The facts of a piece, in the order a musician asks for them. */
function factsOf({ answer }: PieceData, genre: GenreOut | undefined): string[] {
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

/** The title of a piece: its style and its key. */
export function titleOf({ answer }: PieceData, genre: GenreOut | undefined): string {
  return text.piece.title(genre?.label ?? words(answer.genre), keyName(answer.metadata.key));
}

export function Heading({ piece, genre }: HeadingProps) {
  return (
    <div>
      <h2 className="font-serif text-4xl leading-tight font-medium tracking-tight">
        <Music>{titleOf(piece, genre)}</Music>
      </h2>
      <p className="mt-1 text-ink-2 tabular-nums">
        {factsOf(piece, genre).map((fact, index) => (
          <span key={fact}>
            {index ? <span className="text-ink-3"> · </span> : null}
            {fact}
          </span>
        ))}
      </p>
    </div>
  );
}
