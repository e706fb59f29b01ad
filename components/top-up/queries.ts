import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/query/fetch-json.ts';
import type { TopUp, TopUpQuote } from '#lib/contracts/top-up.ts';

/** Paddle's answer holds for the time somebody needs to decide. */
const QUOTE_STALE_MS = 600_000;

/** What a top-up costs in a country. */
export function quoteOptions(choice: { amountEur: string; country: string } | undefined) {
  const { amountEur = '', country = '' } = choice ?? {};
  const query = new URLSearchParams({ amount_eur: amountEur, country });
  return queryOptions({
    queryKey: ['top-up-quote', amountEur, country],
    queryFn: ({ signal }) => fetchJson<TopUpQuote>(`/api/top-ups/quote?${query}`, { signal }),
    enabled: choice !== undefined,
    staleTime: QUOTE_STALE_MS,
    retry: 1,
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
