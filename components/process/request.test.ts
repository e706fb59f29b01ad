import { describe, expect, test } from 'vitest';
import { OPERATION_WORDS } from '#lib/contracts/openapi/words.ts';
import { OPERATIONS, type Operation } from '#lib/contracts/operation-choices.ts';
import { operationRequest } from '#lib/contracts/operations.ts';
import { offeredOperations } from './offered.ts';
import { readForm, readRequest } from './request.ts';
import type { Source } from './source.ts';

const PICTURE = 'http://app.test/files/uploads/a/b/image.png?expires=1&signature=x';
const offered = offeredOperations(
  OPERATIONS.map((id) => ({ id, price_eur: '0.001000', parameters: [] })),
  'en',
);
const read = (id: Operation, typed: Record<string, string>, picture = PICTURE) =>
  readRequest(offered.find((each) => each.id === id)!, picture, (name) => typed[name]);

test.each(OPERATIONS)('what is typed for %s is the request of the API’s example', async (operation) => {
  const { example } = OPERATION_WORDS[operation];
  const typed = Object.fromEntries(Object.entries(example).map(([name, value]) => [name, String(value)]));
  const flags = offered
    .find(({ id }) => id === operation)!
    .parameters.filter(({ kind }) => kind === 'flag')
    .map(({ name }) => [name, false]);
  const request = { input_image_url: PICTURE, ...Object.fromEntries(flags), ...example };
  expect(await read(operation, typed)).toEqual({ request });
  expect(operationRequest(operation).safeParse(request).success).toBe(true);
});

test('numbers are written with a dot or a comma, and spaces around them mean nothing', async () => {
  expect(await read('blur', { sigma: ' 2,5 ' })).toMatchObject({ request: { sigma: 2.5 } });
  expect(await read('rotate', { angle: '-12.5' })).toMatchObject({
    request: { angle: -12.5, expand: false },
  });
  expect(await read('rotate', { angle: '90', expand: 'on' })).toMatchObject({ request: { expand: true } });
});

test('what is left out is not sent', async () => {
  expect(await read('resize', { width: '300', height: '' })).toEqual({
    request: { input_image_url: PICTURE, width: 300 },
  });
});

test.each<[Operation, Record<string, string>, (string | null)[]]>([
  ['blur', {}, ['sigma']],
  ['blur', { sigma: '0.2' }, ['sigma']],
  ['blur', { sigma: 'much' }, ['sigma']],
  ['blur', { sigma: '1e2' }, ['sigma']],
  ['blur', { sigma: '1.234,5' }, ['sigma']],
  ['crop', { x: '0', y: '0.5', width: '10', height: '0' }, ['y', 'height']],
  ['resize', {}, [null]],
  ['pad', { color: 'red', top: '1' }, ['color']],
  ['tint', { color: '#12345' }, ['color']],
  ['tint', { color: '#1E90FF80' }, ['color']],
  ['watermark', { text: '   ' }, ['text']],
  ['watermark', { text: 'x'.repeat(201) }, ['text']],
  ['overlay', {}, ['overlay_image_url']],
])('%s with %j names what is wrong', async (operation, typed, wrong) => {
  expect(await read(operation, typed)).toEqual({ wrong });
});

test('without a picture it is the picture that is missing', async () => {
  expect(await read('grayscale', {}, '')).toEqual({ wrong: ['input_image_url'] });
  expect(await read('blur', { sigma: '0' }, '')).toEqual({ wrong: ['sigma', 'input_image_url'] });
});

describe('a form that was filled in', () => {
  const t = (key: string, values?: object) =>
    values === undefined ? key : `${key} ${JSON.stringify(values)}`;
  const words = { t, locale: 'en' } as const;
  const source: Source = {
    ...{ id: 'a', name: 'a lighthouse', url: PICTURE, shownUrl: PICTURE, format: 'png', width: 9, height: 9 },
    expiresAt: '2026-11-30T12:00:00.000Z',
  };
  const before = Date.parse(source.expiresAt) - 1;

  function readFilled(
    id: Operation,
    typed: Record<string, string>,
    {
      chosen = source,
      overlay,
      nowMs = before,
    }: { chosen?: Source | null; overlay?: Source; nowMs?: number } = {},
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    const operation = offered.find((each) => each.id === id)!;
    return readForm({ operation, form, chosen: chosen ?? undefined, overlay, nowMs }, words);
  }

  test('is the request, with the picture that was chosen and the one to lay over it', () => {
    expect(readFilled('blur', { sigma: '2' })).toEqual({ request: { input_image_url: PICTURE, sigma: 2 } });
    expect(readFilled('overlay', {}, { overlay: { ...source, url: `${PICTURE}&2` } })).toMatchObject({
      request: { input_image_url: PICTURE, overlay_image_url: `${PICTURE}&2` },
    });
  });

  test('says of each field what to write instead', () => {
    expect(readFilled('crop', { x: '0', y: '0.5', width: '' })).toEqual({
      wrong: {
        y: t('wrongWhole', { from: '0', to: '100,000' }),
        width: 'wrongMissing',
        height: 'wrongMissing',
      },
    });
    expect(readFilled('resize', {})).toEqual({ wrong: { form: 'wrongNone' } });
    expect(readFilled('overlay', {})).toEqual({ wrong: { overlay_image_url: 'pictureMissing' } });
    expect(readFilled('grayscale', {}, { chosen: null })).toEqual({
      wrong: { input_image_url: 'pictureMissing' },
    });
  });

  test('is not sent with a picture whose hour is over', () => {
    expect(readFilled('blur', { sigma: '2' }, { nowMs: before + 1 })).toEqual({
      wrong: { input_image_url: 'pictureGone' },
    });
  });
});
