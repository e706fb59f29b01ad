import type { CreditDetails } from '#lib/contracts/problem.ts';
import { DepictaError, type ErrorCode, InvariantError } from '#lib/core/errors.ts';
import { add, type Credits, max, subtract, toWire, ZERO } from '#lib/money/credits.ts';
import { allowanceOf, SMALL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';
import type { Ordered } from './order.ts';
import type { AdmittedRow } from './store.ts';

/** Seconds after which it is worth asking again when too much is in flight: about a picture's time. */
const RETRY_AFTER_SECONDS = 5;

/** What a refusal is explained with: the figures that stood when it was decided. */
export type RefusalFacts = {
  quote: Pick<Ordered['quote'], 'holdMicros' | 'floorMicros'>;
  apiKey: { name: string; last4: string; monthlyCapMicros: Credits | null } | null;
  /** What the key had used of its cap, open holds counted; only where the cap refuses. */
  usedMicros: Credits;
  resetsAt: Date;
  availableMicros: Credits;
  heldMicros: Credits;
  owedMicros: Credits;
  maxInFlight: number;
  topUpUrl: string;
};

/**
 * Why a generation was not accepted, in words and figures. The ledger decided, in the order of product rules,
 * section 3; here it is only told.
 *
 * @param outcome what the ledger said
 */
export function refusal(outcome: AdmittedRow['outcome'], facts: RefusalFacts): DepictaError {
  const { quote, availableMicros, owedMicros } = facts;
  switch (outcome) {
    case 'owing':
      return refused(
        'credit_insufficient',
        `EUR ${toWire(owedMicros)} is owed after a payment was taken back. The next top-up pays it first.`,
        facts,
        quote.holdMicros,
      );
    case 'below_floor':
      if (availableMicros < SMALL_FLOOR_MICROS) break;
      return refused(
        'credit_tier_restricted',
        `With less than EUR ${toWire(quote.floorMicros)} available only budget models up to 2K can be used.`,
        facts,
        max(quote.floorMicros, quote.holdMicros),
      );
    case 'insufficient':
      break;
    case 'over_budget':
      return overBudget(facts);
    case 'too_many_open':
      return new DepictaError(
        'rate_limited',
        `At most ${facts.maxInFlight} generations and operations may be under way at once. Try again when one is done.`,
        {
          details: { rule: 'in_flight', max_in_flight: facts.maxInFlight },
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        },
      );
    case 'key_mismatch':
      return keyMismatch();
    default:
      throw new InvariantError(`admission was answered with ${outcome}`);
  }
  const requiredMicros = max(quote.holdMicros, SMALL_FLOOR_MICROS);
  const needs = quote.holdMicros < requiredMicros ? 'Any order needs a balance of' : 'This needs';
  return refused(
    'credit_insufficient',
    `${needs} EUR ${toWire(requiredMicros)} and EUR ${toWire(availableMicros)} is available. Top up at ${facts.topUpUrl}`,
    facts,
    requiredMicros,
  );
}

function overBudget(facts: RefusalFacts): DepictaError {
  const { quote, apiKey, usedMicros, resetsAt } = facts;
  const cap = apiKey?.monthlyCapMicros ?? ZERO;
  const left = max(subtract(cap, usedMicros), ZERO);
  return refused(
    'key_budget_exceeded',
    `The API key "${apiKey?.name}" may spend EUR ${toWire(cap)} a month and has EUR ${toWire(left)} left.`,
    facts,
    quote.holdMicros,
    {
      missing_eur: toWire(subtract(quote.holdMicros, left)),
      api_key: {
        name: apiKey?.name ?? '',
        last4: apiKey?.last4 ?? '',
        cap_eur: toWire(cap),
        used_eur: toWire(usedMicros),
        resets_at: resetsAt.toISOString(),
      },
    },
  );
}

function refused(
  code: ErrorCode,
  message: string,
  facts: RefusalFacts,
  requiredMicros: Credits,
  more: Partial<CreditDetails> = {},
): DepictaError {
  const { availableMicros, heldMicros, owedMicros } = facts;
  const details: CreditDetails = {
    required_eur: toWire(requiredMicros),
    available_eur: toWire(availableMicros),
    missing_eur: toWire(add(max(subtract(requiredMicros, availableMicros), ZERO), owedMicros)),
    held_eur: toWire(heldMicros),
    owed_eur: toWire(owedMicros),
    // A debt blocks everything until it is paid.
    allowed: owedMicros > ZERO ? null : allowanceOf(availableMicros),
    top_up_url: facts.topUpUrl,
    ...more,
  };
  return new DepictaError(code, message, { details });
}

/** A key that stands for another request already. */
export function keyMismatch(): DepictaError {
  return new DepictaError(
    'idempotency_mismatch',
    'This Idempotency-Key was used for another request. Use a new key for a new request.',
  );
}
