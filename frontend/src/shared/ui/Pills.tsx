import { useId } from 'react';

export interface Pill {
  value: string;
  label: string;
  hint?: string | undefined;
}

interface PillsProps {
  legend: string;
  options: readonly Pill[];
  value: string;
  /** A remark below; an error takes its place. */
  note?: string | undefined;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** One of a few: radio buttons that look like words. Arrow keys move, as radios do. */
export function Pills({ legend, options, value, note, error, onChange }: PillsProps) {
  const name = useId();
  return (
    <fieldset
      className="min-w-0"
      data-invalid={error ? true : undefined}
      aria-describedby={`${name}-note`}
    >
      <legend className="mb-1.5 text-sm text-ink-2">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <label key={option.value} className="pill" title={option.hint}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
      <p
        id={`${name}-note`}
        className={`mt-1.5 text-sm ${error ? 'text-alarm' : 'text-ink-2'} empty:hidden`}
      >
        {error ?? note}
      </p>
    </fieldset>
  );
}
