import { describe, expect, it } from 'vitest';
import { servedByVite } from './proxy';

const ask = (url: string, accept = '*/*', method = 'GET') =>
  servedByVite({ url, method, headers: { accept } });

describe('the development proxy', () => {
  it('keeps pages and modules', () => {
    expect(ask('/', 'text/html,application/xhtml+xml')).toBe(true);
    expect(ask('/?seed=4', 'text/html')).toBe(true);
    expect(ask('/src/main.tsx')).toBe(true);
    expect(ask('/@vite/client')).toBe(true);
    expect(ask('/node_modules/.vite/deps/react.js')).toBe(true);
  });

  it('passes every API address on, whatever the genre is called', () => {
    expect(ask('/genres', 'application/json')).toBe(false);
    expect(ask('/anything/generate', 'application/json', 'POST')).toBe(false);
    expect(ask('/soundfonts/piano.sf2')).toBe(false);
    expect(ask('/anything/download/abc', 'text/html', 'POST')).toBe(false);
  });
});
