import type { Account } from '../account/account.ts';
import type { ChaosEffect, ChaosRule, NotificationRow } from '../account/state.ts';

/** Effects on how a notification is sent at all, decided when its event occurs. */
const SENDING: readonly ChaosEffect[] = ['drop', 'duplicate', 'duplicate_parallel', 'reorder', 'delay'];

/** Effects on one request, decided anew at each attempt. */
const SIGNING: readonly ChaosEffect[] = ['wrong_secret', 'two_signatures', 'stale_signature', 'truncate'];

/** Effects that make an extra event appear beside the real one. */
const EXTRA: readonly ChaosEffect[] = ['unknown_type', 'unknown_action'];

type Subject = { eventType: string; destinationId: string | null };

/**
 * How a notification is to be sent, after the switched-on misbehaviours:
 *
 * - `drop`: never; the event is still found by `GET /events`.
 * - `duplicate`, `duplicate_parallel`: `copies` requests with the same ids, one after the other or all at once.
 * - `reorder`: held until `delayMs` after the first held one, then sent newest first.
 * - `delay`: held for `delayMs`.
 *
 * @returns null when it is not to be sent
 */
export function planSending(
  account: Account,
  notification: NotificationRow,
): Pick<NotificationRow, 'due_ms' | 'order' | 'copies' | 'parallel'> | null {
  const plan = {
    due_ms: notification.due_ms,
    order: notification.order,
    copies: notification.copies,
    parallel: notification.parallel,
  };
  const subject = { eventType: notification.event_type, destinationId: notification.destination_id };
  const nowMs = account.clock.now().getTime();
  for (const rule of takeRules(account, SENDING, subject)) {
    if (rule.effect === 'drop') return null;
    if (rule.effect === 'duplicate' || rule.effect === 'duplicate_parallel') {
      plan.copies = rule.copies;
      plan.parallel = rule.effect === 'duplicate_parallel';
    }
    if (rule.effect === 'delay') plan.due_ms = nowMs + rule.delayMs;
    if (rule.effect === 'reorder') {
      if (rule.windowEndsMs === null || rule.windowEndsMs <= nowMs) rule.windowEndsMs = nowMs + rule.delayMs;
      plan.due_ms = rule.windowEndsMs;
      plan.order = -plan.order;
    }
  }
  return plan;
}

/** How one request is to be spoiled. */
export type Spoiling = {
  wrongSecret: boolean;
  twoSignatures: boolean;
  ageSeconds: number;
  truncate: boolean;
};

/**
 * How the next request for a notification is spoiled:
 *
 * - `wrong_secret`: signed with another secret.
 * - `two_signatures`: a wrong `h1` and a right one, as while a secret is rotated; the right one is not the last.
 * - `stale_signature`: rightly signed, but `delayMs` ago.
 * - `truncate`: the body is cut in half after it was signed.
 */
export function takeSpoiling(account: Account, notification: NotificationRow): Spoiling {
  const subject = { eventType: notification.event_type, destinationId: notification.destination_id };
  const rules = takeRules(account, SIGNING, subject);
  const has = (effect: ChaosEffect): boolean => rules.some((rule) => rule.effect === effect);
  return {
    wrongSecret: has('wrong_secret'),
    twoSignatures: has('two_signatures'),
    truncate: has('truncate'),
    ageSeconds: Math.round((rules.find((rule) => rule.effect === 'stale_signature')?.delayMs ?? 0) / 1000),
  };
}

/** An event that never happened, sent to see what an integration does with what it does not know. */
export type ExtraEvent = { eventType: string; data: unknown };

/**
 * The extra events to send beside a real one:
 *
 * - `unknown_type`: the same data under an event type that does not exist.
 * - `unknown_action`: beside an adjustment's event, one whose `action` does not exist.
 */
export function takeExtraEvents(account: Account, eventType: string, data: unknown): ExtraEvent[] {
  const effects = account.state.switches.chaos.length === 0 ? [] : EXTRA;
  return effects.flatMap((effect) => {
    if (effect === 'unknown_action' && !eventType.startsWith('adjustment.')) return [];
    const rules = takeRules(account, [effect], { eventType, destinationId: null });
    if (rules.length === 0) return [];
    if (effect === 'unknown_type')
      return [{ eventType: `${eventType.split('.')[0]}.emulated_unknown`, data }];
    const id = account.newId('adj');
    return [{ eventType, data: { ...(data as object), id, action: 'emulated_unknown' } }];
  });
}

function takeRules(account: Account, effects: readonly ChaosEffect[], subject: Subject): ChaosRule[] {
  const rules = account.state.switches.chaos.filter(
    (rule) =>
      effects.includes(rule.effect) &&
      rule.times !== 0 &&
      (rule.eventTypes === null || rule.eventTypes.includes(subject.eventType)) &&
      (rule.destinationId === null || rule.destinationId === subject.destinationId),
  );
  for (const rule of rules) if (rule.times !== null) rule.times -= 1;
  if (rules.length > 0) account.changed();
  return rules;
}
