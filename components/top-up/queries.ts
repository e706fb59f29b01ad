import { queryOptions } from '@tanstack/react-query';
import { quoteBusinessAction } from '#app/(dashboard)/(customer)/top-up/actions.ts';
import { fetchJson } from '#components/query/fetch-json.ts';
import type { TopUp, TopUpQuote } from '#lib/contracts/top-up.ts';
import { actionValue } from './action-value.ts';
import type { Quotable } from './choice.ts';

/** Paddle's answer holds for the time somebody needs to decide. */
const QUOTE_STALE_MS = 600_000;

/** What a top-up costs in a country, or a business. */
export function quoteOptions(choice: Quotable | undefined) {
  const { amountEur = '', country = '', business } = choice ?? {};
  const query = new URLSearchParams({ amount_eur: amountEur, country });
  return queryOptions({
    queryKey: ['top-up-quote', amountEur, country, business?.name ?? '', business?.vatNumber ?? ''],
    queryFn: async ({ signal }) =>
      business === undefined
        ? fetchJson<TopUpQuote>(`/api/top-ups/quote?${query}`, { signal })
        : actionValue(await quoteBusinessAction({ amountEur, country, business })).quote,
    enabled: choice !== undefined,
    staleTime: QUOTE_STALE_MS,
    retry: business === undefined ? 1 : false,
    // Without a connection it fails, and is asked for again when there is one: nobody waits for what does not come.
    networkMode: 'always',
    refetchOnReconnect: true,
  });
}

/** Where a top-up stands. */
export function topUpOptions(id: string) {
  return queryOptions({
    queryKey: ['top-up', id],
    queryFn: ({ signal }) => fetchJson<TopUp>(`/api/top-ups/${id}`, { signal }),
    staleTime: 0,
  });
}
