import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { licences } from './tooling/licences.ts';
import { firstPaint } from './tooling/outline.ts';
import { precompress } from './tooling/precompress.ts';
import { apiProxy } from './tooling/proxy.ts';
import { serviceWorker } from './tooling/service-worker.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [
    process.env.VITEST
      ? undefined
      : tanstackRouter({ target: 'react', autoCodeSplitting: false, quoteStyle: 'single' }),
    react(),
    tailwindcss(),
    firstPaint(),
    licences(here('./package-lock.json')),
    serviceWorker(here('./tooling/sw.js'), here('./public')),
    precompress(),
  ],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: here('../backend/gospel_keys/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The page is small; a map beside each chunk would double what is installed.
    sourcemap: false,
    // The bridge and the worklet are fetched as they are, never as data in the page.
    assetsInlineLimit: 0,
  },
  server: {
    port: 3000,
    strictPort: true,
    proxy: apiProxy(process.env.GOSPEL_KEYS_API ?? 'http://127.0.0.1:8000'),
  },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tooling/**/*.test.ts'],
    environment: 'node',
  },
});
