import * as z from 'zod/mini';
import { isWithinReach, wellFormed } from '#lib/contracts/wire.ts';
import { isUuid } from '#lib/core/ids.ts';
import type { AuditFilter } from '#lib/staff/audit-store.ts';

/** What is chosen, as it stands in the address. */
export type AuditChoice = { actor: string; action: string; customer: string; from: string; to: string };

/** What the log may be asked for: all that it holds is text. */
const shortText = z.string().check(z.maxLength(254), ...wellFormed());

const DAY_MS = 86_400_000;

/** Reads the filter of the audit log from its address. What makes no sense is left out; days are UTC, the last included. */
export function readAuditFilter(address: Record<string, string | string[] | undefined>): {
  choice: AuditChoice;
  filter: AuditFilter;
  before: bigint | undefined;
} {
  const text = (name: string) => shortText.safeParse(address[name]).data ?? '';
  const [actor, action, before] = [text('actor'), text('action'), text('before')];
  const customer = isUuid(text('customer')) ? text('customer') : '';
  const [from, to] = [dayOf(text('from')), dayOf(text('to'))];
  return {
    choice: { actor, action, customer, from: from?.text ?? '', to: to?.text ?? '' },
    filter: {
      actor: actor || undefined,
      action: action || undefined,
      customerId: customer || undefined,
      from: from && new Date(from.ms),
      to: to && new Date(to.ms + DAY_MS),
    },
    before: /^[1-9]\d{0,17}$/.test(before) ? BigInt(before) : undefined,
  };
}

/** The address of the same filter, from a place in the log on. */
export function auditAddress(choice: AuditChoice, before?: bigint): string {
  const chosen = Object.entries({ ...choice, before: before?.toString() ?? '' }).filter(
    ([, value]) => value !== '',
  );
  return chosen.length === 0 ? '/support/audit' : `/support/audit?${new URLSearchParams(chosen)}`;
}

function dayOf(text: string): { text: string; ms: number } | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return isWithinReach(new Date(ms)) ? { text, ms } : undefined;
}
