import * as z from 'zod/mini';
import { euros, instant, instantParameter, limit, pageOf } from './wire.ts';

export const STATEMENT_KINDS = [
  'top_up',
  'trial',
  'grant',
  'charge',
  'expire',
  'reinstate_expired',
  'refund',
  'claw_back',
  'claw_back_reversed',
  'offset',
  'offset_reversed',
  'write_off',
  'forfeit',
  'correction',
  'hold',
  'hold_settled',
  'hold_released',
  'refund_request',
  'refund_request_refunded',
  'refund_request_returned',
  'refund_request_superseded',
] as const;

const statementKind = z.enum(STATEMENT_KINDS);

/**
 * One fact: a posting, or the beginning or the end of a hold or a refund request. What one row leaves available is what the next one
 * finds: `balance_before_eur` + `amount_eur` = `balance_after_eur`.
 */
const statementRow = z.object({
  /** The fact's number in the customer's books: dense, in the order of recording. */
  id: z.string(),
  kind: statementKind,
  effective_at: instant,
  recorded_at: instant,
  /** The signed change of what is available. */
  amount_eur: euros,
  /** The signed change of what is owed, which is beside the balance: a debt that arises, is paid or is written off. */
  owed_change_eur: euros,
  balance_before_eur: euros,
  balance_after_eur: euros,
  credit_after_eur: euros,
  held_after_eur: euros,
  /** What it was for. `label` is the customer's own words or a number to find it by; null where there is none. */
  cause: z.object({ type: z.string(), id: z.string(), label: z.nullable(z.string()) }),
  /** Why, where somebody gave a reason: a grant's words, or the code of a failed generation. */
  reason: z.nullable(z.string()),
  lots: z.array(z.object({ id: z.string(), amount_eur: euros })),
});

export const statementPage = pageOf(statementRow);

const statementAsked = z.strictObject({
  from: z.optional(instantParameter),
  to: z.optional(instantParameter),
  /** Only rows of this kind. */
  kind: z.optional(statementKind),
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit,
  /** `csv`: the whole span at once. `json`: every fact of the customer with its proof. */
  format: z.optional(z.enum(['json', 'csv'])),
});
const alone = (format: 'json' | 'csv', ...left: ('from' | 'to' | 'kind' | 'cursor')[]) =>
  z.refine<z.infer<typeof statementAsked>>(
    (asked) => asked.format !== format || left.every((name) => asked[name] === undefined),
    { path: ['format'], error: `${format} is the whole: leave out ${left.join(', ')}` },
  );

/** The query of `GET /v1/statement`: newest first; `from` counts, `to` does not. */
export const statementQuery = statementAsked.check(
  alone('json', 'from', 'to', 'kind', 'cursor'),
  alone('csv', 'cursor'),
);

/** The query of `GET /api/statements/{month}`. */
export const monthFileQuery = z.strictObject({ format: z.enum(['csv', 'pdf']) });

export type StatementKind = z.infer<typeof statementKind>;
export type StatementRow = z.infer<typeof statementRow>;
export type StatementPage = z.infer<typeof statementPage>;
