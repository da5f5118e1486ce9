import type { ChordsOut, GenerateRequest, GenerateResponse, ProblemOut, ProgressOut } from '@/api';
import { follow } from './progress';

interface Told {
  name: string;
  data: unknown;
}

/** One event of a stream; undefined for a sign of life. */
export function eventOf(block: string): Told | undefined {
  const fields = block.split('\n').map((line) => {
    const [name = '', ...rest] = line.split(': ');
    return [name, rest.join(': ')] as const;
  });
  const { event, data } = Object.fromEntries(fields) as Partial<Record<string, string>>;
  return event && data ? { name: event, data: JSON.parse(data) as unknown } : undefined;
}

/** A stream's events as they come, however they were cut on the way. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Told> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const told = eventOf(block);
      if (told) yield told;
    }
  }
}

/** Makes a piece and follows how; throws what a request throws. To abort stops the server too. */
export async function makeInSteps(
  genre: string,
  body: GenerateRequest,
  signal: AbortSignal,
): Promise<GenerateResponse> {
  const { tell, end } = follow();
  try {
    const answer = await fetch(`/${encodeURIComponent(genre)}/generate/stream`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    if (!answer.ok || !answer.body) throw (await answer.json()) as ProblemOut;
    for await (const { name, data } of eventsOf(answer.body)) {
      if (name === 'progress') tell({ progress: data as ProgressOut });
      if (name === 'chords') tell({ chart: (data as ChordsOut).progression });
      if (name === 'error') throw data as ProblemOut;
      if (name === 'done') return data as GenerateResponse;
    }
    throw new TypeError('The answer broke off.');
  } finally {
    end();
  }
}
