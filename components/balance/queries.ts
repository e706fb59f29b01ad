import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/query/fetch-json.ts';
import type { Balance } from '#lib/contracts/balance.ts';

/** The customer's balance as it is now. The frame fills it on the server; live changes look at it again. */
export function balanceNow() {
  return queryOptions({
    queryKey: ['balance'],
    queryFn: ({ signal }) => fetchJson<Balance>('/v1/balance', { signal }),
  });
}
