// Starts the real service with data of its own, and leaves nothing behind.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const own = join(root, '.venv', 'bin', 'python');
const python = process.env.PYTHON ?? (existsSync(own) ? own : 'python3');
const data = mkdtempSync(join(tmpdir(), 'gospel-keys-e2e-'));
// The database runs as a user of its own when the tests run as root.
chmodSync(data, 0o755);

const service = spawn(python, ['-m', 'gospel_keys', 'serve', '--port', process.argv[2] ?? '8765'], {
  cwd: root,
  env: {
    ...process.env,
    PYTHONPATH: join(root, 'backend'),
    GOSPEL_KEYS_DATA: data,
    GOSPEL_KEYS_LOG_LEVEL: 'warning',
  },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => service.kill('SIGTERM'));
service.on('exit', (code) => {
  rmSync(data, { recursive: true, force: true });
  process.exit(code ?? 0);
});
