import { useId, useLayoutEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { LIMITS } from '../limits';

const TELL_BELOW = 60;

interface PromptProps {
  alone: boolean;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  onSubmit: () => void;
}

/** Grows with its text. */
function useOwnHeight(value: string, alone: boolean) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value, alone]);
  return area;
}

/** The words. Enter sends them, Shift+Enter starts a new line. */
export function Prompt({ alone, value, error, onChange, onSubmit }: PromptProps) {
  const area = useOwnHeight(value, alone);
  const id = useId();
  const left = LIMITS.description - value.length;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={alone ? 'sr-only' : 'text-sm text-ink-2'}>
        {text.compose.words}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={2}
        maxLength={LIMITS.description}
        value={value}
        placeholder={text.compose.placeholder}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onSubmit();
        }}
        className={`w-full resize-none rounded-xl border bg-raised font-serif leading-snug placeholder:text-ink-3 ${
          error ? 'border-alarm' : 'border-rule-strong'
        } ${alone ? 'px-5 py-4 text-2xl' : 'px-4 py-3 text-xl'}`}
      />
      <p
        id={`${id}-note`}
        className={`text-sm ${error ? 'text-alarm' : 'text-ink-3'} empty:hidden`}
      >
        {error ?? (left < TELL_BELOW ? text.compose.wordsLeft(left) : null)}
      </p>
    </div>
  );
}
