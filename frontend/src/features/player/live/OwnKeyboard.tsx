import { tools } from '@/shared/i18n/tools';
import { Toggle } from '../controls/Toggle';
import { connectKeyboards, useKeyboards } from './keyboards';
import { toggleTyping, useTyping } from './typing';

/** The keyboards that were found, and whether each is still plugged in. */
function Devices() {
  const devices = useKeyboards((keyboards) => keyboards.devices);
  if (devices.length === 0) return <p className="text-ink-2">{tools.keyboard.none}</p>;
  return (
    <ul className="flex flex-wrap gap-x-4" aria-label={tools.keyboard.devices}>
      {devices.map(({ id, name, connected }) => (
        <li key={id} className="device" data-connected={connected || undefined}>
          {name}
          {connected ? null : <span className="text-ink-2">, {tools.keyboard.unplugged}</span>}
        </li>
      ))}
    </ul>
  );
}

function Midi() {
  const state = useKeyboards((keyboards) => keyboards.state);
  if (state === 'open') return <Devices />;
  if (state === 'absent') return <p className="max-w-prose">{tools.keyboard.absent}</p>;
  return (
    <>
      <button
        type="button"
        className="toggle"
        aria-disabled={state === 'asking'}
        onClick={() => void connectKeyboards()}
      >
        {state === 'asking' ? tools.keyboard.asking : tools.keyboard.connect}
      </button>
      {state === 'refused' ? <p className="max-w-prose">{tools.keyboard.refused}</p> : null}
    </>
  );
}

/** Playing along: a MIDI keyboard, or the computer's own keys. */
export function OwnKeyboard() {
  const { on, base } = useTyping();
  return (
    <div className="control" role="group" aria-label={tools.keyboard.heading}>
      <span className="control-name">{tools.keyboard.heading}</span>
      <Midi />
      <Toggle on={on} title={tools.keyboard.typingHint} onToggle={toggleTyping}>
        {tools.keyboard.typing}
      </Toggle>
      {on ? <p className="text-ink-2">{tools.keyboard.typingNow(base / 12 - 1)}</p> : null}
    </div>
  );
}
