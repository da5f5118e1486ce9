import { Suspense, useState } from 'react';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { useActions } from '@/shared/lib/actions';
import { lazily } from '@/shared/lib/lazily';
import { remember, remembered } from '@/shared/lib/storage';
import { Pills } from '@/shared/ui/Pills';
import type { Timeline } from './core/timeline';
import { Roll } from './roll/Roll';

const Falling = lazily(() => import('./falling/Falling').then((m) => m.Falling));
const Sheet = lazily(() => import('./sheet/Sheet').then((m) => m.Sheet));

const VIEWS = ['roll', 'falling', 'sheet'] as const;
type View = (typeof VIEWS)[number];

function rememberedView(): View {
  return VIEWS.find((view) => view === remembered('view')) ?? 'roll';
}

interface ViewsProps {
  timeline: Timeline;
  /** What the colours follow. */
  accent: string;
  /** Where the written score is, as MusicXML. */
  musicxml: string;
}

/** The notes, as one likes to see them. */
export function Views({ timeline, accent, musicxml }: ViewsProps) {
  const [view, setView] = useState(rememberedView);
  const choose = (value: string) => {
    const next = VIEWS.find((known) => known === value) ?? 'roll';
    remember('view', next);
    setView(next);
  };
  useActions(() =>
    VIEWS.map((value) => ({
      id: `view-${value}`,
      label: text.player.views[value],
      group: tools.palette.seeing,
      run: () => choose(value),
    })),
  );
  const options = VIEWS.map((value) => ({ value, label: text.player.views[value] }));
  return (
    <div className="views grid gap-3">
      <Pills legend={text.player.view} options={options} value={view} onChange={choose} />
      <Suspense fallback={<div className="h-60" />}>
        {view === 'roll' ? <Roll timeline={timeline} accent={accent} /> : null}
        {view === 'falling' ? <Falling timeline={timeline} accent={accent} /> : null}
        {view === 'sheet' ? <Sheet timeline={timeline} url={musicxml} /> : null}
      </Suspense>
    </div>
  );
}
