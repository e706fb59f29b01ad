import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/query/fetch-json.ts';
import type { ImageSize } from '#lib/contracts/image-choices.ts';
import type { QuoteOnWire } from '#lib/contracts/quote.ts';

/** What a quote is asked for: nothing else changes a price. */
type Quoted = { operation: string } | { model: string; image_size: ImageSize };

/**
 * What the ledger says of an order now: its hold, the lots it would draw on, what is left, or why it is refused. Asked once
 * for a choice, and again when the balance changes (`LiveQueries`); what is typed beside it asks nothing.
 *
 * @param isOpen false where nothing can be ordered whatever the balance: then it is not asked
 */
export function quoteOf(asked: Quoted, isOpen: boolean) {
  return queryOptions({
    queryKey: ['quote', asked],
    queryFn: ({ signal }) => fetchJson<QuoteOnWire>(`/api/quote?${new URLSearchParams(asked)}`, { signal }),
    enabled: isOpen,
  });
}
