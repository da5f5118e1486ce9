import { createRouter } from '@tanstack/react-router';
import { parseQuery, writeQuery } from '@/shared/lib/query';
import { routeTree } from './routeTree.gen';

export const router = createRouter({
  routeTree,
  parseSearch: parseQuery,
  stringifySearch: writeQuery,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
