'use client';

import formatMessage from 'icu-minify/format';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { MessageKeys, NestedKeyOf, NestedValueOf } from 'use-intl/core';
import type { Messages } from './catalogue.ts';
import type { CompiledMessages } from './compile.ts';
import { conventionsOf, DEFAULT_LOCALE, type Locale } from './locales.ts';
import type { Namespace } from './translator.ts';

interface ClientIntl {
  locale: Locale;
  timeZone: string;
  messages: CompiledMessages;
}

const Context = createContext<ClientIntl>({ locale: DEFAULT_LOCALE, timeZone: 'UTC', messages: {} });

/** Values that a message of the browser takes: amounts and times come as text from `components/format`. */
export type ClientValues = Record<string, string | number>;

type KeyOf<Part extends Namespace> = MessageKeys<
  NestedValueOf<Messages, Part>,
  NestedKeyOf<NestedValueOf<Messages, Part>>
>;

/**
 * Hands the messages of a few areas to the client components below it, parsed on the server (`compileMessages`),
 * so that the browser gets a formatter of under a kilobyte instead of a parser of eleven. Providers nest: an
 * inner one adds its areas.
 *
 * Prefer plain text props; use this where a client component needs plurals or many texts.
 */
export function ClientMessages({
  locale,
  timeZone,
  messages,
  children,
}: {
  locale: Locale;
  timeZone: string;
  messages: CompiledMessages;
  children: ReactNode;
}) {
  const outer = useContext(Context);
  const value = useMemo(
    () => ({ locale, timeZone, messages: { ...outer.messages, ...messages } }),
    [outer, locale, timeZone, messages],
  );
  return <Context value={value}>{children}</Context>;
}

/** The language and time zone that the server rendered with, so that the browser formats the same. */
export function useIntlSettings(): { locale: Locale; timeZone: string } {
  const { locale, timeZone } = useContext(Context);
  return { locale, timeZone };
}

/**
 * The texts of one area, in a client component.
 *
 * @throws {Error} naming the key, when no `ClientMessages` above provides its area
 */
export function useMessages<const Part extends Namespace>(part: Part) {
  const { locale, timeZone, messages } = useContext(Context);
  return useMemo(() => {
    const tag = conventionsOf(locale);
    return (key: KeyOf<Part>, values?: ClientValues): string => {
      // As plain text: all keys of all areas would be more than the compiler counts.
      const path = [part, key].join('.');
      const message = messages[path];
      if (message === undefined)
        throw new Error(`The message ${path} was not handed to this part of the page`);
      return String(formatMessage(message, tag, values, { timeZone, formatters }));
    };
  }, [locale, timeZone, messages, part]);
}

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};
