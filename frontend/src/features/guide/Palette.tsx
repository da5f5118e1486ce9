import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { tools } from '@/shared/i18n/tools';
import { type Action, possibleActions } from '@/shared/lib/actions';
import './guide.css';
import { rank } from './search';

interface PaletteProps {
  /** What can be done whatever is in the page. */
  always: readonly Action[];
  onClose: () => void;
}

/** Where a key leads in a list of `count`. */
function moved(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'PageDown') return Math.min(count - 1, at + 8);
  if (key === 'PageUp') return Math.max(0, at - 8);
  return undefined;
}

function Option({
  action,
  id,
  on,
  onRun,
}: {
  action: Action;
  id: string;
  on: boolean;
  onRun: () => void;
}) {
  const option = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (on) option.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  return (
    <li ref={option} id={id} role="option" aria-selected={on} onClick={onRun}>
      <span>
        {action.label} <small>{action.group}</small>
      </span>
      {action.shortcut ? <kbd>{action.shortcut}</kbd> : null}
    </li>
  );
}

/** Everything that can be done now, found by a few letters. */
export function Palette({ always, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const all = useMemo(() => [...possibleActions(), ...always], [always]);
  const found = useMemo(
    () => rank(query, all, ({ label, group }) => `${label} ${group}`),
    [query, all],
  );
  const current = found[at];

  useEffect(() => dialog.current?.showModal(), []);

  const run = (action: Action | undefined) => {
    if (!action) return;
    // Closing gives the focus back first: what is done may move it.
    dialog.current?.close();
    action.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = moved(event.key, at, found.length);
    if (event.key === 'Enter') run(current);
    else if (next === undefined) return;
    else setAt(next);
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={tools.palette.heading}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <input
        type="text"
        role="combobox"
        aria-label={tools.palette.search}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={tools.palette.search}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={tools.palette.heading}>
        {found.map((action, index) => (
          <Option
            key={action.id}
            action={action}
            id={`${id}-${action.id}`}
            on={index === at}
            onRun={() => run(action)}
          />
        ))}
      </ul>
      <p role="status" className={found.length > 0 ? 'sr-only' : 'palette-none'}>
        {found.length > 0 ? tools.palette.count(found.length) : tools.palette.none}
      </p>
    </dialog>
  );
}
