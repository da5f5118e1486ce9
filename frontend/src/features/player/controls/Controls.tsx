import { useId } from 'react';
import { tools } from '@/shared/i18n/tools';
import { COUNT_IN, TRANSPOSE } from '../core/course';
import type { Timeline } from '../core/timeline';
import { setCountIn, setTranspose, toggleHand, toggleMetronome, useSettings } from '../settings';
import './controls.css';
import { OwnKeyboard } from '../live/OwnKeyboard';
import { toggleSpokenChords, useSpoken } from '../transport/spoken';
import { Loop } from './Loop';
import { Stepper } from './Stepper';
import { Tempo } from './Tempo';
import { Toggle } from './Toggle';

/** Which hands are heard: silence one and play it yourself. */
function Hands() {
  const muted = useSettings((state) => state.muted);
  return (
    <div className="control" role="group" aria-label={tools.playing.hands}>
      <span className="control-name">{tools.playing.hands}</span>
      <Toggle
        on={!muted.includes('left')}
        shortcut="A"
        title={tools.playing.handHint.left}
        onToggle={() => toggleHand('left')}
      >
        <span className="hand-mark" data-hand="left" /> {tools.playing.left}
      </Toggle>
      <Toggle
        on={!muted.includes('right')}
        shortcut="S"
        title={tools.playing.handHint.right}
        onToggle={() => toggleHand('right')}
      >
        <span className="hand-mark" data-hand="right" /> {tools.playing.right}
      </Toggle>
    </div>
  );
}

function Metronome() {
  const { metronome, countIn } = useSettings();
  const id = useId();
  return (
    <div className="control">
      <Toggle on={metronome} shortcut="M" onToggle={toggleMetronome}>
        {tools.playing.metronome}
      </Toggle>
      <label htmlFor={id} className="text-ink-2">
        {tools.playing.countIn}
      </label>
      <select
        id={id}
        className="bound"
        value={countIn}
        onChange={(event) => setCountIn(Number(event.target.value))}
      >
        {tools.playing.countInBars.slice(0, COUNT_IN.most + 1).map((label, bars) => (
          <option key={label} value={bars}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Transpose() {
  const transpose = useSettings((state) => state.transpose);
  return (
    <div className="control" role="group" aria-label={tools.playing.transpose}>
      <span className="control-name">{tools.playing.transpose}</span>
      <Stepper
        less={{ label: tools.playing.down, sign: '−' }}
        more={{ label: tools.playing.up, sign: '+' }}
        value={tools.playing.transposed(transpose)}
        canLess={transpose > TRANSPOSE.least}
        canMore={transpose < TRANSPOSE.most}
        onStep={(by) => setTranspose(transpose + by)}
      />
    </div>
  );
}

/** For those who listen instead of looking. */
function Spoken() {
  const chords = useSpoken((state) => state.chords);
  return (
    <div className="control">
      <Toggle on={chords} title={tools.playing.sayChordsHint} onToggle={toggleSpokenChords}>
        {tools.playing.sayChords}
      </Toggle>
    </div>
  );
}

/** How the piece is played; what is written stays as it is. */
export function Controls({ timeline, id }: { timeline: Timeline; id: string }) {
  return (
    <section id={id} aria-label={tools.playing.region} className="controls">
      <Tempo written={timeline.tempo} />
      <Loop bars={timeline.bars.length} />
      <Hands />
      <Metronome />
      <Transpose />
      <Spoken />
      <OwnKeyboard />
    </section>
  );
}
