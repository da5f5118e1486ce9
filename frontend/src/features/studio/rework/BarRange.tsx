import { useId } from 'react';
import { text } from '@/shared/i18n';

interface BarRangeProps {
  from: number;
  to: number;
  bars: number;
  onChange: (from: number, to: number) => void;
}

/** Two lists of bars; choosing one end moves the other along where it must. */
export function BarRange({ from, to, bars, onChange }: BarRangeProps) {
  const id = useId();
  const options = Array.from({ length: bars }, (_, index) => (
    <option key={index} value={index + 1}>
      {index + 1}
    </option>
  ));
  return (
    <span className="flex items-center gap-1.5">
      <label htmlFor={`${id}-from`} className="text-ink-2">
        {text.rework.bars}
        <span className="sr-only">: {text.rework.from}</span>
      </label>
      <select
        id={`${id}-from`}
        className="small-field"
        value={from}
        onChange={(event) => {
          const bar = Number(event.target.value);
          onChange(bar, Math.max(bar, to));
        }}
      >
        {options}
      </select>
      <span aria-hidden="true">–</span>
      <label htmlFor={`${id}-to`} className="sr-only">
        {text.rework.to}
      </label>
      <select
        id={`${id}-to`}
        className="small-field"
        value={to}
        onChange={(event) => {
          const bar = Number(event.target.value);
          onChange(Math.min(from, bar), bar);
        }}
      >
        {options}
      </select>
    </span>
  );
}
