import * as z from 'zod/mini';
import { type Address, filterDays, filterFields } from '#app/filter-fields.ts';
import type { AuditChoice } from '#components/support/audit-filter.tsx';
import { wellFormed } from '#lib/contracts/wire.ts';
import { isUuid } from '#lib/core/ids.ts';
import type { AuditFilter } from '#lib/staff/audit-store.ts';

/** What the log may be asked for: all that it holds is text. */
const shortText = z.string().check(z.maxLength(254), ...wellFormed());

/**
 * Reads the filter of the audit log from its address. While a field is wrong there is no filter, and so nothing to list.
 * Days are UTC, the last included.
 *
 * @returns `wrong`: the fields that mean nothing, as they were written, to be said beside each
 */
export function readAuditFilter(address: Address): {
  choice: AuditChoice;
  filter: AuditFilter | undefined;
  before: bigint | undefined;
  wrong: Partial<AuditChoice>;
} {
  const { read, wrong } = filterFields<keyof AuditChoice>(address);
  const word = (text: string) => shortText.safeParse(text).data;
  const [actor, action] = [read('actor', word), read('action', word)];
  const customerId = read('customer', (text) => (isUuid(text) ? text : undefined));
  const { days, span } = filterDays(read);
  const { before } = address;
  return {
    choice: {
      actor: actor ?? '',
      action: action ?? '',
      customer: customerId ?? '',
      ...days,
    },
    filter: Object.keys(wrong).length > 0 ? undefined : { actor, action, customerId, ...span },
    before: typeof before === 'string' && /^[1-9]\d{0,17}$/.test(before) ? BigInt(before) : undefined,
    wrong,
  };
}

/** The address of the same filter, from a place in the log on. */
export function auditAddress(choice: AuditChoice, before?: bigint): string {
  const chosen = Object.entries({ ...choice, before: before?.toString() ?? '' }).filter(
    ([, value]) => value !== '',
  );
  return chosen.length === 0 ? '/support/audit' : `/support/audit?${new URLSearchParams(chosen)}`;
}
