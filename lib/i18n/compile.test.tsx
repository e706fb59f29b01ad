import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { ClientMessages, useMessages } from './client.tsx';
import { compileMessages } from './compile.ts';
import { LOCALES } from './locales.ts';
import { translator } from './translator.ts';

function Operations({ count }: { count: number }) {
  return useMessages('landing')('pricesOperations', { count, amount: '€0.001' });
}

function shown(namespaces: Parameters<typeof compileMessages>[1], count: number): string {
  return renderToStaticMarkup(
    <ClientMessages locale="en" timeZone="UTC" messages={compileMessages('en', namespaces)}>
      <Operations count={count} />
    </ClientMessages>,
  );
}

it('says the same in the browser as on the server, plurals included', () => {
  const t = translator('en', 'landing');
  for (const count of [0, 1, 2, 20])
    expect(shown(['landing'], count)).toBe(t('pricesOperations', { count, amount: '€0.001' }));
  expect(shown(['landing'], 1)).toContain('1 operation ');
});

it('hands over only the areas asked for, and names what is missing', () => {
  const keys = Object.keys(compileMessages('en', ['words']));
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.every((key) => key.startsWith('words.'))).toBe(true);
  expect(() => shown(['words'], 1)).toThrow('landing.pricesOperations');
});

it('has no message that cannot be read', () => {
  for (const locale of LOCALES) {
    const areas = Object.keys(catalogue[locale]) as Parameters<typeof compileMessages>[1];
    expect(Object.keys(compileMessages(locale, areas)).length).toBeGreaterThan(100);
  }
});
