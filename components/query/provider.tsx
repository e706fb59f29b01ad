'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { LiveQueries } from './live.tsx';
import { makeQueryClient } from './query-client.ts';

/** Gives the client components below a shared cache of server data, kept fresh by the server's events. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LiveQueries />
      {children}
    </QueryClientProvider>
  );
}
