import type { IncomingMessage } from 'node:http';
import type { ProxyOptions } from 'vite';

/** What Vite itself serves while developing: its own modules, our sources, the public folder. */
const VITE_OWN = /^\/(@|src\/|node_modules\/|__|theme\.js|favicon\.svg)/;

/** True when a request is for the page or one of its modules, and not for the API. */
export function servedByVite(
  request: Pick<IncomingMessage, 'url' | 'method' | 'headers'>,
): boolean {
  const path = request.url ?? '/';
  const wantsPage =
    request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  return wantsPage || VITE_OWN.test(path);
}

/**
 * Everything that is not the page goes to the API. The rule is a pattern, so a new genre's
 * addresses work without a change here.
 */
export function apiProxy(target: string): Record<string, ProxyOptions> {
  return {
    '^/.*': {
      target,
      changeOrigin: false,
      bypass: (request) => (servedByVite(request) ? request.url : undefined),
    },
  };
}
