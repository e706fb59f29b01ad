import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { HoldItem, Item } from '#lib/ledger/post.ts';
import { clawBack, grant, refund, reverse, topUp, trial } from '#lib/ledger/verbs.ts';
import { centsFromMinorUnits } from '#lib/money/cents.ts';
import { credits } from '#lib/money/credits.ts';
import type { Chance } from './chance.ts';

const DAY_MS = 86_400_000;
const HOLD_MS = 10 * 366 * DAY_MS;
/** How much of what was begun a worker remembers: enough to come back to it. */
const REMEMBERED = 200;
const BEGUN = new Set(['held', 'credited', 'reserved']);

/** How often each kind of deed is done, of a hundred. */
const MIX = {
  hold: 36,
  end: 35,
  top_up: 3,
  promotion: 3,
  reserve: 6,
  decide: 5,
  claw_back: 3,
  reverse: 3,
  staff: 2,
  expire: 3,
  extend: 1,
} as const;

type Lot = { customerId: Uuid; id: Uuid; micros: bigint };
type Request = { customerId: Uuid; id: Uuid };

/**
 * What one worker does next, about any of the customers: most of it sensible, some of it refused for good reasons. It
 * also comes back to what other workers did (`hear`), so that several processes end the same hold, decide the same
 * request and claw back the same purchase at once.
 */
export class Deeds {
  readonly #holds: HoldItem[] = [];
  readonly #lots: Lot[] = [];
  readonly #gifts: Lot[] = [];
  readonly #requests: Request[] = [];
  /** The hold that the last item ends. */
  #ending: HoldItem | undefined;
  readonly #chance: Chance;
  readonly #customers: readonly Uuid[];

  constructor(customers: readonly Uuid[], chance: Chance) {
    this.#customers = customers;
    this.#chance = chance;
  }

  next(at: Date): Item {
    return this.#deed(this.#chance.weighted(MIX), at);
  }

  /**
   * Takes in what became of the last item: what was begun is come back to, and what was refused now and then.
   *
   * @param outcome undefined where nothing can be left of it
   */
  told(item: Item, outcome: string | undefined): void {
    const isEnd = item.op === 'settle' || item.op === 'release';
    if (isEnd && this.#ending?.holdId === item.holdId && (outcome === undefined || outcome === 'over_hold')) {
      remember(this.#holds, this.#ending);
    } else if (BEGUN.has(outcome ?? '') || this.#chance.percent(3)) this.hear(item);
  }

  /** Remembers what an item is about, to come back to it. */
  hear(item: Item): void {
    if (item.op === 'hold') remember(this.#holds, item);
    else if (item.op === 'reserve') {
      remember(this.#requests, { customerId: item.customerId, id: item.requestId });
    } else if (item.op === 'credit') {
      const lot = { customerId: item.customerId, id: item.lotId, micros: item.amountMicros };
      remember(item.kind === 'top_up' ? this.#lots : this.#gifts, lot);
    }
  }

  #deed(kind: keyof typeof MIX, at: Date): Item {
    switch (kind) {
      case 'hold':
        return this.#hold(at);
      case 'end':
        return this.#end() ?? this.#hold(at);
      case 'top_up':
        return this.#topUp(at);
      case 'promotion':
        return this.#promotion(at);
      case 'expire':
        return { op: 'expire', customerId: this.#customer() };
      case 'extend': {
        const hold = this.#chance.of(this.#holds);
        if (hold === undefined) return this.#hold(at);
        const expiresAt = new Date(at.getTime() + 2 * HOLD_MS);
        return { op: 'extend', customerId: hold.customerId, holdId: hold.holdId, expiresAt };
      }
      default:
        return this.#return(kind, at) ?? this.#hold(at);
    }
  }

  /** Few customers are asked for much, most for little. */
  #customer(): Uuid {
    const place = this.#chance.next() ** 2;
    return this.#customers[Math.floor(place * this.#customers.length)]!;
  }

  #hold(at: Date): HoldItem {
    const customerId = this.#customer();
    const capMicros = this.#chance.percent(50) ? credits(40_000_000n) : null;
    return {
      op: 'hold',
      customerId,
      holdId: uuidv7(),
      amountMicros: credits(BigInt(1 + this.#chance.below(900_000))),
      causeType: 'bank',
      // Beyond every leap of the clock: it is also asked for again, much later.
      expiresAt: new Date(at.getTime() + HOLD_MS),
      floorMicros: credits(this.#chance.percent(50) ? 10_000n : 0n),
      maxOpen: this.#chance.percent(80) ? 30 : 10,
      // The customer's own id serves as the budget's: to the ledger it is opaque.
      ...(this.#chance.percent(12) && {
        budget: { ref: customerId, period: `${at.toISOString().slice(0, 7)}-01`, capMicros },
      }),
    };
  }

  #end(): Item | undefined {
    const hold = this.#take(this.#holds);
    this.#ending = hold;
    if (hold === undefined) return undefined;
    const { customerId, holdId } = hold;
    if (this.#chance.percent(18)) return { op: 'release', customerId, holdId, reason: 'failed' };
    const share = this.#chance.of([0n, 1n, 30n, 70n, 100n, 100n, 100n, 100n, 100n, 101n])!;
    return { op: 'settle', customerId, holdId, chargeMicros: credits((hold.amountMicros * share) / 100n) };
  }

  #topUp(at: Date): Item {
    const purchaseId = uuidv7();
    // Some payments are told to us late, a few of them after their whole year.
    const lateDays = this.#chance.of([0, 0, 0, 0, 0, 1, 40, 500])!;
    return topUp({
      customerId: this.#customer(),
      purchaseId,
      paddleTransactionId: `txn_${purchaseId}`,
      netCents: this.#cents(500, 1500),
      paidAt: new Date(at.getTime() - lateDays * DAY_MS),
    });
  }

  #promotion(at: Date): Item {
    const customerId = this.#customer();
    // A customer's trial is given once; everybody tries again and again.
    if (this.#chance.percent(50)) return trial({ customerId, amountMicros: credits(1_000_000n), at });
    const amountMicros = credits(BigInt(1 + this.#chance.below(3_000_000)));
    const detailDigest = new Uint8Array(32);
    return grant({ customerId, grantId: uuidv7(), amountMicros, at, author: 'bank', detailDigest });
  }

  #return(kind: 'reserve' | 'decide' | 'claw_back' | 'reverse' | 'staff', at: Date): Item | undefined {
    if (kind === 'decide') {
      const request = this.#take(this.#requests);
      if (request === undefined) return undefined;
      const { customerId, id: requestId } = request;
      if (this.#chance.percent(40)) return { op: 'return', customerId, requestId };
      return refund({ customerId, requestId, refundedAt: at, at });
    }
    if (kind === 'staff') return this.#staff();
    const lot = this.#chance.of(this.#lots);
    if (lot === undefined) return undefined;
    const { customerId, id: purchaseId } = lot;
    const paidCents = Number(lot.micros / 10_000n);
    // Half of them are about all of it: what has been spent is then owed.
    const netCents = this.#cents(this.#chance.percent(50) ? paidCents : 1, paidCents);
    if (kind === 'reserve') {
      const amountMicros = credits(this.#cents(1, Math.ceil(paidCents / 3)) * 10_000n);
      return { op: 'reserve', customerId, requestId: uuidv7(), lotId: purchaseId, amountMicros };
    }
    const adjustment = { id: `adj_${uuidv7()}`, status: 'approved' };
    if (kind === 'reverse') return reverse({ customerId, purchaseId, adjustment, netCents });
    return clawBack({ customerId, purchaseId, adjustment, netCents, tookEffectAt: at, at });
  }

  /** A debt that is given up, a gift that is taken back, or an account whose credit is given up. */
  #staff(): Item | undefined {
    const id = uuidv7();
    const decision = {
      key: `decision:${id}`,
      cause: { type: 'decision', id },
      actor: 'bank',
      detailDigest: new Uint8Array(32),
    };
    const amountMicros = credits(BigInt(1 + this.#chance.below(2_000_000)));
    if (this.#chance.percent(20)) {
      // The last of the customers have little, and little under way.
      const customerId = this.#customers[this.#customers.length - 1 - this.#chance.below(5)]!;
      return { op: 'forfeit', customerId, ...decision };
    }
    if (this.#chance.percent(70))
      return { op: 'write_off', customerId: this.#customer(), ...decision, amountMicros };
    const gift = this.#chance.of(this.#gifts);
    return gift && { op: 'correct', customerId: gift.customerId, lotId: gift.id, ...decision, amountMicros };
  }

  #cents(least: number, most: number) {
    return centsFromMinorUnits(String(least + this.#chance.below(Math.max(most - least, 1))));
  }

  /** Mostly for the last time; now and then it comes back to it. */
  #take<Known>(known: Known[]): Known | undefined {
    const place = this.#chance.below(known.length);
    return this.#chance.percent(90) ? known.splice(place, 1)[0] : known[place];
  }
}

function remember<Known>(known: Known[], thing: Known): void {
  known.push(thing);
  if (known.length > REMEMBERED) known.shift();
}
