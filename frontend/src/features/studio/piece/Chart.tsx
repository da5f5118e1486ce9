import { useMemo } from 'react';
import type { ScoreOut } from '@/api';
import { useSettings } from '@/features/player';
import { loopBars, loopOff } from '@/features/player/late';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { useActions } from '@/shared/lib/actions';
import { words } from '@/shared/lib/format';
import { Choice } from '../rework/Choice';
import { ChartBarCell } from './ChartBarCell';
import { type ChartSection, chartSections, usualCharacters } from './chartLayout';
import './chart.css';
import { chooseFigures, FIGURES, useFigures } from './figures';
import { useLoopByHand } from './useLoopByHand';

interface ChartProps {
  score: ScoreOut;
  selected: string | undefined;
  onSelect: (chordId: string) => void;
}

/** A section's name, and a button that plays it over and over. */
function SectionHeading({ section }: { section: ChartSection }) {
  const label = words(section.label);
  const from = (section.bars[0]?.number ?? 1) - 1;
  const to = from + section.bars.length;
  const looped = useSettings(({ loop }) => loop?.from === from && loop.to === to);
  return (
    <div className="chart-section">
      <h3>{label}</h3>
      <button
        type="button"
        aria-label={tools.loop.section(label)}
        aria-pressed={looped}
        onClick={() => (looped ? loopOff() : loopBars(from, to))}
      >
        {tools.loop.here}
      </button>
    </div>
  );
}

const figureActions = () =>
  FIGURES.map((value) => ({
    id: `figures-${value}`,
    label: `${tools.figures.label} ${tools.figures.choices[value]}`,
    group: tools.palette.seeing,
    run: () => chooseFigures(value),
  }));

const OPTIONS = FIGURES.map((value) => ({ value, label: tools.figures.choices[value] }));

/** The chords, four bars to a row: what sounds is lit, a click goes there and says why. */
export function Chart({ score, selected, onSelect }: ChartProps) {
  const sections = useMemo(() => chartSections(score), [score]);
  const usual = useMemo(() => usualCharacters(sections), [sections]);
  const figures = useFigures((state) => state.figures);
  const hand = useLoopByHand();
  useActions(figureActions);
  const stop = selected ?? score.arrangement.chords[0]?.id;
  return (
    <section aria-label={text.chart.heading} className="grid gap-5" {...hand}>
      <div className="chart-figures">
        <Choice
          label={tools.figures.label}
          value={figures}
          options={OPTIONS}
          onChoose={chooseFigures}
        />
      </div>
      {sections.map((section) => (
        <div key={section.id}>
          {sections.length > 1 ? <SectionHeading section={section} /> : null}
          <ol className="chart" title={tools.loop.hint}>
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
