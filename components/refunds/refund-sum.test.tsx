import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, test } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { credits, ZERO } from '#lib/money/credits.ts';
import { RefundSum, type RefundSumProps } from './refund-sum.tsx';

const NOW = new Date('2027-12-01T00:00:00Z');
const lot = {
  ...{ originalMicros: credits(25_000_000n), remainingMicros: credits(25_000_000n) },
  ...{ reservedMicros: ZERO, spentMicros: ZERO, refundedMicros: ZERO },
  ...{ clawedBackMicros: ZERO, expiredMicros: ZERO, debtPaidMicros: ZERO },
};
const sum = (expiresAtAfter: Date | null, over: Partial<RefundSumProps> = {}) =>
  renderToStaticMarkup(
    <RefundSum
      lot={lot}
      unusedCents={cents(2500n)}
      taxCents={cents(475n)}
      availableAfterMicros={credits(1_000_000n)}
      expiresAt={NOW}
      expiresAtAfter={expiresAtAfter}
      mayGoBack
      locale="en"
      {...over}
    />,
  );

it.each([
  ['as it is', NOW, false],
  ['another day', new Date('2027-11-30T00:00:00Z'), true],
  ['none', null, true],
])(
  'is a list of terms and nothing else, and says why the date changes, where afterwards it is %s',
  (_, after, isNoted) => {
    const html = sum(after);
    const lists = html.match(/<dl.*?<\/dl>/gs)!;
    expect(lists.length).toBeGreaterThan(0);
    for (const list of lists)
      expect(list.replace(/<div[^>]*><dt.*?<\/dd><\/div>/gs, '')).toMatch(/^<dl[^>]*><\/dl>$/);
    expect(html.includes('<p ')).toBe(isNoted);
  },
);

test('what was taken leads to the reader’s own statement, and the desk to the customer’s', () => {
  const used = { lot: { ...lot, spentMicros: credits(1n) } };
  const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(linksOf(sum(NOW, used))).toEqual(['/statement']);
  const statementHref = '/support/customers/1#statement';
  expect(linksOf(sum(NOW, { ...used, statementHref }))).toEqual([statementHref]);
});
