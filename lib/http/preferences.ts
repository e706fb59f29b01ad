/** Whether the caller asks not to wait: `Prefer: respond-async` (RFC 7240). */
export function wantsAsync(request: Request): boolean {
  const preferences = request.headers.get('Prefer')?.split(',') ?? [];
  return preferences.some((preference) => preference.split(';')[0]!.trim().toLowerCase() === 'respond-async');
}
