import { useEffect, useRef, useState } from 'react';
import { library as text } from '@/shared/i18n/library';

const LONGEST = 120;

interface TitleFieldProps {
  title: string;
  /** With the new name, or with nothing where it stays. */
  onDone: (title?: string) => void;
}

/** Another name, written where the old one stands. Enter takes it, Escape leaves it. */
export function TitleField({ title, onDone }: TitleFieldProps) {
  const [typed, setTyped] = useState(title);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.select(), []);
  const finish = (next?: string) => {
    if (done.current) return;
    done.current = true;
    onDone(next?.trim());
  };
  return (
    <input
      ref={input}
      aria-label={text.newName}
      autoComplete="off"
      maxLength={LONGEST}
      value={typed}
      className="library-name"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => finish(typed)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(typed);
        if (event.key === 'Escape') finish();
      }}
    />
  );
}
