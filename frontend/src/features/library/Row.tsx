import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { GenreOut, LibraryPiece } from '@/api';
import { accentOf } from '@/features/studio';
import { library as text } from '@/shared/i18n/library';
import { useTheme } from '@/shared/lib/theme';
import { Music } from '@/shared/ui/Music';
import { dateOf, factsLine } from './facts';
import { Sign } from './Sign';
import { TitleField } from './TitleField';
import { Versions } from './Versions';

interface RowProps {
  piece: LibraryPiece;
  genres: readonly GenreOut[];
  onRename: (title: string) => void;
  onStar: (favourite: boolean) => void;
  onRemove: () => void;
}

function Action({
  label,
  hint,
  sign,
  ...rest
}: { label: string; hint?: string; sign: 'star' | 'starred' | 'pencil' | 'bin' } & Omit<
  React.ComponentProps<'button'>,
  'children'
>) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint ?? label}
      className="library-act"
      {...rest}
    >
      <Sign name={sign} />
    </button>
  );
}

/** One piece: its name, what it is, and what can be done with it. */
export function Row({ piece, genres, onRename, onStar, onRemove }: RowProps) {
  const { title, favourite, shown, versions } = piece;
  const [naming, setNaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const theme = useTheme((state) => state.theme);
  const genre = genres.find(({ id }) => id === shown.genre);
  const focusTitle = () =>
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('[data-title]')?.focus());
  const keys = (event: React.KeyboardEvent) => {
    if (!(event.target as HTMLElement).matches('[data-title]')) return;
    if (event.key === 'F2') setNaming(true);
    else if (event.key === 'Delete') onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <li
      ref={row}
      className="library-row"
      style={genre && (accentOf(genre, theme) as React.CSSProperties)}
      onKeyDown={keys}
    >
      <div className="min-w-0 grow">
        {naming ? (
          <TitleField
            title={title}
            onDone={(next) => {
              setNaming(false);
              if (next && next !== title) onRename(next);
              focusTitle();
            }}
          />
        ) : (
          <h2 className="library-title">
            <Link
              data-title
              to="/kept/$genre/$id"
              params={{ genre: shown.genre, id: shown.id }}
              className="no-underline hover:text-accent-text"
            >
              {title}
            </Link>
          </h2>
        )}
        <p className="library-facts">
          {factsLine(shown.facts, shown.genre, genre).map((fact, index) => (
            <span key={fact} className={index === 0 ? 'text-accent-text' : undefined}>
              <Music>{fact}</Music>
            </span>
          ))}
          <time dateTime={piece.changed_at}>{dateOf(piece.changed_at, new Date())}</time>
        </p>
        {versions > 1 ? <Versions piece={piece} genres={genres} /> : null}
      </div>
      <div className="library-acts">
        <Action
          sign={favourite ? 'starred' : 'star'}
          label={text.star(title)}
          hint={text.starred}
          aria-pressed={favourite}
          onClick={() => onStar(!favourite)}
        />
        <Action
          sign="pencil"
          label={text.rename(title)}
          hint={text.renameHint}
          onClick={() => setNaming(true)}
        />
        <Action sign="bin" label={text.remove(title)} hint={text.removeHint} onClick={onRemove} />
      </div>
    </li>
  );
}
