import { useEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { barBeatAt, toBars } from '../core/bars';
import type { Timeline } from '../core/timeline';
import { onFrame } from '../frames';
import { position, seekToBar, stepBy } from '../player';
import { useSettings } from '../settings';

/** Where the piece is, in bars; dragging goes there, arrow keys move bar by bar. */
export function Seek({ timeline }: { timeline: Timeline }) {
  const slider = useRef<HTMLInputElement>(null);
  const held = useRef(false);
  const bars = timeline.bars.length;
  const loop = useSettings((state) => state.loop);
  const looped = loop && { '--loop-from': loop.from / bars, '--loop-to': loop.to / bars };

  useEffect(() => {
    const show = (at: number) => {
      const input = slider.current;
      if (!input) return;
      const now = toBars(timeline, at);
      if (!held.current) input.value = String(now);
      input.style.setProperty('--share', String(Number(input.value) / bars));
      const { bar, beat } = barBeatAt(timeline, at);
      input.setAttribute('aria-valuetext', text.player.position(bar, bars, beat));
    };
    show(position());
    return onFrame(show);
  }, [timeline, bars]);

  const keys = (event: React.KeyboardEvent) => {
    const step = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageUp: 4,
      PageDown: -4,
    }[event.key];
    if (event.key === 'Home') seekToBar(0);
    else if (event.key === 'End') seekToBar(bars);
    else if (step) stepBy(step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const letGo = () => {
    if (!held.current) return;
    held.current = false;
    seekToBar(Number(slider.current?.value ?? 0));
  };
  return (
    <input
      ref={slider}
      type="range"
      className="slider w-full"
      data-looped={loop ? true : undefined}
      style={looped as React.CSSProperties | undefined}
      aria-label={text.player.seek}
      min={0}
      max={bars}
      step="any"
      defaultValue={0}
      onKeyDown={keys}
      onPointerDown={() => (held.current = true)}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onInput={() => held.current || seekToBar(Number(slider.current?.value ?? 0))}
    />
  );
}
