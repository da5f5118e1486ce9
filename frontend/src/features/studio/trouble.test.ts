import { describe, expect, it } from 'vitest';
import { readLink } from './link';
import { troubleOf } from './trouble';

const fine = readLink({ genre: 'any', description: 'A waltz', seed: '1' });
const idle = { error: null, asked: undefined };

describe('trouble', () => {
  it('is absent while all is well', () => {
    expect(troubleOf(fine, idle, null)).toBeUndefined();
  });

  it('names what a link cannot have, with the value it gives', () => {
    const address = readLink({ description: 'A waltz', num_bars: '9999' });
    const trouble = troubleOf(address, idle, null);
    expect(trouble).toMatchObject({ cause: address, about: address });
    expect(trouble?.problem).toMatchObject({
      kind: 'refused',
      fields: [{ field: 'num_bars', message: expect.stringContaining('9999') as string }],
    });
  });

  it('is about what was asked for last, before the address', () => {
    const error = new TypeError('Failed to fetch');
    const asked = { genre: 'any', description: 'A polka', seed: 2 };
    expect(troubleOf(fine, { error, asked }, new Error('older'))).toMatchObject({
      problem: { kind: 'offline' },
      cause: error,
      about: { link: asked },
    });
    expect(troubleOf(fine, idle, error)).toMatchObject({ cause: error, about: fine });
  });
});
