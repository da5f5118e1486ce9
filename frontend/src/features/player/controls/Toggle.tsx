import type { ReactNode } from 'react';

interface ToggleProps {
  on: boolean;
  onToggle: () => void;
  /** The key that does the same. */
  shortcut?: string;
  title?: string;
  children: ReactNode;
}

/** A button that is on or off. */
export function Toggle({ on, onToggle, shortcut, title, children }: ToggleProps) {
  return (
    <button
      type="button"
      className="toggle"
      aria-pressed={on}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${title ?? ''} (${shortcut})`.trim() : title}
      onClick={onToggle}
    >
      {children}
    </button>
  );
}
