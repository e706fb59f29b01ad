const FALLBACK = 'UTC';

/** The zones to choose from: UTC, then this runtime's list. */
export function timeZones(): readonly string[] {
  return [FALLBACK, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== FALLBACK)];
}

/** Whether a text names an IANA time zone that this runtime knows. An offset such as +01:00 is no zone. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The IANA time zone that a cookie asks for; UTC for anything that this runtime does not know. */
export function resolveTimeZone(chosen: string | undefined): string {
  if (chosen === undefined || !isTimeZone(chosen)) return FALLBACK;
  return new Intl.DateTimeFormat('en', { timeZone: chosen }).resolvedOptions().timeZone;
}
