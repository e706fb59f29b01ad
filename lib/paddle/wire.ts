import * as z from 'zod';

// Paddle's JSON as it travels, as far as we read it. Whatever else there is may change without telling us.

const minorUnits = z.string().regex(/^(0|[1-9]\d{0,14})$/);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** An id or a name of Paddle's: they stand in columns of their own, and in logs. */
const word = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** The envelope of every event. */
export const eventEnvelope = z.object({
  event_id: word,
  event_type: word,
  occurred_at: instant.refine((at) => at.getTime() >= 0),
  data: z.record(z.string(), z.unknown()),
});

const payment = z.object({
  status: z.string(),
  error_code: z.string().nullish(),
  captured_at: instant.nullish(),
});

/** A Paddle transaction. */
export const transaction = z.object({
  id: z.string().regex(/^txn_\w+$/),
  status: z.string(),
  customer_id: z.string().nullish(),
  currency_code: z.string(),
  invoice_number: z.string().nullish(),
  billed_at: instant.nullish(),
  items: z.array(z.object({ quantity: z.number() })),
  details: z.object({
    line_items: z.array(z.object({ quantity: z.number() })),
    totals: z.object({
      subtotal: minorUnits,
      discount: minorUnits,
      tax: minorUnits,
      total: minorUnits,
      balance: minorUnits,
    }),
  }),
  /** Newest first. */
  payments: z.array(payment),
});

/** What tells whose Paddle transaction it is; read apart, because others may sell through the same Paddle account. */
export const ownership = z.object({
  custom_data: z.object({ purchase_id: z.uuid().toLowerCase() }),
});

/** A PaddleAdjustment. Amounts are always positive. */
export const adjustment = z.object({
  id: word,
  action: z.string(),
  status: z.string(),
  transaction_id: word,
  currency_code: z.string(),
  totals: z.object({ subtotal: minorUnits, tax: minorUnits, total: minorUnits }),
  created_at: instant,
  updated_at: instant,
});

export type PaddleTransaction = z.infer<typeof transaction>;
