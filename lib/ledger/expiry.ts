const DAY_MS = 86_400_000;

/** So many calendar months from the last paid top-up a balance is valid. */
export const VALID_MONTHS = 12;

/**
 * The one function of expiry dates: 00:00 UTC after the day twelve calendar months later, that day clamped to the
 * month's end. 29 Feb 2028 is valid through 28 Feb 2029. Product rules, section 6.
 *
 * @param paidAt the time of payment, or of the first credit
 * @returns the first instant at which the credit is no longer valid
 */
export function expiryOf(paidAt: Date): Date {
  const year = paidAt.getUTCFullYear();
  const month = paidAt.getUTCMonth() + VALID_MONTHS;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(paidAt.getUTCDate(), lastDay);
  return new Date(Date.UTC(year, month, day) + DAY_MS);
}

/** A top-up that is given back whole leaves a balance valid for at least so many days. */
export const GRACE_DAYS = 30;

/**
 * The soonest expiry date that may come of a top-up's being given back whole: 30 days from now, through the end of that
 * day. Product rules, section 6.
 */
export function soonestExpiry(now: Date): Date {
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return new Date(day + (GRACE_DAYS + 1) * DAY_MS);
}

/** The last day on which credit is valid, as people read it: `YYYY-MM-DD` in UTC, the day before `expiresAt`. */
export function validThrough(expiresAt: Date): string {
  return new Date(expiresAt.getTime() - DAY_MS).toISOString().slice(0, 10);
}

/** Whether credit with this expiry date may be spent at an instant. No date means no credit. */
export function isValidAt(expiresAt: Date | null, at: Date): boolean {
  return expiresAt !== null && at < expiresAt;
}
