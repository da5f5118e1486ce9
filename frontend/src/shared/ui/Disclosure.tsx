import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Icon } from './Icon';

interface DisclosureProps {
  label: string;
  /** A short remark beside the label. */
  note?: string | undefined;
  /** Opens it. What is open stays so: closing is the user's. */
  open?: boolean;
  /** Called when it is opened or closed. */
  onToggle?: () => void;
  children: ReactNode;
}

/** Something that can stay closed. */
export function Disclosure({ label, note, open, onToggle, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    if (open && details.current) details.current.open = true;
  }, [open]);
  return (
    <details ref={details} className="group/open" onToggle={onToggle}>
      <summary className="-ml-1 flex min-h-9 w-fit cursor-pointer list-none items-center gap-1 rounded-full pr-2 text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <span className="transition-transform in-[details[open]>summary]:rotate-180">
          <Icon name="chevron" size={18} />
        </span>
        {label}
        {note ? <span className="text-accent-text"> · {note}</span> : null}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
