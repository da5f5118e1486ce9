import { useState } from 'react';
import { text } from '@/shared/i18n';
import { chips } from '@/shared/i18n/chips';
import { Icon } from '@/shared/ui/Icon';
import { Music } from '@/shared/ui/Music';
import type { Saying } from './sayings';

interface ChipProps {
  saying: Saying;
  /** What the form fixes; empty where the words decide. */
  fixed: string;
  /** With nothing: as the words say. */
  onChange: (value: string) => void;
}

const labelOf = ({ name, value, source }: Saying) =>
  chips.change(name.toLowerCase(), value, text.understood.source[source]);

/** The list lies invisibly over its saying: a click, a tap and the arrow keys open it as usual. */
function Choice({ saying, fixed, onChange }: ChipProps) {
  if (saying.kind !== 'choice') return null;
  const foreign = fixed !== '' && !saying.options.some(({ value }) => value === fixed);
  return (
    <>
      <span aria-hidden="true">
        <Music>{saying.value}</Music>
      </span>
      <select
        aria-label={labelOf(saying)}
        value={fixed}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{chips.fromWords}</option>
        {saying.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {foreign ? <option value={fixed}>{fixed}</option> : null}
      </select>
    </>
  );
}

/** A number is typed where it stands, and taken with Enter or by going on. */
function Amount({ saying, fixed, onChange }: ChipProps) {
  const [typed, setTyped] = useState<string>();
  if (saying.kind !== 'number') return null;
  const shown = typed ?? saying.value;
  const given = Number(shown);
  const whole = saying.field === 'tempo' || Number.isInteger(given);
  const fits = shown.trim() === '' || (given >= saying.low && given <= saying.high && whole);
  const range = text.invalid.range(saying.low, saying.high);
  const take = () => {
    if (typed !== undefined && fits && typed.trim() !== saying.value) onChange(typed.trim());
    else if (typed !== undefined && fits && fixed !== '' && !typed.trim()) onChange('');
    setTyped(undefined);
  };
  return (
    <>
      <input
        inputMode="decimal"
        autoComplete="off"
        aria-label={labelOf(saying)}
        aria-invalid={fits ? undefined : true}
        title={fits ? undefined : range}
        value={shown}
        style={{ width: `${Math.max(2, shown.length) + 0.25}ch` }}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(undefined);
          if (event.key !== 'Enter') return;
          // Enter takes the number; it is not yet the moment to play.
          event.preventDefault();
          take();
        }}
      />
      <span aria-hidden="true">{saying.unit}</span>
    </>
  );
}

/** One saying, to change where it stands. What the user set can be given back to the words. */
export function Chip(props: ChipProps) {
  const { saying, onChange } = props;
  const { kind, name, value, source } = saying;
  return (
    <li className="chip" data-source={source} title={`${name}: ${text.understood.source[source]}`}>
      {kind === 'choice' ? <Choice {...props} /> : null}
      {kind === 'number' ? <Amount {...props} /> : null}
      {kind === 'plain' ? (
        <span>
          <span className="sr-only">{name}: </span>
          {value}
        </span>
      ) : null}
      {source === 'field' && kind !== 'plain' ? (
        <button type="button" aria-label={chips.clear(name)} onClick={() => onChange('')}>
          <Icon name="close" size={14} />
        </button>
      ) : null}
    </li>
  );
}
