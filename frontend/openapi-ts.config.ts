import { readFileSync } from 'node:fs';
import { defineConfig } from '@hey-api/openapi-ts';
import { withoutRegistryLists } from './tooling/registry-lists.ts';

const document = JSON.parse(
  readFileSync(new URL('openapi.json', import.meta.url), 'utf8'),
) as object;

export default defineConfig({
  input: withoutRegistryLists(document) as never,
  output: { path: 'src/api', clean: true },
  plugins: [
    '@hey-api/typescript',
    '@hey-api/sdk',
    { name: '@hey-api/client-fetch', baseUrl: false },
  ],
});
