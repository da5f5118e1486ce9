import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Not worth keeping for a time without the server. */
const LEFT_OUT = /licences\.txt$/;

/** Writes `sw.js` with the list of everything the page is built of. */
export function serviceWorker(source: string, publicFolder: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const built = Object.keys(bundle).filter((name) => name !== 'index.html');
        const files = [...built, ...readdirSync(publicFolder)].filter((f) => !LEFT_OUT.test(f));
        const shell = ['/', ...files.map((name) => `/${name}`).sort()];
        const index = bundle['index.html'];
        const content = index?.type === 'asset' ? String(index.source) : '';
        const list = JSON.stringify(shell);
        const version = createHash('sha256').update(list).update(content).digest('hex');
        const code = readFileSync(source, 'utf8')
          .replace('__SHELL__', list)
          .replace('__VERSION__', version.slice(0, 12));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
      },
    },
  };
}
