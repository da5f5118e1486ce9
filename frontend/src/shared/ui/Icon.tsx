const PATHS = {
  play: 'M7 4.5v15l12.5-7.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  download: 'M11 4h2v8.2l3-3 1.4 1.4L12 16l-5.4-5.4L8 9.2l3 3zM5 18h14v2H5z',
  link: 'M10.6 13.4a1 1 0 0 0 1.4 0l4.6-4.6a2.1 2.1 0 0 0-3-3l-1.7 1.8-1.4-1.4 1.7-1.8a4.1 4.1 0 0 1 5.8 5.8l-4.6 4.6a3 3 0 0 1-4.2 0zM13.4 10.6a1 1 0 0 0-1.4 0l-4.6 4.6a2.1 2.1 0 0 0 3 3l1.7-1.8 1.4 1.4-1.7 1.8a4.1 4.1 0 0 1-5.8-5.8l4.6-4.6a3 3 0 0 1 4.2 0z',
  again: 'M12 5a7 7 0 0 1 6.3 4H15v2h7V4h-2v3.9A9 9 0 1 0 21 14h-2.1A7 7 0 1 1 12 5z',
  sun: 'M12 7.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM11 2h2v3h-2zM11 19h2v3h-2zM2 11h3v2H2zM19 11h3v2h-3zM4.2 5.6l1.4-1.4 2.1 2.1-1.4 1.4zM16.3 17.7l1.4-1.4 2.1 2.1-1.4 1.4zM4.2 18.4l2.1-2.1 1.4 1.4-2.1 2.1zM16.3 6.3l2.1-2.1 1.4 1.4-2.1 2.1z',
  moon: 'M20 14.6A8.5 8.5 0 0 1 9.4 4a8.5 8.5 0 1 0 10.6 10.6z',
  chevron: 'M6.7 9.3 12 14.6l5.3-5.3 1.4 1.4L12 17.4l-6.7-6.7z',
  volume: 'M4 9v6h3.5L12 19V5L7.5 9zM15 8.2a5 5 0 0 1 0 7.6l1.2 1.4a6.9 6.9 0 0 0 0-10.4z',
  sliders:
    'M4 7h9.2a2.6 2.6 0 0 1 5 0H20v1.6h-1.8a2.6 2.6 0 0 1-5 0H4zM15.7 6.7a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2zM4 15.4h1.8a2.6 2.6 0 0 1 5 0H20V17h-9.2a2.6 2.6 0 0 1-5 0H4zM8.3 15.1a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z',
  search:
    'M10.5 4a6.5 6.5 0 0 1 5.2 10.3l4.4 4.4-1.4 1.4-4.4-4.4A6.5 6.5 0 1 1 10.5 4zm0 1.8a4.7 4.7 0 1 0 0 9.4 4.7 4.7 0 0 0 0-9.4z',
  close:
    'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
} as const;

/** A small drawn sign; it says nothing to a screen reader, its button does. */
export function Icon({ name, size = 20 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor" aria-hidden="true">
      <path d={PATHS[name]} fillRule="evenodd" />
    </svg>
  );
}
