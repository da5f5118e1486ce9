const PATHS = {
  star: 'm12 3.6 2.5 5.4 5.9.7-4.4 4 1.2 5.9-5.2-3-5.2 3L8 13.7l-4.4-4 5.9-.7zm0 4.3-1.3 2.8-3 .4 2.2 2-.6 3 2.7-1.5 2.7 1.5-.6-3 2.2-2-3-.4z',
  starred: 'm12 3.6 2.5 5.4 5.9.7-4.4 4 1.2 5.9-5.2-3-5.2 3L8 13.7l-4.4-4 5.9-.7z',
  pencil:
    'M15.2 4.3a1.8 1.8 0 0 1 2.5 0l2 2a1.8 1.8 0 0 1 0 2.5L9.3 19.2 4 20l.8-5.3zm1.2 1.6-1.6 1.6 1.7 1.7 1.6-1.6zm-2.9 2.9-7 7-.3 1.9 2-.3 7-7z',
  bin: 'M9 4h6l.7 1.5H20v1.7H4V5.5h4.3zM5.8 8.6h12.4L17.4 20H6.6zm1.8 1.7.6 8h7.6l.6-8z',
} as const;

/** The library's own signs; its buttons say what they mean. */
export function Sign({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" width={20} height={20} fill="currentColor" aria-hidden="true">
      <path d={PATHS[name]} fillRule="evenodd" />
    </svg>
  );
}
