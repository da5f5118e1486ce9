import { useId } from 'react';
import { tools } from '@/shared/i18n/tools';
import { plain } from '@/shared/lib/format';
import { RATE } from '../core/course';
import { setRate, useSettings } from '../settings';

/** The tempo as a share of the written one; the notes keep their pitch. */
export function Tempo({ written }: { written: number }) {
  const rate = useSettings((state) => state.rate);
  const id = useId();
  const percent = Math.round(rate * 100);
  const share = (rate - RATE.least) / (RATE.most - RATE.least);
  const value = tools.playing.tempoValue(percent, plain(Math.round(written * rate)));
  return (
    <div className="control">
      <label htmlFor={id} className="control-name">
        {tools.playing.tempo}
      </label>
      <input
        id={id}
        type="range"
        className="slider w-36"
        min={RATE.least * 100}
        max={RATE.most * 100}
        step={5}
        value={percent}
        aria-valuetext={value}
        style={{ '--share': share } as React.CSSProperties}
        onChange={(event) => setRate(Number(event.target.value) / 100)}
      />
      <span className="min-w-[7.2rem] whitespace-nowrap tabular-nums">{value}</span>
      {rate === 1 ? null : (
        <button type="button" className="toggle" onClick={() => setRate(1)}>
          {tools.playing.asWritten}
        </button>
      )}
    </div>
  );
}
