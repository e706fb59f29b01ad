import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { credits } from '#lib/money/credits.ts';
import { Allowed } from './facts.tsx';

it.each([
  [undefined, 'Every model at every size'],
  ['unverified', 'Nothing yet: verify your address first'],
  ['suspended', 'Nothing while the account is suspended'],
] as const)('a full balance of somebody %s allows: %s', (closed, words) => {
  const html = renderToStaticMarkup(
    <Allowed tier="full" floor={credits(500_000n)} closed={closed} locale="en" />,
  );
  expect(html).toContain(`>${words}</p>`);
});
