import fc from 'fast-check';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { expiryOf, soonestExpiry } from '#lib/ledger/expiry.ts';
import type { Item } from '#lib/ledger/post.ts';
import { type Credits, credits } from '#lib/money/credits.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Which of the things that are known so far a deed is about; now and then one that is not there. */
const pick = fc.nat(99);
/** Mostly two customers with books, seldom one without. */
const who = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 1, 1, 2);
const upTo = (max: number) => fc.integer({ min: 1, max });
/** Of an amount that is known, in hundredths. */
const share = fc.constantFrom(1, 30, 50, 100, 100, 101);

const deed = fc.oneof(
  weighted(8, 'hold', {
    micros: upTo(900_000),
    floor: fc.constantFrom(0, 10_000, 500_000),
    open: fc.constantFrom(2, 10, 10),
    cap: fc.constantFrom(undefined, undefined, null, 1_500_000),
    again: fc.constantFrom(false, false, false, true),
    changed: fc.boolean(),
  }),
  weighted(8, 'settle', { share: fc.constantFrom(0, 1, 50, 100, 101) }),
  weighted(2, 'release', {}),
  weighted(1, 'extend', {}),
  weighted(6, 'credit', {
    kind: fc.constantFrom('top_up' as const, 'top_up' as const, 'trial' as const, 'grant' as const),
    micros: upTo(3_000_000),
    lateHours: fc.constantFrom(0, 0, 0, 5, DAY_HOURS * 40, DAY_HOURS * 500),
    again: fc.constantFrom(false, false, false, false, true),
    changed: fc.boolean(),
  }),
  weighted(1, 'expire', {}),
  weighted(3, 'reserve', { share, again: fc.constantFrom(false, false, false, true) }),
  weighted(2, 'refund', {}),
  weighted(2, 'return', {}),
  weighted(3, 'claw_back', { share, again: fc.constantFrom(false, false, false, true) }),
  weighted(3, 'reverse', { share, again: fc.constantFrom(false, false, false, true) }),
  weighted(1, 'write_off', { micros: upTo(400_000), again: fc.boolean() }),
  weighted(1, 'correct', { micros: upTo(400_000), again: fc.boolean() }),
  weighted(0.1, 'forfeit', { again: fc.boolean() }),
);

type Values<Fields> = { [Name in keyof Fields]: Fields[Name] extends fc.Arbitrary<infer T> ? T : never };

function weighted<Name extends string, Fields extends Record<string, fc.Arbitrary<unknown>>>(
  weight: number,
  name: Name,
  fields: Fields,
) {
  const arbitrary = fc.record({ do: fc.constant(name), who, pick, ...fields });
  return {
    weight: Math.round(weight * 10),
    arbitrary: arbitrary as fc.Arbitrary<{ do: Name; who: number; pick: number } & Values<Fields>>,
  };
}

export type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** Some deeds in one batch, some time after the batch before: minutes, months, or the clock of a process that is behind. */
const step = fc.record({
  hours: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(0, 1, 3) },
    { weight: 3, arbitrary: fc.constantFrom(DAY_HOURS * 10, DAY_HOURS * 30, DAY_HOURS * 200) },
    { weight: 1, arbitrary: fc.constant(DAY_HOURS * 366) },
    { weight: 1, arbitrary: fc.constantFrom(-0.01, -1) },
  ),
  deeds: fc.array(deed, { minLength: 1, maxLength: 8 }),
});

/** A random life of two customers. */
export const life = (options: { maxSteps: number }) =>
  fc.array(step, { minLength: 5, maxLength: options.maxSteps, size: 'max' });

type Known = { id: Uuid; micros: bigint; kind: string };

/** What has been asked for about one customer; not all of it was granted. */
type Asked = { holds: Known[]; credits: Known[]; requests: Known[]; entries: Known[] };

const KNOWN_LIVES_SEED = 20261127;

/**
 * Asserts a property of lives that are new in every run, after some that are the same in every run: these alone meet
 * what a test demands to have met at least once, so that it is met in every run and not just in most.
 *
 * @throws with the seed and the life for which it does not hold
 */
export async function assertOfLives<Args>(
  property: fc.IAsyncPropertyWithHooks<Args>,
  runs: { known: number; fresh: number },
): Promise<void> {
  await fc.assert(property, { seed: KNOWN_LIVES_SEED, numRuns: runs.known, endOnFailure: false });
  await fc.assert(property, { numRuns: runs.fresh, endOnFailure: false });
}

/** Turns deeds into items, with references to what was asked for before. */
export class Stage {
  readonly customers = [uuidv7(), uuidv7(), uuidv7()];
  readonly #asked = new Map<Uuid, Asked>(
    this.customers.map((id) => [id, { holds: [], credits: [], requests: [], entries: [] }]),
  );
  readonly #budget = uuidv7();

  /** Those who have books; nothing is known of the last. */
  get opening(): Item[] {
    return this.customers.slice(0, 2).map((customerId) => ({ op: 'open', customerId }));
  }

  /** One batch. Two items of one batch never name the same hold, lot or request: the batcher sees to that. */
  batch(at: Date, deeds: readonly Deed[]): Item[] {
    const named = new Set<Uuid>();
    return deeds.flatMap((d) => {
      const item = this.#item(d, this.customers[d.who]!, at);
      const name = subjectOf(item);
      if (name !== undefined && named.has(name)) return [];
      if (name !== undefined) named.add(name);
      return [item];
    });
  }

  #item(d: Deed, customerId: Uuid, at: Date): Item {
    const asked = this.#asked.get(customerId)!;
    switch (d.do) {
      case 'hold': {
        const { id, micros } = subject(asked.holds, d, d.micros, d.cap === undefined ? 'plain' : 'budget');
        const period = '2026-11-01';
        const capMicros = d.cap === null || d.cap === undefined ? null : credits(BigInt(d.cap));
        return {
          op: 'hold',
          customerId,
          holdId: id,
          amountMicros: micros,
          causeType: 'generation',
          expiresAt: new Date(at.getTime() + HOUR_MS),
          floorMicros: credits(BigInt(d.floor)),
          maxOpen: d.open,
          ...(d.cap === undefined ? {} : { budget: { ref: this.#budget, period, capMicros } }),
        };
      }
      case 'settle': {
        const { id, micros } = picked(asked.holds, d.pick);
        return { op: 'settle', customerId, holdId: id, chargeMicros: shareOf(micros, d.share) };
      }
      case 'release':
        return { op: 'release', customerId, holdId: picked(asked.holds, d.pick).id, reason: 'failed' };
      case 'extend': {
        const expiresAt = new Date(at.getTime() + 2 * HOUR_MS);
        return { op: 'extend', customerId, holdId: picked(asked.holds, d.pick).id, expiresAt };
      }
      case 'credit': {
        const { id, micros, kind } = subject(asked.credits, d, d.micros, d.kind);
        const paidAt = new Date(at.getTime() - d.lateHours * HOUR_MS);
        return {
          op: 'credit',
          kind: kind as typeof d.kind,
          customerId,
          key: `credit:${id}`,
          lotId: id,
          amountMicros: micros,
          effectiveAt: paidAt,
          expiresAt: expiryOf(paidAt),
          cause: { type: 'purchase', id },
          actor: 'test',
        };
      }
      case 'expire':
        return { op: 'expire', customerId };
      case 'reserve': {
        const lot = picked(asked.credits, d.pick);
        const { id, micros } = subject(
          asked.requests,
          { ...d, changed: false },
          shareOf(lot.micros, d.share),
        );
        return { op: 'reserve', customerId, requestId: id, lotId: lot.id, amountMicros: atLeastOne(micros) };
      }
      case 'refund':
        return {
          op: 'refund',
          customerId,
          requestId: picked(asked.requests, d.pick).id,
          effectiveAt: at,
          actor: 'test',
          soonestExpiresAt: soonestExpiry(at),
        };
      case 'return':
        return { op: 'return', customerId, requestId: picked(asked.requests, d.pick).id };
      case 'claw_back':
      case 'reverse': {
        const lot = picked(asked.credits, d.pick);
        const amountMicros = atLeastOne(shareOf(lot.micros, d.share));
        const { id } = subject(asked.entries, { ...d, changed: true }, amountMicros, d.do);
        const about = { customerId, key: `${d.do}:${id}`, lotId: lot.id, amountMicros, actor: 'test' };
        return d.do === 'reverse'
          ? { op: 'reverse', ...about }
          : { op: 'claw_back', ...about, effectiveAt: at, soonestExpiresAt: soonestExpiry(at) };
      }
      case 'write_off':
      case 'correct':
      case 'forfeit': {
        const { id, micros } = subject(asked.entries, { ...d, changed: false }, 'micros' in d ? d.micros : 1);
        const detailDigest = new Uint8Array(32);
        const cause = { type: 'decision', id };
        const decision = { customerId, key: `${d.do}:${id}`, cause, actor: 'test', detailDigest };
        if (d.do === 'forfeit') return { op: 'forfeit', ...decision };
        if (d.do === 'write_off') return { op: 'write_off', ...decision, amountMicros: micros };
        return {
          op: 'correct',
          ...decision,
          amountMicros: micros,
          lotId: picked(asked.credits, d.pick).id,
        };
      }
    }
  }
}

/** Something that is known, or (one time in ten) not. */
function picked(known: readonly Known[], n: number): { id: Uuid; micros: Credits; kind: string } {
  const found = n % 10 === 9 ? undefined : known[n % Math.max(known.length, 1)];
  return { id: found?.id ?? uuidv7(), micros: credits(found?.micros ?? 1000n), kind: found?.kind ?? 'plain' };
}

/** Something new, or again something that is known, with the same content or with other content. */
function subject(
  known: Known[],
  d: { pick: number; again: boolean; changed: boolean },
  micros: number | bigint,
  kind = 'plain',
): { id: Uuid; micros: Credits; kind: string } {
  const first = d.again ? known[d.pick % Math.max(known.length, 1)] : undefined;
  if (first !== undefined) {
    return d.changed ? { id: first.id, micros: credits(BigInt(micros)), kind } : picked([first], 0);
  }
  const made = { id: uuidv7(), micros: BigInt(micros), kind };
  known.push(made);
  return { ...made, micros: credits(made.micros) };
}

const shareOf = (micros: bigint, hundredths: number) => credits((micros * BigInt(hundredths)) / 100n);
const atLeastOne = (micros: Credits) => (micros > 0n ? micros : credits(1n));

function subjectOf(item: Item): Uuid | undefined {
  if ('holdId' in item) return item.holdId;
  if ('requestId' in item) return item.requestId;
  return item.op === 'credit' ? item.lotId : undefined;
}
