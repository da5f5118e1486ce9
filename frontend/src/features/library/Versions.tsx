import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { type GenreOut, type LibraryPiece, listVersions } from '@/api';
import { library as text } from '@/shared/i18n/library';
import { keyName } from '@/shared/lib/notation';
import { Icon } from '@/shared/ui/Icon';
import { Music } from '@/shared/ui/Music';
import { dateOf } from './facts';

interface VersionsProps {
  piece: LibraryPiece;
  genres: readonly GenreOut[];
}

function Open({ piece, genres }: VersionsProps) {
  const { data, isError } = useQuery({
    queryKey: ['versions', piece.id, piece.changed_at],
    queryFn: async ({ signal }) =>
      (await listVersions({ path: { piece_id: piece.id }, signal, throwOnError: true })).data
        .versions,
  });
  if (isError) return <p className="text-alarm">{text.failed}</p>;
  return (
    <ol aria-label={text.versionsOf(piece.title)} className="library-versions">
      {(data ?? []).map(({ id, genre, operation, facts, made_at }) => (
        <li key={id}>
          <Link
            to="/kept/$genre/$id"
            params={{ genre, id }}
            className="underline decoration-rule-strong underline-offset-2 hover:text-accent-text"
          >
            {text.operation[operation ?? 'first'] ?? operation}
          </Link>
          <span className="text-ink-2">
            <Music>
              {`${genres.find((one) => one.id === genre)?.label ?? genre}, ${keyName(facts.key)}`}
            </Music>
          </span>
          <time className="text-ink-3" dateTime={made_at}>
            {dateOf(made_at, new Date())}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** What edits made of a piece: told by a number, listed when asked for. */
export function Versions({ piece, genres }: VersionsProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className="library-more"
        onClick={() => setOpen(!open)}
      >
        {text.versions(piece.versions)}
        <span className={open ? 'rotate-180' : ''}>
          <Icon name="chevron" size={16} />
        </span>
      </button>
      <div id={id}>{open ? <Open piece={piece} genres={genres} /> : null}</div>
    </>
  );
}
