import { MUSIC_SIGNS } from './musicSigns';

function Sign({ sign }: { sign: string }) {
  const drawing = MUSIC_SIGNS[sign];
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

/** A word with signs in it; it is never broken at a sign. */
function Word({ word }: { word: string }) {
  const parts = word.split(/([♭♯])/).filter(Boolean);
  return (
    <span className="whitespace-nowrap">
      {parts.map((part, index) => (
        <Sign key={index} sign={part} />
      ))}
    </span>
  );
}

/** Text with music signs in it: `B♭ minor`. */
export function Music({ children }: { children: string }) {
  return children
    .split(/(\s+)/)
    .map((word, index) => (/[♭♯]/.test(word) ? <Word key={index} word={word} /> : word));
}
