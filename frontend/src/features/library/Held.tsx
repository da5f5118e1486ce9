import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { GenreOut } from '@/api';
import { accentOf } from '@/features/studio';
import { library as text } from '@/shared/i18n/library';
import { useTheme } from '@/shared/lib/theme';
import { Button } from '@/shared/ui/Button';
import { Music } from '@/shared/ui/Music';
import { Notice } from '@/shared/ui/Notice';
import { factsLine } from './facts';
import { heldPieces } from './offline';

interface HeldProps {
  genres: readonly GenreOut[];
  onRetry: () => void;
}

/** Without the studio: what this device can show by itself. */
export function Held({ genres, onRetry }: HeldProps) {
  const { data } = useQuery({ queryKey: ['held'], queryFn: heldPieces, networkMode: 'always' });
  const theme = useTheme((state) => state.theme);
  if (!data) return null;
  return (
    <div className="mt-6 grid gap-6">
      <Notice tone="alarm" title={text.offline.title}>
        <p>{data.length > 0 ? text.offline.text : text.offline.empty}</p>
        <Button onClick={onRetry} className="mt-3">
          {text.offline.retry}
        </Button>
      </Notice>
      {data.length > 0 ? (
        <ul aria-label={text.region} className="border-t border-rule">
          {data.map(({ id, genre, facts }) => {
            const known = genres.find((one) => one.id === genre);
            return (
              <li
                key={id}
                className="library-row"
                style={known && (accentOf(known, theme) as React.CSSProperties)}
              >
                <div className="min-w-0">
                  <h2 className="library-title">
                    <Link
                      to="/kept/$genre/$id"
                      params={{ genre, id }}
                      className="no-underline hover:text-accent-text"
                    >
                      {facts.description}
                    </Link>
                  </h2>
                  <p className="library-facts">
                    {factsLine(facts, genre, known).map((fact) => (
                      <span key={fact}>
                        <Music>{fact}</Music>
                      </span>
                    ))}
                  </p>
                </div>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}
