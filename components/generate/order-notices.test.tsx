import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ClientMessages } from '#lib/i18n/client.tsx';
import { compileMessages } from '#lib/i18n/compile.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { OrderNotices } from './order-notices.tsx';

/** What is said of an order that was refused for want of credit. */
function noticeOf(details: Record<string, string>, locale: Locale): string {
  const refused = { code: 'credit_insufficient', message: 'In the words of the API', details };
  const html = renderToStaticMarkup(
    <ClientMessages locale={locale} timeZone="UTC" messages={compileMessages(locale, ['generate', 'words'])}>
      <OrderNotices refused={{ ...refused, requestId: 'req_1' }} unanswered={undefined} fullFloor="€0.50" />
    </ClientMessages>,
  );
  expect(html).toContain('href="/top-up"');
  return html.replaceAll('\u00a0', ' ');
}

test('an order refused because of a debt names what is owed and what it takes in all, and leads to top up', () => {
  const details = { missing_eur: '6.012000', owed_eur: '6.000000' };
  expect(noticeOf(details, 'en')).toContain(
    'You owe €6.00: a payment was taken back after its credit had been spent. Your next top-up pays this first. €6.012 more is needed for this, the debt included.',
  );
  expect(noticeOf(details, 'de')).toContain('Es sind 6,00 € offen');
  expect(noticeOf(details, 'de')).toContain('zusammen 6,012 €');
});

test('an order refused for want of credit alone says nothing of a debt', () => {
  const notice = noticeOf({ missing_eur: '0.012000', owed_eur: '0.000000' }, 'en');
  expect(notice).toContain('€0.012 more is needed for this.');
  expect(notice).not.toContain('owe');
});
