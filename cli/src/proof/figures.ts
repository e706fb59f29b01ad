import { Broken, type Fact, isInstant } from './document.ts';

/** What a customer's facts come to, in micro-euros. */
export type Figures = {
  credit: bigint;
  held: bigint;
  reserved: bigint;
  /** From when on there is no credit but what is kept aside; null before the first credit. */
  expiresAt: string | null;
};

/** Where each type of fact says when it was recorded, and where the three figures begin that it left behind. */
const PLACES = new Map([
  ['posting', { recordedAt: 15, figures: 10 }],
  ['hold', { recordedAt: 7, figures: 8 }],
  ['hold_end', { recordedAt: 5, figures: 6 }],
  ['request', { recordedAt: 5, figures: 6 }],
  ['request_end', { recordedAt: 4, figures: 5 }],
]);
/** Where a posting that changed the expiry date says so, from which date and to which. */
const CLOCK = { mark: 21, previous: 23, expiresAt: 24 };

/**
 * Carries the figures through from fact to fact.
 *
 * @throws {Broken} naming the first fact that does not follow from those before it
 */
export function figuresOf(facts: readonly Fact[]): Figures {
  const figures: Figures = { credit: 0n, held: 0n, reserved: 0n, expiresAt: null };
  const holds = new Map<string, bigint>();
  const requests = new Map<string, bigint>();
  for (const fact of facts) {
    const places = PLACES.get(fact[1] ?? '');
    if (places === undefined) throw doesNotFollow(fact);
    const id = fact[2] ?? '';
    if (fact[1] === 'posting') {
      post(figures, fact);
    } else if (fact[1] === 'hold') {
      holds.set(id, figure(fact, 3));
      figures.held += figure(fact, 3);
    } else if (fact[1] === 'hold_end') {
      figures.held -= taken(holds, id, fact);
    } else if (fact[1] === 'request') {
      requests.set(id, figure(fact, 4));
      figures.reserved += figure(fact, 4);
    } else {
      figures.reserved -= taken(requests, id, fact);
    }
    const { credit, held, reserved } = figures;
    const left = [credit, held, credit - held - reserved];
    if (left.some((each, i) => each < 0n || figure(fact, places.figures + i) !== each))
      throw doesNotFollow(fact);
  }
  return figures;
}

/** What of the credit there is at a time: from the expiry date on only what is kept aside, booked or not. */
export function creditAt({ credit, held, reserved, expiresAt }: Figures, asOf: string): bigint {
  return expiresAt !== null && asOf < expiresAt ? credit : held + reserved;
}

/** When a fact was recorded. */
export function recordedAt(fact: Fact): string {
  return fact[PLACES.get(fact[1] ?? '')?.recordedAt ?? 0] ?? '';
}

function post(figures: Figures, fact: Fact): void {
  if (figure(fact, 9) !== figures.credit) throw doesNotFollow(fact);
  if (fact[6] === 'credit') figures.credit += figure(fact, 7);
  if (fact[5] === 'credit') figures.credit -= figure(fact, 7);
  if (fact[CLOCK.mark] !== 'clock') return;
  const expiresAt = fact[CLOCK.expiresAt] ?? '';
  if (fact[CLOCK.previous] !== figures.expiresAt || !isInstant(expiresAt)) throw doesNotFollow(fact);
  figures.expiresAt = expiresAt;
}

/** What was kept aside under an id, once. */
function taken(open: Map<string, bigint>, id: string, fact: Fact): bigint {
  const amount = open.get(id);
  if (amount === undefined || !open.delete(id)) throw doesNotFollow(fact);
  return amount;
}

function figure(fact: Fact, place: number): bigint {
  const text = fact[place] ?? '';
  if (!/^-?\d+$/.test(text)) throw new Broken(`fact ${fact[0]} has no whole number in column ${place + 1}`);
  return BigInt(text);
}

function doesNotFollow(fact: Fact): Broken {
  return new Broken(`fact ${fact[0]} does not follow from the one before it`);
}
