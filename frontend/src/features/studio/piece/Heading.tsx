import type { GenreOut } from '@/api';
import { Music } from '@/shared/ui/Music';
import type { PieceData } from '../usePiece';
import { factsOf, titleOf } from './title';

interface HeadingProps {
  piece: PieceData;
  genre: GenreOut | undefined;
}

export function Heading({ piece, genre }: HeadingProps) {
  return (
    <div>
      <h2 className="font-serif text-4xl leading-tight font-medium tracking-tight">
        <Music>{titleOf(piece, genre)}</Music>
      </h2>
      <p className="mt-1 text-ink-2 tabular-nums">
        {factsOf(piece, genre).map((fact, index) => (
          <span key={fact} className="whitespace-nowrap">
            {index ? <span className="text-ink-3"> · </span> : null}
            {fact}
          </span>
        ))}
      </p>
    </div>
  );
}
