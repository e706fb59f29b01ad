'use client';

import { startTransition, useState } from 'react';
import { saveTheme } from '#app/(dashboard)/settings/actions.ts';
import { preferenceCookie, THEME_COOKIE } from '#lib/i18n/cookies.ts';
import type { Theme } from '#lib/i18n/theme.ts';

interface ThemeChoiceProps {
  theme: Theme;
  legend: string;
  options: readonly { value: Theme; label: string }[];
  /** Two choices on one page need names of their own. */
  name?: string;
  /** Whether somebody is signed in with whom the choice is stored, for their other browsers. */
  signedIn?: boolean;
}

/** Light, dark or the device's choice; at once, and kept for a year. */
export function ThemeChoice({ theme, legend, options, name = 'theme', signedIn = false }: ThemeChoiceProps) {
  const [chosen, setChosen] = useState(theme);
  const [shown, setShown] = useState(theme);
  // Chosen elsewhere on the page, or in another browser.
  if (theme !== shown) {
    setShown(theme);
    setChosen(theme);
  }
  function choose(value: Theme) {
    setChosen(value);
    document.documentElement.dataset.theme = value;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
    document.cookie = preferenceCookie(THEME_COOKIE, value, location.protocol === 'https:');
    // That it could not be stored is no reason to take the colours back: they stay in this browser.
    if (signedIn) startTransition(() => saveTheme({ theme: value }).then(noAnswer, noAnswer));
  }
  return (
    <fieldset className="no-print inline-flex rounded-md border border-line p-0.5">
      <legend className="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex min-h-7 items-center rounded-sm px-2.5 text-sm text-soft transition-colors hover:text-ink has-checked:bg-wash has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={chosen === option.value}
            onChange={() => choose(option.value)}
            className="absolute size-0 opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

function noAnswer(): void {}
