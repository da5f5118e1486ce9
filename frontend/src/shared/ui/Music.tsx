/** Flat and sharp as drawings, so that they look the same whatever fonts a machine has. */
const SIGNS: Record<string, { d: string; width: number; label: string }> = {
  '♭': {
    width: 9,
    label: 'flat',
    d: 'M.6 0h1.5v12.6c1-1.2 2.2-1.9 3.5-1.9 1.9 0 3 1.2 3 3.1 0 3.3-3.3 5.4-8 9.2zM2.1 14.6v5.1c2.7-2.1 4.4-3.7 4.4-5.6 0-1.1-.5-1.7-1.5-1.7-1.2 0-2.2.9-2.9 2.2z',
  },
  '♯': {
    width: 10,
    label: 'sharp',
    d: 'M2.4 2.6h1.3V8l2.8-.8V1.4h1.3v5.4l1.8-.5v3l-1.8.5v5l1.8-.5v3l-1.8.5V23H6.5v-4.9l-2.8.8V24H2.4v-4.7l-1.8.5v-3l1.8-.5v-5l-1.8.5v-3l1.8-.5zm1.3 8.2v5l2.8-.8v-5z',
  },
};

function Sign({ sign }: { sign: string }) {
  const drawing = SIGNS[sign];
  if (!drawing) return sign;
  return (
    <svg
      className="music-sign"
      viewBox={`0 0 ${drawing.width} 24`}
      role="img"
      aria-label={` ${drawing.label}`}
      fill="currentColor"
      fillRule="evenodd"
    >
      <path d={drawing.d} />
    </svg>
  );
}

/** Text with music signs in it: `B♭ minor`. */
export function Music({ children }: { children: string }) {
  const parts = children.split(/([♭♯])/).filter(Boolean);
  return parts.map((part, index) => <Sign key={index} sign={part} />);
}
