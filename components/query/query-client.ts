import { QueryClient } from '@tanstack/react-query';
import { mayRetry } from './problem-error.ts';

/** Between two looks at the same data within this time the first is believed; live changes end it early. */
const STALE_MS = 15_000;
const RETRIES = 2;

/**
 * A query client with our defaults: data is looked at again when the window regains the focus, a refusal (4xx)
 * is final, a failure of server or network is tried twice more. Changes (`useMutation`) are never repeated by
 * themselves, nor kept back without a connection to be made whenever there is one again: they fail, and that is said.
 *
 * One for each request on the server, one for each tab in the browser.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < RETRIES && mayRetry(error),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
