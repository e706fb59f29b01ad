/** What there is to choose from. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** Which colours a person wants; `system` follows the device. */
export type Theme = (typeof THEMES)[number];

/** The theme that a cookie asks for; `system` for anything unknown. */
export function resolveTheme(chosen: string | undefined): Theme {
  return THEMES.find((theme) => theme === chosen) ?? 'system';
}
