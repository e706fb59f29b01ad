import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { operationParameters } from '#lib/contracts/operations.ts';
import { toWire } from '#lib/money/credits.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { badge, documented, run, specimen } from './examples.ts';

const examples = await documented();

test('the page of operations has each of them once, in the order of the price book', () => {
  expect(examples.map(({ operation }) => operation)).toStrictEqual(priceBook.operations.map(({ id }) => id));
});

test.each(examples)('what the page says of $operation is so', async (example) => {
  const priced = priceBook.operations.find(({ id }) => id === example.operation);
  expect(example.text).toContain(`EUR ${toWire(priced?.priceMicros ?? (0n as never)).replace(/0+$/, '')}.`);
  const named = [...example.text.matchAll(/^- (`.*?)(?:\s\(|:|$)/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  const taken = operationParameters[example.operation as keyof typeof operationParameters].def.shape;
  expect(named).toStrictEqual(Object.keys(taken));

  const before = await specimen();
  const { bytes } = await run(example, before, await badge());
  expect(Buffer.compare(bytes, before), 'the example changes something').not.toBe(0);
  const picture = await readFile(new URL(`../../docs/operations/${example.operation}.webp`, import.meta.url));
  expect((await sharp(picture).metadata()).width).toBe(616);
});
