import { describe, expect, it } from 'vitest';
import { problemOf, worthRetrying } from './problem';

const document = (status: number) => ({
  type: 'about:blank',
  title: 'Title',
  status,
  detail: 'tempo: must be at most 400',
  errors: [{ field: 'tempo', message: 'must be at most 400', allowed: '20..400', value: 999 }],
});

describe('problems', () => {
  it('keeps the fields of a refusal', () => {
    const problem = problemOf(document(422));
    expect(problem).toMatchObject({ kind: 'refused', detail: 'tempo: must be at most 400' });
    expect(problem.kind === 'refused' && problem.fields[0]?.field).toBe('tempo');
    expect(worthRetrying(document(422))).toBe(false);
  });

  it('tells a busy, a broken and an absent server apart', () => {
    expect(problemOf(document(429)).kind).toBe('busy');
    expect(problemOf({ ...document(503), request_id: 'r1' })).toMatchObject({
      kind: 'failed',
      requestId: 'r1',
    });
    expect(problemOf(new TypeError('Failed to fetch')).kind).toBe('offline');
    expect(problemOf('Bad Gateway').kind).toBe('failed');
    expect(worthRetrying(new TypeError('NetworkError'))).toBe(true);
  });
});
