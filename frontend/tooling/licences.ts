import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** The text of a package's licence file, or undefined where it ships none. */
function licenceText(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(name));
  return file ? readFileSync(join(folder, file), 'utf8').trim() : undefined;
}

/** One notice for every package that the built page contains, from the lock file. */
export function notices(lockFile: string): string {
  const root = dirname(lockFile);
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const shipped = Object.entries(lock.packages).filter(([path, info]) => path && !info.dev);
  return shipped
    .map(([path, info]) => {
      const name = path.replace(/^.*node_modules\//, '');
      const head = `${name} ${info.version ?? ''} (${info.license ?? 'licence not stated'})`;
      return [head, licenceText(join(root, path))].filter(Boolean).join('\n\n');
    })
    .join(`\n\n${'-'.repeat(72)}\n\n`);
}

/** Puts `licences.txt` into the build: the notices of the packages that are part of it. */
export function licences(lockFile: string): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: notices(lockFile) });
    },
  };
}
