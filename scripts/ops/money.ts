import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { balanceAt, lotsAt } from '#lib/ledger/balance.ts';
import { validThrough } from '#lib/ledger/expiry.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { customersToExpire } from '#lib/ledger/statement.ts';
import { toWire } from '#lib/money/credits.ts';
import { balanceTierOf } from '#lib/pricing/tiers.ts';
import { checkBooks } from '#lib/staff/books.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { type Command, customerId, euros, required, wrong } from './command.ts';

/** Customers in one batch of the sweep. */
const SWEEP = 500;

export const giveGrant: Command = {
  usage: '--customer ID --amount-eur AMOUNT --reason TEXT [--note TEXT]',
  meaning: 'Gives credit. The customer reads the reason; the note is for staff.',
  options: {
    customer: { type: 'string' },
    'amount-eur': { type: 'string' },
    reason: { type: 'string' },
    note: { type: 'string' },
  },
  async run({ values, database }) {
    const { grantId, posted } = await giveCredit(database().prisma, {
      customerId: customerId(values),
      amountMicros: euros(values, 'amount-eur'),
      reason: required(values, 'reason'),
      internalNote: typeof values.note === 'string' ? values.note : '',
      author: 'operator',
      at: now(),
    });
    const balance = toWire(posted.availableMicros);
    return {
      json: { grantId, balance_eur: balance },
      text: `Grant ${grantId}; available now EUR ${balance}`,
    };
  },
};

export const showBalance: Command = {
  usage: '--customer ID [--as-of INSTANT]',
  meaning: 'Shows what a customer has, had or will have: any instant in ISO 8601, past or future.',
  options: { customer: { type: 'string' }, 'as-of': { type: 'string' } },
  async run({ values, database }) {
    const id = customerId(values);
    const at = typeof values['as-of'] === 'string' ? instant(values['as-of']) : now();
    const sql = onPool(database().pool);
    const balance = await balanceAt(sql, id, at);
    if (balance === undefined) throw new DepictaError('not_found', 'There is no such customer.');
    const lots = await lotsAt(sql, id, at);
    const json = {
      as_of: at.toISOString(),
      balance_eur: toWire(balance.availableMicros),
      held_eur: toWire(balance.heldMicros),
      refund_reserved_eur: toWire(balance.refundReservedMicros),
      owed_eur: toWire(balance.owedMicros),
      expires_at: balance.expiresAt?.toISOString() ?? null,
      valid_through: balance.expiresAt && validThrough(balance.expiresAt),
      tier: balanceTierOf(balance.availableMicros),
      lots: lots.map((lot) => ({
        id: lot.id,
        source: lot.source,
        created_at: lot.effectiveAt.toISOString(),
        original_eur: toWire(lot.originalMicros),
        remaining_eur: toWire(lot.remainingMicros),
        refund_reserved_eur: toWire(lot.reservedMicros),
        spent_eur: toWire(lot.spentMicros),
        refunded_eur: toWire(lot.refundedMicros),
        expired_eur: toWire(lot.expiredMicros),
        clawed_back_eur: toWire(lot.clawedBackMicros),
        debt_paid_eur: toWire(lot.debtPaidMicros),
      })),
    };
    const text = [
      `available EUR ${json.balance_eur}, held EUR ${json.held_eur}, owed EUR ${json.owed_eur}`,
      json.valid_through === null ? 'no credit yet' : `valid through ${json.valid_through} (UTC)`,
      ...json.lots.map(
        (lot) => `  ${lot.source} ${lot.created_at}: EUR ${lot.remaining_eur} of ${lot.original_eur}`,
      ),
    ];
    return { json, text: text.join('\n') };
  },
};

export const check: Command = {
  usage: '',
  meaning: 'Puts the books to every rule; exit code 1 when one is broken.',
  options: {},
  async run({ database }) {
    const violations = await checkBooks(database().pool, now());
    const ok = violations.length === 0;
    const lines = violations.map(
      ({ name, meaning, ids }) => `${name}: broken by ${ids.join(', ')}\n  ${meaning}`,
    );
    return {
      json: { ok, violations: violations.map(({ name, ids }) => ({ name, ids })) },
      text: ok ? 'The books are right.' : lines.join('\n'),
      ok,
    };
  },
};

export const expire: Command = {
  usage: '',
  meaning: 'Books every expiry that is due, as the task does every few minutes.',
  options: {},
  async run({ database }) {
    const sql = onPool(database().pool);
    const at = now();
    const expired: { customerId: string; amount_eur: string }[] = [];
    for (let due = await customersToExpire(sql, at, SWEEP); due.length > 0; ) {
      const posted = await post(
        sql,
        at,
        due.map((id) => ({ op: 'expire' as const, customerId: id })),
      );
      posted.forEach(({ amountMicros }, i) => {
        if (amountMicros > 0n) expired.push({ customerId: due[i]!, amount_eur: toWire(amountMicros) });
      });
      due = await customersToExpire(sql, at, SWEEP);
    }
    const lines = expired.map((each) => `${each.customerId}: EUR ${each.amount_eur}`);
    return { json: { expired }, text: lines.length === 0 ? 'Nothing is due.' : lines.join('\n') };
  },
};

function instant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw wrong('as-of', 'must be an instant such as 2027-01-31T12:00:00Z');
  }
  return at;
}
