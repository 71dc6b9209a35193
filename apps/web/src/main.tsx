import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '@testforge/sdk/api';
import { createAppRouter } from './router.js';
import { applyTheme, readTheme } from './theme.js';

applyTheme(readTheme());

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays one; a server that is away for a moment (a restart) is asked again.
      retry: (times, error) => times < 3 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});
const router = createAppRouter();

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
