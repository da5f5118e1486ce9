import { create } from 'zustand';
import { tools } from '@/shared/i18n/tools';
import { announce } from '@/shared/lib/announce';
import { keepAwake } from '../player';
import { ready, release, take } from './live';

export interface Device {
  id: string;
  name: string;
  connected: boolean;
}

interface Keyboards {
  /** `absent`: the browser has no Web MIDI. `refused`: the user, or the system, said no. */
  state: 'unasked' | 'asking' | 'absent' | 'refused' | 'open';
  devices: readonly Device[];
}

export const useKeyboards = create<Keyboards>(() => ({ state: 'unasked', devices: [] }));

const { setState, getState } = useKeyboards;
const sourceOf = (id: string) => `midi ${id}`;

function deviceOf(input: MIDIInput): Device {
  const name = input.name?.trim() || tools.keyboard.nameless;
  return { id: input.id, name, connected: input.state === 'connected' };
}

/** Says what came and what went, and lets go of what the gone ones held. */
function compare(before: readonly Device[], now: readonly Device[]): void {
  const was = new Set(before.filter((device) => device.connected).map(({ id }) => id));
  for (const { id, name, connected } of now) {
    if (connected && !was.has(id)) announce(tools.keyboard.came(name));
    if (!connected && was.has(id)) {
      release(sourceOf(id));
      announce(tools.keyboard.went(name));
    }
  }
}

/** Listens to every keyboard there is; one that was there and is missing counts as unplugged. */
function look(access: MIDIAccess): void {
  const inputs = [...access.inputs.values()];
  for (const input of inputs) {
    input.onmidimessage = ({ data }) => {
      if (data) take(sourceOf(input.id), data);
    };
  }
  const { devices: before } = getState();
  const here = inputs.map(deviceOf);
  const gone = before
    .filter(({ id }) => !here.some((device) => device.id === id))
    .map((device) => ({ ...device, connected: false }));
  const devices = [...here, ...gone];
  setState({ state: 'open', devices });
  compare(before, devices);
  keepAwake(devices.some(({ connected }) => connected));
}

/** Asks for the keyboards. Call it inside a click: the browser shows a question. */
export async function connectKeyboards(): Promise<void> {
  if (!('requestMIDIAccess' in navigator)) {
    setState({ state: 'absent' });
    announce(tools.keyboard.absent);
    return;
  }
  setState({ state: 'asking' });
  ready();
  try {
    const access = await navigator.requestMIDIAccess({ sysex: false });
    access.onstatechange = () => look(access);
    look(access);
    if (getState().devices.length === 0) announce(tools.keyboard.none);
  } catch {
    setState({ state: 'refused' });
    announce(tools.keyboard.refused);
  }
}
