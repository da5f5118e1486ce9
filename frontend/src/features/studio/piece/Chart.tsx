import { useMemo } from 'react';
import type { ScoreOut } from '@/api';
import { text } from '@/shared/i18n';
import { words } from '@/shared/lib/format';
import { ChartBarCell } from './ChartBarCell';
import { chartSections, usualCharacters } from './chartLayout';
import './chart.css';
import { moveAmongChords } from './roving';

interface ChartProps {
  score: ScoreOut;
  selected: string | undefined;
  onSelect: (chordId: string) => void;
}

/** The chords, four bars to a row: what sounds is lit, a click goes there and says why. */
export function Chart({ score, selected, onSelect }: ChartProps) {
  const sections = useMemo(() => chartSections(score), [score]);
  const usual = useMemo(() => usualCharacters(sections), [sections]);
  const stop = selected ?? score.arrangement.chords[0]?.id;
  return (
    <section aria-label={text.chart.heading} className="grid gap-5" onKeyDown={moveAmongChords}>
      {sections.map((section) => (
        <div key={section.id}>
          {sections.length > 1 ? (
            <h3 className="mb-1 text-sm text-ink-2">{words(section.label)}</h3>
          ) : null}
          <ol className="chart">
            {section.bars.map((bar) => (
              <ChartBarCell
                key={bar.number}
                bar={bar}
                characters={Math.max(usual, bar.characters)}
                selected={selected}
                stop={stop}
                onSelect={onSelect}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
