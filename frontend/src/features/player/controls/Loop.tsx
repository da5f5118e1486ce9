import { useId, useState } from 'react';
import { tools } from '@/shared/i18n/tools';
import type { BarLoop } from '../core/course';
import { setLoop, setRamp, useSettings } from '../settings';
import { toggleLoop } from './acts';
import { Toggle } from './Toggle';

const CLIMB = { step: 0.05, to: 1 };

interface BoundProps {
  label: string;
  value: number;
  bars: number;
  onSet: (bar: number) => void;
}

/** One end of the loop; what is half typed changes nothing until it is a bar. Key it by its value. */
function Bound({ label, value, bars, onSet }: BoundProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  const commit = () => {
    const bar = Number(typed);
    if (Number.isInteger(bar) && bar >= 1 && bar <= bars) onSet(bar);
    else setTyped(String(value));
  };
  return (
    <>
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        className="bound"
        min={1}
        max={bars}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          // The arrows of the field, and its arrow keys, are heard at once.
          if (!(event.nativeEvent as InputEvent).inputType) onSet(Number(event.target.value));
        }}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </>
  );
}

function Bounds({ loop, bars }: { loop: BarLoop; bars: number }) {
  const climbing = useSettings((state) => state.ramp !== undefined);
  return (
    <>
      <Bound
        key={`from ${loop.from}`}
        label={tools.playing.from}
        value={loop.from + 1}
        bars={bars}
        onSet={(bar) => setLoop({ from: bar - 1, to: Math.max(bar, loop.to) }, bars)}
      />
      <Bound
        key={`to ${loop.to}`}
        label={tools.playing.to}
        value={loop.to}
        bars={bars}
        onSet={(bar) => setLoop({ from: Math.min(loop.from, bar - 1), to: bar }, bars)}
      />
      <Toggle
        on={climbing}
        title={tools.playing.climbHint}
        onToggle={() => setRamp(climbing ? undefined : CLIMB)}
      >
        {tools.playing.climb}
      </Toggle>
    </>
  );
}

/** Bars played over and over, each time a little faster if wanted. */
export function Loop({ bars }: { bars: number }) {
  const loop = useSettings((state) => state.loop);
  return (
    <div className="control" role="group" aria-label={tools.playing.loop}>
      <Toggle on={loop !== undefined} shortcut="L" onToggle={toggleLoop}>
        {tools.playing.loop}
      </Toggle>
      {loop ? <Bounds loop={loop} bars={bars} /> : null}
    </div>
  );
}
