const FALLBACK = 'UTC';

/** The IANA time zone that a cookie asks for; UTC for anything that this runtime does not know. */
export function resolveTimeZone(chosen: string | undefined): string {
  if (chosen === undefined || chosen === '') return FALLBACK;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: chosen }).resolvedOptions().timeZone;
  } catch {
    return FALLBACK;
  }
}
