import type { ReactNode } from 'react';

/** A message that stands in the page: what happened, and what to do. */
export function Notice({
  title,
  children,
  tone = 'plain',
}: {
  title?: string;
  children?: ReactNode;
  tone?: 'plain' | 'alarm';
}) {
  return (
    <div
      role={tone === 'alarm' ? 'alert' : undefined}
      className={`border-l-2 py-1 pl-4 ${tone === 'alarm' ? 'border-alarm' : 'border-rule-strong'}`}
    >
      {title ? <p className="font-serif text-xl text-ink">{title}</p> : null}
      <div className="mt-1 max-w-prose text-ink-2">{children}</div>
    </div>
  );
}
