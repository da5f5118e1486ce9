import type { HarmonyOut, ScoreOut } from '@/api';
import { text } from '@/shared/i18n';
import { making } from '@/shared/i18n/making';
import { capital, words } from '@/shared/lib/format';
import { Origin } from './Origin';
import { usesOf } from './patterns';

const PARTS = ['right', 'left', 'rhythm', 'fill'] as const;

function makerOf(method: string): string {
  return making.origin.method[method] ?? method.split('+').join(', ');
}

function Facts({ score }: { score: ScoreOut }) {
  const { metadata, seed } = score;
  const facts = [
    [text.about.form, capital(metadata.form)],
    [text.about.ending, words(metadata.ending)],
    [text.about.by, makerOf(metadata.generation_method)],
    [text.about.notes, String(metadata.note_count)],
    [text.about.seed, String(seed)],
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-sm text-ink-2">{name}</dt>
          <dd className="font-serif text-lg tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface AboutProps {
  score: ScoreOut;
  /** Missing in an answer that was kept by an older version of the page. */
  harmony: HarmonyOut | undefined;
}

/** Form, patterns and seed: how the piece came about. */
export function About({ score, harmony }: AboutProps) {
  return (
    <section aria-labelledby="about" className="grid gap-5 border-t border-rule pt-6">
      <h3 id="about" className="font-serif text-2xl">
        {text.about.heading}
      </h3>
      <Facts score={score} />
      {harmony && harmony.ai_percentage > 0 ? <Origin harmony={harmony} /> : null}
      <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
        {PARTS.map((part) => {
          const uses = usesOf(score, part);
          if (uses.length === 0) return null;
          return (
            <div key={part}>
              <h4 className="mb-1 text-sm text-ink-2">{text.about.part[part]}</h4>
              <ul className="grid gap-2">
                {uses.map((use) => (
                  <li key={use.name}>
                    <span className="font-semibold">{use.name}</span>
                    <span className="text-sm text-ink-2">
                      {' '}
                      · {use.bars.map(([from, to]) => text.about.bars(from, to)).join(', ')}
                    </span>
                    <p className="text-ink-2">{use.why}</p>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
}
