import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { credits } from '#lib/money/credits.ts';
import { Amount } from './amount.tsx';
import { DateTime, Distance, LastValidDay } from './date-time.tsx';

const textOf = (html: string) => html.replace(/<[^>]*>/g, '');

it('carries the amount to the micro-euro for machines and on hover, whatever is shown', () => {
  const html = renderToStaticMarkup(<Amount value={credits(9_955_000n)} locale="en" />);
  expect(html).toContain('value="9.955000"');
  expect(html).toContain('title="€9.955"');
  expect(textOf(html)).toBe('€9.95');
});

it('reads as one figure where its end is set apart', () => {
  const html = renderToStaticMarkup(<Amount value="24.995500" locale="en" precision="exact" tail={4} />);
  expect(textOf(html)).toBe('€24.9955');
  expect(html).toContain('below-cent');
});

it('sets nothing of a price of a few cents in a quieter tone', () => {
  const html = renderToStaticMarkup(<Amount value="0.045000" locale="en" precision="exact" />);
  expect(textOf(html)).toBe('€0.045');
  expect(html).not.toContain('below-cent');
});

it('gives instants to machines in UTC and to people in their zone', () => {
  const html = renderToStaticMarkup(
    <DateTime value="2026-11-22T23:30:00Z" locale="en" timeZone="Asia/Tokyo" />,
  );
  expect(html).toContain('dateTime="2026-11-22T23:30:00.000Z"');
  expect(textOf(html)).toBe('23 Nov 2026, 08:30');
});

it('names the last valid day, to machines as well', () => {
  const html = renderToStaticMarkup(<LastValidDay expiresAt="2027-11-23T00:00:00Z" locale="en" />);
  expect(html).toContain('dateTime="2027-11-22"');
  expect(textOf(html)).toBe('22 November 2027 (UTC)');
});

it('keeps the instant behind a distance', () => {
  const html = renderToStaticMarkup(
    <Distance value="2026-11-22T16:00:00Z" now="2026-11-22T15:00:00Z" locale="en" />,
  );
  expect(textOf(html)).toBe('in 1 hour');
  expect(html).toContain('title="22 November 2026, 16:00:00 UTC"');
});
