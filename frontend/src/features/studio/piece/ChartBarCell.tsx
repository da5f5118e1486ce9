import { usePlayer, useSettings } from '@/features/player';
import { text } from '@/shared/i18n';
import { spokenChord } from '@/shared/lib/notation';
import { useLocks } from '../rework/locks';
import { type ChartBar, isDense, type Segment } from './chartLayout';
import { ChordFigure, spokenFigure } from './ChordFigure';
import { SHOWN, useFigures } from './figures';

interface CellProps {
  bar: ChartBar;
  characters: number;
  selected: string | undefined;
  /** The one chord that the Tab key reaches. */
  stop: string | undefined;
  onSelect: (chordId: string) => void;
}

interface ChordProps {
  bar: number;
  segment: Segment;
  selected: boolean;
  stop: boolean;
  onSelect: (chordId: string) => void;
}

function Chord({ bar, segment: { chord, held }, selected, stop, onSelect }: ChordProps) {
  const sounds = usePlayer((state) => state.status !== 'empty' && state.chordId === chord.id);
  const locked = useLocks((state) => state.chords.has(chord.id));
  const { main, below } = useFigures(({ figures }) => SHOWN[figures]);
  if (held) {
    return (
      <span className="chord-held" data-sounds={sounds || undefined}>
        <span className="sr-only">{text.chart.held(spokenChord(chord.symbol))}</span>
      </span>
    );
  }
  return (
    <button
      type="button"
      className="chord"
      data-chord={chord.id}
      data-locked={locked || undefined}
      data-sounds={sounds || undefined}
      aria-current={sounds ? 'true' : undefined}
      aria-pressed={selected}
      tabIndex={stop ? 0 : -1}
      onClick={() => onSelect(chord.id)}
    >
      <span className="sr-only">
        {text.chart.chord(
          bar,
          spokenChord(chord.symbol),
          spokenFigure(chord, below ?? (main === 'symbol' ? undefined : main)),
        )}
        {locked ? `, ${text.chordEditor.locked}` : null}
      </span>
      <span aria-hidden="true">
        <ChordFigure chord={chord} as={main} />
      </span>
      {below ? (
        <span aria-hidden="true" className="chord-roman">
          <ChordFigure chord={chord} as={below} />
        </span>
      ) : null}
    </button>
  );
}

/** One bar: its chords side by side, as wide as they last. */
export function ChartBarCell({ bar, characters, selected, stop, onSelect }: CellProps) {
  const looped = useSettings(({ loop }) => loop && bar.number > loop.from && bar.number <= loop.to);
  const columns = bar.segments.map((s) => `minmax(min-content, ${s.quarters}fr)`).join(' ');
  return (
    <li
      className="chart-bar"
      data-bar={bar.number}
      data-looped={looped || undefined}
      aria-label={text.chart.bar(bar.number)}
    >
      <span className="chart-number" aria-hidden="true">
        {bar.number}
      </span>
      <div
        className="chart-chords"
        data-dense={isDense(bar) || undefined}
        style={{ '--columns': columns, '--characters': characters } as React.CSSProperties}
      >
        {bar.segments.map((segment) => (
          <Chord
            key={segment.chord.id}
            bar={bar.number}
            segment={segment}
            selected={selected === segment.chord.id}
            stop={stop === segment.chord.id}
            onSelect={onSelect}
          />
        ))}
      </div>
    </li>
  );
}
