import { now } from '#lib/core/clock.ts';
import { proofSettings } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { monthNamed, monthOf } from '#lib/core/month.ts';
import { bookExpiredCredit } from '#lib/generation/recover.ts';
import { balanceWithLots } from '#lib/history/balance.ts';
import { versionsOf } from '#lib/ledger/balance.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { sealEverything } from '#lib/ledger/seals.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { sum, toWire } from '#lib/money/credits.ts';
import { checkBooks } from '#lib/staff/books.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { type MarginLine, marginOf } from '#lib/staff/margin-store.ts';
import { type Command, customerId, euros, required, wrong } from './command.ts';

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
    const asOf = typeof values['as-of'] === 'string' ? instant(values['as-of']) : undefined;
    const db = database();
    if (!(await versionsOf(onPool(db.pool), [id])).has(id)) {
      throw new DepictaError('not_found', 'There is no such customer.');
    }
    const json = await balanceWithLots(db, id, asOf === undefined ? { now: now() } : { asOf });
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

export const margin: Command = {
  usage: '[--month 2026-11]',
  meaning:
    'What the work that was completed in a month brought in, by model and operation, and what of it was ours to bear: paid by trials and grants, or beyond its hold. The present month unless another is named.',
  options: { month: { type: 'string' } },
  async run({ values, database }) {
    const month = typeof values.month === 'string' ? monthNamed(values.month) : monthOf(now());
    if (month === undefined) throw wrong('month', 'must be a month such as 2026-11');
    const found = await marginOf(database().pool, month);
    const lines = found.map((line) => ({
      ...{ kind: line.kind, subject: line.subject, jobs: Number(line.jobs) },
      ...{ delivered_free: Number(line.free), overruns: Number(line.overruns) },
      ...inEuros([line]),
    }));
    const total = inEuros(found);
    const text = [
      `${month.name} (UTC): charged EUR ${total.charged_eur}, of it by trials and grants EUR ${total.promotional_eur}; beyond the charges EUR ${total.overrun_eur}`,
      ...lines.map(
        (line) =>
          `  ${line.kind} ${line.subject}: ${line.jobs} jobs, EUR ${line.charged_eur}, promotional EUR ${line.promotional_eur}; ${line.overruns} beyond their hold, ${line.delivered_free} free, together EUR ${line.overrun_eur}`,
      ),
    ];
    return { json: { month: month.name, ...total, lines }, text: text.join('\n') };
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
    const customers = await bookExpiredCredit(database());
    return {
      json: { customers },
      text: customers === 0 ? 'Nothing is due.' : `Booked the expiry of ${customers} customers.`,
    };
  },
};

export const seal: Command = {
  usage: '',
  meaning: 'Seals every fact and signs the head of the day before, as the tasks do by themselves.',
  options: {},
  async run({ database }) {
    const { signingKey, publicKeys: olderKeys } = proofSettings();
    if (signingKey === undefined) throw wrong('seal', 'needs PROOF_SIGNING_KEY in the environment');
    const keys = proofKeys(signingKey);
    const { pool } = database();
    const facts = await sealEverything(pool, keys, now());
    const head = await signYesterday(pool, keys, now(), { olderKeys });
    const text = head === undefined ? 'the head was signed before' : `signed the head of ${head.day}`;
    return { json: { facts, head: head?.day ?? null }, text: `Sealed ${facts} facts; ${text}.` };
  },
};

/** What some lines of the margin report come to. */
function inEuros(lines: readonly MarginLine[]) {
  return {
    charged_eur: toWire(sum(lines.map((line) => line.chargedMicros))),
    promotional_eur: toWire(sum(lines.map((line) => line.promotionalMicros))),
    overrun_eur: toWire(sum(lines.map((line) => line.overrunMicros))),
  };
}

function instant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw wrong('as-of', 'must be an instant such as 2027-01-31T12:00:00Z');
  }
  return at;
}
