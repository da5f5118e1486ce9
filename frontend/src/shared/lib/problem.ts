import type { FieldProblem, ProblemOut } from '@/api';

/** What went wrong, in the terms the page can act on. */
export type Problem =
  | { kind: 'offline' }
  | { kind: 'refused'; detail: string; fields: FieldProblem[] }
  | { kind: 'busy'; detail: string }
  | { kind: 'failed'; detail: string; requestId: string | undefined };

function isProblemDocument(error: unknown): error is ProblemOut {
  return typeof error === 'object' && error !== null && 'status' in error && 'title' in error;
}

/** Sorts whatever a request threw: a problem document, a network failure, or something else. */
export function problemOf(error: unknown): Problem {
  if (isProblemDocument(error)) {
    const { status, detail, title } = error;
    const message = detail || title;
    if (status === 429) return { kind: 'busy', detail: message };
    if (status >= 500)
      return { kind: 'failed', detail: message, requestId: error.request_id ?? undefined };
    return { kind: 'refused', detail: message, fields: error.errors ?? [] };
  }
  // fetch reports an unreachable server as a TypeError with a text that differs by browser.
  if (error instanceof TypeError) return { kind: 'offline' };
  return {
    kind: 'failed',
    detail: error instanceof Error ? error.message : '',
    requestId: undefined,
  };
}

/** True when asking again may help: nobody answered, or the server failed. */
export function worthRetrying(error: unknown): boolean {
  const { kind } = problemOf(error);
  return kind === 'offline' || kind === 'failed';
}
