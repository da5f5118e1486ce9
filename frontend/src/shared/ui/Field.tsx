import { type ComponentProps, useId } from 'react';

const BOX =
  'w-full rounded-lg border bg-raised px-3 min-h-10 text-ink placeholder:text-ink-3 tabular-nums';

interface FieldProps {
  label: string;
  error?: string | undefined;
}

function describe(id: string, error: string | undefined) {
  return {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${id}-error` : undefined,
    className: `${BOX} ${error ? 'border-alarm' : 'border-rule-strong'}`,
  };
}

function Frame({
  id,
  label,
  error,
  children,
}: FieldProps & { id: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="text-sm text-ink-2">
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-alarm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** A labelled line of text; its error is tied to it. */
export function TextField({ label, error, ...rest }: FieldProps & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} error={error}>
      <input type="text" autoComplete="off" {...rest} {...describe(id, error)} />
    </Frame>
  );
}

/** Labelled lines of text. */
export function TextArea({ label, error, ...rest }: FieldProps & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} error={error}>
      <textarea spellCheck={false} {...rest} {...describe(id, error)} />
    </Frame>
  );
}

export interface Option {
  value: string;
  label: string;
}

/** A labelled choice from a list. A value that is not in it is shown as it is. */
export function SelectField({
  label,
  error,
  options,
  ...rest
}: FieldProps & { options: readonly Option[] } & ComponentProps<'select'>) {
  const id = useId();
  const { value: given } = rest;
  const foreign = given !== undefined && !options.some(({ value }) => value === given);
  return (
    <Frame id={id} label={label} error={error}>
      <select {...rest} {...describe(id, error)}>
        {options.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
        {foreign ? <option value={given}>{given}</option> : null}
      </select>
    </Frame>
  );
}
