import processorUrl from 'spessasynth_lib/dist/spessasynth_processor.min.js?url';
import type * as Spessasynth from 'spessasynth_lib';
import type * as InstrumentModule from './instrument';

export const PROCESSOR_URL = processorUrl;

/** Everything the instrument is made of, fetched but not yet running. */
export interface Parts {
  instrument: Promise<typeof InstrumentModule>;
  library: Promise<typeof Spessasynth>;
  processor: Promise<unknown>;
  font: Promise<ArrayBuffer>;
}

async function fetched(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
}

/** Starts the downloads; needs no click, makes no sound. */
export function fetchParts(fontUrl: string): Parts {
  return {
    instrument: import('./instrument'),
    library: import('spessasynth_lib'),
    processor: fetched(PROCESSOR_URL),
    font: fetched(fontUrl),
  };
}
