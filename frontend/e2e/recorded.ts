import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page, Request, Route } from '@playwright/test';

/** What the service answered, by method, address and body. */
type Answers = Record<string, { status: number; type: string; body: string }>;

const FILE = fileURLToPath(new URL('pictures/answers.json', import.meta.url));
const answers: Answers = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as Answers)
  : {};

/** Whether what is missing may be asked of the service, and kept. */
export const RECORDING = process.env.PICTURES === 'record';

function nameOf(request: Request): string {
  const { pathname, search } = new URL(request.url());
  return [request.method(), pathname + search, request.postData()].filter(Boolean).join(' ');
}

async function record(route: Route, name: string): Promise<void> {
  const answer = await route.fetch();
  answers[name] = {
    status: answer.status(),
    type: answer.headers()['content-type'] ?? '',
    body: await answer.text(),
  };
  writeFileSync(FILE, `${JSON.stringify(answers, null, 1)}\n`);
}

/**
 * The page hears what the service once said, so that a picture changes with the page alone and not
 * with the music. The piano stays away: pictures are silent.
 */
export async function answerAsRecorded(page: Page): Promise<void> {
  await page.route('**/*', async (route, request) => {
    const asked = ['fetch', 'xhr', 'eventsource'].includes(request.resourceType());
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/soundfonts/')) return route.abort();
    if (!asked || pathname.startsWith('/assets/')) return route.continue();
    const name = nameOf(request);
    if (!answers[name] && RECORDING) await record(route, name);
    const answer = answers[name];
    if (!answer) throw new Error(`No answer is kept for ${name}: run npm run pictures`);
    return route.fulfill({ status: answer.status, contentType: answer.type, body: answer.body });
  });
}
