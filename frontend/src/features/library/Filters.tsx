import { useEffect, useId, useRef, useState } from 'react';
import type { GenreOut } from '@/api';
import { library as text } from '@/shared/i18n/library';
import { useDebounced } from '@/shared/lib/useDebounced';
import type { Wanted } from './wanted';

const PAUSE_IN_TYPING_MS = 150;
const LONGEST = 100;

interface FiltersProps {
  genres: readonly GenreOut[];
  wanted: Wanted;
  /** How much was found. */
  said: string;
  onWant: (wanted: Wanted) => void;
}

/** What is typed, at once; what is asked for, after a pause. */
function useTyping(search: string, onSearch: (search: string) => void) {
  const [typed, setTyped] = useState(search);
  const settled = useDebounced(typed.trim(), PAUSE_IN_TYPING_MS);
  const asked = useRef(search);
  useEffect(() => {
    if (settled === asked.current) return;
    asked.current = settled;
    onSearch(settled);
  }, [settled, onSearch]);
  useEffect(() => {
    // The address changed by itself: a click on "Show all", or the back button.
    if (search === asked.current) return;
    asked.current = search;
    setTyped(search);
  }, [search]);
  return [typed, setTyped] as const;
}

/** Search as one types, a style, the starred ones, an order. */
export function Filters({ genres, wanted, said, onWant }: FiltersProps) {
  const id = useId();
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  const [narrow] = useState(() => (change: Partial<Record<keyof Wanted, string | undefined>>) => {
    const next = Object.entries({ ...latest.current, ...change }).filter(([, value]) => value);
    onWant(Object.fromEntries(next));
  });
  const [onSearch] = useState(() => (search: string) => narrow({ search }));
  const [typed, setTyped] = useTyping(wanted.search ?? '', onSearch);
  return (
    <form role="search" className="library-filters" onSubmit={(event) => event.preventDefault()}>
      <div className="library-search">
        <label htmlFor={`${id}-search`} className="sr-only">
          {text.search}
        </label>
        <input
          id={`${id}-search`}
          type="search"
          autoComplete="off"
          maxLength={LONGEST}
          placeholder={text.searchHint}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="min-h-11 w-full rounded-full border border-rule-strong bg-raised px-5 font-serif text-lg text-ink placeholder:text-ink-3"
        />
      </div>
      <label className="pill">
        <input
          type="checkbox"
          className="sr-only"
          checked={wanted.favourite === 'true'}
          onChange={(event) => narrow({ favourite: event.target.checked ? 'true' : '' })}
        />
        {text.starred}
      </label>
      <select
        aria-label={text.style}
        className="library-choice"
        value={wanted.genre ?? ''}
        onChange={(event) => narrow({ genre: event.target.value })}
      >
        <option value="">{text.anyStyle}</option>
        {genres.map(({ id: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label={text.sort}
        className="library-choice"
        value={wanted.sort ?? ''}
        onChange={(event) => narrow({ sort: event.target.value })}
      >
        <option value="">{text.sorts.recent}</option>
        <option value="title">{text.sorts.title}</option>
      </select>
      <p role="status" className="ml-auto text-ink-2 tabular-nums">
        {said}
      </p>
    </form>
  );
}
