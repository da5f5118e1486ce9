import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { Button } from '@/shared/ui/Button';
import { lengthOf, LIMITS } from '../limits';

const TELL_BELOW = 60;

interface PromptProps {
  alone: boolean;
  busy: boolean;
  value: string;
  error: string | undefined;
  /** The element that tells what is wrong with the words, where one does. */
  problemId: string | undefined;
  onChange: (value: string) => void;
  onSubmit: () => void;
}

/** Grows with its text where the style sheet's `field-sizing` is not known. */
function useOwnHeight(value: string, alone: boolean) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (CSS.supports('field-sizing', 'content')) return;
    const fit = () => {
      const element = area.current;
      if (!element) return;
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight}px`;
    };
    fit();
    // Other letters need other lines.
    void document.fonts.ready.then(fit);
  }, [value, alone]);
  return area;
}

/** What to say below the words, if anything: an error, or how much room is left. */
function noteOf(value: string, error: string | undefined) {
  const left = LIMITS.description - lengthOf(value);
  // Nothing that was typed or pasted is cut: what is too much is counted.
  const wrong = left < 0 ? text.compose.tooLong(-left, LIMITS.description) : error;
  const note = wrong ?? (left < TELL_BELOW ? text.compose.wordsLeft(left) : undefined);
  return { over: left < 0, wrong, note };
}

/** The words and the button that plays them. Enter sends, Shift+Enter starts a new line. */
export function Prompt(props: PromptProps) {
  const { alone, busy, value, error, problemId, onChange, onSubmit } = props;
  const area = useOwnHeight(value, alone);
  const id = useId();
  const { over, wrong, note } = noteOf(value, error);
  useEffect(() => {
    if (over) announce(text.compose.full(LIMITS.description));
  }, [over]);
  return (
    <div>
      <label htmlFor={id} className={alone ? 'sr-only' : 'mb-1.5 block text-sm text-ink-2'}>
        {text.compose.words}
      </label>
      <div className={`prompt ${wrong || problemId ? 'border-alarm' : 'border-rule-strong'}`}>
        <textarea
          ref={area}
          id={id}
          rows={alone ? 2 : 1}
          value={value}
          placeholder={text.compose.placeholder}
          aria-invalid={wrong || problemId ? true : undefined}
          aria-describedby={[`${id}-note`, problemId].filter(Boolean).join(' ')}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onSubmit();
          }}
          className={`block field-sizing-content w-full resize-none bg-transparent font-serif leading-snug outline-none placeholder:text-ink-3 ${
            alone ? 'min-h-[calc(2lh+1.5rem)] px-5 pt-4 pb-2 text-2xl' : 'px-4 pt-3 pb-1 text-xl'
          }`}
        />
        <div className="flex items-center justify-between gap-3 pr-2 pb-2 pl-4">
          <p id={`${id}-note`} className={`text-sm ${wrong ? 'text-alarm' : 'text-ink-3'}`}>
            {note}
          </p>
          <Button type="submit" kind="primary" aria-disabled={busy}>
            {busy ? text.compose.generating : text.compose.generate}
          </Button>
        </div>
      </div>
    </div>
  );
}
