import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { credits, ZERO } from '#lib/money/credits.ts';
import { RefundSum } from './refund-sum.tsx';

const NOW = new Date('2027-12-01T00:00:00Z');
const sum = (expiresAtAfter: Date | null) =>
  renderToStaticMarkup(
    <RefundSum
      lot={{
        ...{ originalMicros: credits(25_000_000n), remainingMicros: credits(25_000_000n) },
        ...{ reservedMicros: ZERO, spentMicros: ZERO, refundedMicros: ZERO },
        ...{ clawedBackMicros: ZERO, expiredMicros: ZERO, debtPaidMicros: ZERO },
      }}
      unusedCents={cents(2500n)}
      taxCents={cents(475n)}
      availableAfterMicros={credits(1_000_000n)}
      expiresAt={NOW}
      expiresAtAfter={expiresAtAfter}
      mayGoBack
      locale="en"
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
