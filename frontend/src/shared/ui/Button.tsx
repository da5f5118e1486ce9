import type { ComponentProps } from 'react';

type Kind = 'primary' | 'quiet' | 'plain';

const KINDS: Record<Kind, string> = {
  primary:
    'bg-accent text-on-accent px-5 min-h-11 font-semibold hover:brightness-110 active:brightness-95 aria-disabled:opacity-60',
  quiet:
    'text-ink border border-rule-strong px-3.5 min-h-9 hover:bg-hover aria-disabled:opacity-60',
  plain: 'text-ink-2 px-2 min-h-9 hover:text-ink hover:bg-hover',
};

const SHARED =
  'inline-flex items-center justify-center gap-2 rounded-full select-none transition-colors whitespace-nowrap cursor-pointer no-underline';

/** The class names of a button, for links that look like one. */
export function buttonClass(kind: Kind, extra = ''): string {
  return `${SHARED} ${KINDS[kind]} ${extra}`;
}

export function Button({
  kind = 'quiet',
  className = '',
  ...rest
}: ComponentProps<'button'> & { kind?: Kind }) {
  return <button type="button" className={buttonClass(kind, className)} {...rest} />;
}
