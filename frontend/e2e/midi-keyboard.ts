import type { Page } from '@playwright/test';

interface FakeInput {
  id: string;
  name: string;
  state: 'connected' | 'disconnected';
  onmidimessage: ((event: { data: Uint8Array }) => void) | null;
}

interface FakeAccess {
  inputs: Map<string, FakeInput>;
  onstatechange: (() => void) | null;
}

declare global {
  interface Window {
    midi: FakeAccess & { asked: MIDIOptions[]; plug: (id: string, name: string) => void };
  }
}

/** Keyboards that the test plays, behind the browser's own protocol. */
export async function emulateKeyboards(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: MIDIOptions[] = [];
    const midi: Window['midi'] = {
      inputs: new Map(),
      onstatechange: null,
      asked,
      plug: (id, name) => {
        midi.inputs.set(id, { id, name, state: 'connected', onmidimessage: null });
        midi.onstatechange?.();
      },
    };
    window.midi = midi;
    const request = (options: MIDIOptions) => {
      asked.push(options);
      return Promise.resolve(midi);
    };
    Object.defineProperty(Navigator.prototype, 'requestMIDIAccess', { value: request });
  });
}

export async function plug(page: Page, id: string, name: string): Promise<void> {
  await page.evaluate(([id, name]) => window.midi.plug(id!, name!), [id, name]);
}

/** Pulls the plug: the port stays in the list, as browsers keep it, and says it is gone. */
export async function unplug(page: Page, id: string): Promise<void> {
  await page.evaluate((id) => {
    window.midi.inputs.get(id)!.state = 'disconnected';
    window.midi.onstatechange?.();
  }, id);
}

export async function send(page: Page, id: string, ...data: number[]): Promise<void> {
  await page.evaluate(
    ({ id, data }) => window.midi.inputs.get(id)?.onmidimessage?.({ data: Uint8Array.from(data) }),
    { id, data },
  );
}
