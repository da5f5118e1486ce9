import type { HarmonyOut, OfferedPhrase } from '@/api';
import { making } from '@/shared/i18n/making';
import { prose } from '@/shared/lib/notation';
import { Music } from '@/shared/ui/Music';
import { rangesOf } from './ranges';

const text = making.origin;

function barsText(bars: readonly number[]): string {
  const ranges = rangesOf(bars)
    .map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
    .join(', ');
  return bars.length === 1 ? text.bar(ranges) : text.bars(ranges);
}

/** A maker by name; a model is called by its own. */
function whoOf(maker: string, offered: readonly OfferedPhrase[]): string {
  const taken = offered.filter(({ origin, reasons }) => origin === maker && reasons.length === 0);
  const models = [...new Set(taken.map(({ model }) => model))].filter(Boolean).join(', ');
  const who = text.who[maker] ?? maker;
  return models ? text.named(who, models) : who;
}

/** Proposals that were left, with why. */
function Declined({ offered }: { offered: readonly OfferedPhrase[] }) {
  const left = offered.filter(({ reasons }) => reasons.length > 0);
  if (left.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 text-sm text-ink-2">{text.declined}</h4>
      <ul className="grid gap-1 text-ink-2">
        {left.map(({ phrase_id: id, first_bar: from, last_bar: to, reasons }) => (
          <li key={id}>
            <Music>{prose(text.because(`${from}–${to}`, reasons.join(' ')))}</Music>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which bars' chords came from whom, and how hard the request was to plan. */
export function Origin({ harmony }: { harmony: HarmonyOut }) {
  const { bars_by_origin: bars, offered, task_complexity: task } = harmony;
  const terms = task.terms.map(({ label, found }) => text.term(label, found)).join('; ');
  return (
    <section aria-labelledby="origin" className="grid gap-3">
      <h4 id="origin" className="font-serif text-xl">
        {text.heading}
      </h4>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {Object.entries(bars).map(([maker, numbers]) => (
          <div key={maker}>
            <dt className="text-sm text-ink-2">{whoOf(maker, offered)}</dt>
            <dd className="font-serif text-lg tabular-nums">{barsText(numbers)}</dd>
          </div>
        ))}
      </dl>
      <Declined offered={offered} />
      <div className="max-w-prose">
        <p>{text.task(task.value)}</p>
        <p className="text-sm text-ink-2">
          {text.taskHint} {terms ? text.counted(terms) : null}
        </p>
      </div>
    </section>
  );
}
