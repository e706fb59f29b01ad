/** A name of what is kept: the thing itself, every entry of a list, or what is kept of an object. */
type Kept = true | readonly [Kept] | { readonly [name: string]: Kept };

/** What `wire.ts` reads of an event, but for the customer at Paddle: nothing of it says who anybody is. */
const KEPT: Kept = {
  event_id: true,
  event_type: true,
  occurred_at: true,
  data: {
    id: true,
    transaction_id: true,
    action: true,
    status: true,
    currency_code: true,
    invoice_number: true,
    billed_at: true,
    created_at: true,
    updated_at: true,
    custom_data: { purchase_id: true },
    items: [{ quantity: true }],
    details: {
      line_items: [{ quantity: true }],
      totals: { subtotal: true, discount: true, tax: true, total: true, balance: true },
    },
    totals: { subtotal: true, tax: true, total: true },
    payments: [{ status: true, error_code: true, captured_at: true }],
  },
};

/** Ids of people, addresses and businesses at Paddle lead to them; those of payments and adjustments do not. */
const WORD = /^(?!ctm_|add_|biz_|paymtd_)[\w.:+-]{1,64}$/;

/**
 * A payload without everything that says who paid: enough to read a payment or a PaddleAdjustment again, and nothing
 * else. For events of closed accounts, and for those from which nothing follows.
 *
 * @param payload as it was stored
 * @returns a new object, marked as `erased`
 */
export function withoutPeople(payload: unknown): object {
  return { ...(kept(payload, KEPT) as object | undefined), erased: true };
}

function kept(value: unknown, what: Kept): unknown {
  if (what === true) return isPlain(value) ? value : undefined;
  if (Array.isArray(what)) return Array.isArray(value) ? value.map((each) => kept(each, what[0])) : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(
    Object.entries(what as Record<string, Kept>).flatMap(([name, part]) => {
      const found = kept((value as Record<string, unknown>)[name], part);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

/** A number, or a word such as an id, an amount or an instant: no sentence and no address. */
function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'number' || (typeof value === 'string' && WORD.test(value));
}
