// The weight of the page's first load: every script that the built index.html starts or preloads,
// and what those import before anything is asked for. Fails above the budget.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 130;
const web = fileURLToPath(new URL('../../backend/gospel_keys/web/', import.meta.url));
const json = process.argv.includes('--json');

if (!existsSync(join(web, 'index.html'))) {
  console.error('The page is not built: npm run build');
  process.exit(2);
}
const html = readFileSync(join(web, 'index.html'), 'utf8');
const first = [
  ...html.matchAll(/<script[^>]+src="([^"]+)"/g),
  ...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g),
].map((match) => match[1].replace(/^\//, ''));

/** Static imports only; `import("...")` waits until it is needed. */
function importsOf(file) {
  const source = readFileSync(join(web, file), 'utf8');
  const found = source.matchAll(/(?:import|export)(?:[^"'()]*?from)?\s*["'](\.[^"']+\.js)["']/g);
  return [...found].map((match) => normalize(join(dirname(file), match[1])));
}

const sizes = new Map();
const queue = [...first];
for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
  if (sizes.has(file)) continue;
  sizes.set(file, gzipSync(readFileSync(join(web, file)), { level: 9 }).length / 1024);
  queue.push(...importsOf(file));
}
const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);

if (json) {
  console.log(JSON.stringify({ initial_js_gz_kb: Number(total.toFixed(1)), budget_kb: BUDGET_KB }));
} else {
  for (const [file, size] of sizes) console.log(`${size.toFixed(1).padStart(8)} KB  ${file}`);
  console.log(`${total.toFixed(1).padStart(8)} KB  first load, gzip (budget ${BUDGET_KB} KB)`);
}
if (total > BUDGET_KB) {
  console.error(`The first load is ${(total - BUDGET_KB).toFixed(1)} KB over its budget.`);
  process.exit(1);
}
