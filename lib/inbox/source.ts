import type { PaddleAdjustment } from '#lib/topups/adjustment.ts';
import type { PaymentEvent } from '#lib/topups/payment-event.ts';

/** One delivery, as far as the inbox needs to understand it. */
export type Delivery = {
  /** Unique for ever at its source: a second delivery with it is the same event. */
  eventId: string;
  eventType: string;
  /** When it happened, by its source. */
  occurredAt: Date;
  /** All of it, as it came. */
  payload: unknown;
};

/** Our reading of an event. */
export type Reading =
  | { kind: 'payment'; payment: PaymentEvent }
  | { kind: 'adjustment'; adjustment: PaddleAdjustment }
  /** Nothing that concerns us, acknowledged. */
  | { kind: 'ignored'; note: string }
  /** Something that a person must look at. */
  | { kind: 'parked'; note: string };

/** Where events come from. The inbox keeps and repeats; what an event says is its source's business. */
export type Source = {
  /** The name in the inbox's rows. */
  name: string;
  /** Reads a stored payload. It never throws for what somebody sent: what it cannot read it ignores or parks. */
  read(eventType: string, payload: unknown): Reading;
  /** What of a payload must stay to be read again: it names nobody. It never throws either. */
  withoutPeople(payload: unknown): object;
};

/** A source that delivers by webhook. */
export type WebhookSource = Source & {
  /** Whether the request comes from whom it says. The body is given byte for byte, before anything reads it. */
  verify(rawBody: Uint8Array, headers: Headers, at: Date): { ok: true } | { ok: false; reason: string };
  /** The envelope around an event; what is none, or not for us at all, says why. */
  open(rawBody: Uint8Array): { ok: true; delivery: Delivery } | { ok: false; reason: string };
};
