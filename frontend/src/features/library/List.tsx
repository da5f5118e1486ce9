import type { GenreOut, LibraryPiece } from '@/api';
import { library as text } from '@/shared/i18n/library';
import { Row } from './Row';
import type { Changes } from './useLibrary';

interface ListProps {
  pieces: readonly LibraryPiece[];
  genres: readonly GenreOut[];
  changes: Changes;
  onRemove: (piece: LibraryPiece) => void;
}

/** Up and down move from title to title. */
function moveAmongTitles(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || !target.matches('[data-title]')) return;
  const titles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-title]')];
  const next = titles[titles.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The pieces, one under the other. */
export function List({ pieces, genres, changes, onRemove }: ListProps) {
  if (pieces.length === 0) return null;
  return (
    <>
      <p id="library-keys" className="sr-only">
        {text.keys}
      </p>
      <ul
        aria-label={text.region}
        aria-describedby="library-keys"
        className="border-t border-rule"
        onKeyDown={moveAmongTitles}
      >
        {pieces.map((piece) => (
          <Row
            key={piece.id}
            piece={piece}
            genres={genres}
            onRename={(title) => changes.change.mutate({ piece, to: { title } })}
            onStar={(favourite) => changes.change.mutate({ piece, to: { favourite } })}
            onRemove={() => onRemove(piece)}
          />
        ))}
      </ul>
    </>
  );
}
