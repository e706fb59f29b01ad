import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { StatementRow } from '#lib/contracts/statement.ts';
import { StatementLines } from './statement-lines.tsx';

const line = (type: string, label: string): StatementRow => ({
  ...{
    id: '1',
    kind: 'charge',
    amount_eur: '-0.010000',
    owed_change_eur: '0.000000',
    reason: null,
    lots: [],
  },
  ...{ effective_at: '2026-11-22T12:00:00Z', recorded_at: '2026-11-22T12:00:00Z' },
  ...{ balance_before_eur: '1.000000', balance_after_eur: '0.990000' },
  ...{ credit_after_eur: '0.990000', held_after_eur: '0.000000' },
  cause: { type, id: '01a22ca6-1716-725c-92f4-9b53bf6bca6c', label },
});

test.each([
  ['operation', 'grayscale', 'Graustufen'],
  ['operation', 'unheard-of', 'unheard-of'],
  ['generation', 'grayscale', 'grayscale'],
])('a line about the %s "%s" says "%s" to a German reader', (type, label, words) => {
  const page = renderToStaticMarkup(
    <StatementLines caption="" rows={[line(type, label)]} locale="de" timeZone="UTC" />,
  );
  expect(page).toContain(`>${words}</a>`);
});
