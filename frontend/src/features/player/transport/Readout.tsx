import { useEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { clock } from '@/shared/lib/format';
import type { Timeline } from '../core/timeline';
import { onFrame } from '../frames';
import { position, usePlayer } from '../player';

/** Bar and beat, large: what a musician counts. */
export function BarBeat({ timeline }: { timeline: Timeline }) {
  const bar = usePlayer((state) => state.bar);
  const beat = usePlayer((state) => state.beat);
  const counting = usePlayer((state) => state.counting);
  return (
    <p className="leading-none whitespace-nowrap tabular-nums" title={text.player.barBeatLabel}>
      <span className="sr-only">
        {counting
          ? text.player.counting(counting)
          : text.player.position(bar, timeline.bars.length, beat)}
      </span>
      <span aria-hidden="true" data-counting={counting || undefined}>
        <span className="inline-block min-w-[1.2em] text-right font-serif text-2xl">
          {counting ? `−${counting}` : bar}
        </span>
        <span className="font-serif text-2xl text-ink-3">{counting ? '' : `.${beat}`}</span>
      </span>
    </p>
  );
}

/** Time gone and time in all. */
export function Time({ timeline }: { timeline: Timeline }) {
  const gone = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = (at: number) => {
      const now = clock(at);
      if (gone.current && gone.current.textContent !== now) gone.current.textContent = now;
    };
    show(position());
    return onFrame(show);
  }, [timeline]);
  return (
    <p className="text-sm whitespace-nowrap text-ink-2 tabular-nums" title={text.player.time}>
      <span ref={gone}>0:00</span>
      <span className="text-ink-3"> / {clock(timeline.duration)}</span>
    </p>
  );
}
