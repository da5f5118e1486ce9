import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepForOffline } from '@/shared/lib/offline';
import { worthRetrying } from '@/shared/lib/problem';
import { followSystemTheme } from '@/shared/lib/theme';
import { router } from './router';
import './styles.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && worthRetrying(error),
      retryDelay: 400,
      // The server is on this machine: it can answer while the network is gone.
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
  },
});

followSystemTheme();
keepForOffline();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const app = (
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>
);
// In slices, so that what is typed or clicked meanwhile does not wait.
startTransition(() => {
  createRoot(root).render(app);
});
