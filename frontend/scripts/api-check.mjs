// Fails when openapi.json is not what the service prints, or src/api not what openapi.json makes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const frontend = fileURLToPath(new URL('..', import.meta.url));
const root = join(frontend, '..');
const write = process.argv.includes('--write');

function python() {
  const own = join(root, '.venv', 'bin', 'python');
  return process.env.PYTHON ?? (existsSync(own) ? own : 'python3');
}

function printed() {
  return execFileSync(python(), ['-m', 'gospel_keys', 'openapi'], {
    cwd: root,
    env: { ...process.env, PYTHONPATH: join(root, 'backend') },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Every generated file's text by name. */
function textsOf(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function generated() {
  const folder = mkdtempSync(join(tmpdir(), 'api-check-'));
  try {
    const run = (tool, ...args) =>
      execFileSync(process.execPath, [join(frontend, 'node_modules', tool), ...args], {
        cwd: frontend,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    run('@hey-api/openapi-ts/bin/run.js', '--output', folder, '--silent');
    run(
      'prettier/bin/prettier.cjs',
      '--write',
      '--log-level',
      'warn',
      '--config',
      join(frontend, '.prettierrc.json'),
      folder,
    );
    return textsOf(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const file = join(frontend, 'openapi.json');
const now = printed();
if (write) writeFileSync(file, now);
const problems = [];
if (readFileSync(file, 'utf8') !== now)
  problems.push('openapi.json is not what the service prints');
if (!write) {
  const committed = textsOf(join(frontend, 'src', 'api'));
  const fresh = generated();
  for (const name of new Set([...committed.keys(), ...fresh.keys()])) {
    if (committed.get(name) !== fresh.get(name)) problems.push(`src/api/${name} is out of date`);
  }
}
if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nRun: npm run api:generate`);
  process.exit(1);
}
