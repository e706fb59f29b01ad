import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyPaddleSignature } from './signature.ts';

const secret = 'pdl_ntfset_01h84cjfwmdph1k8kgsyjt3k7g_4T7Hd2';
const now = new Date('2026-11-22T12:00:00Z');
const nowSeconds = now.getTime() / 1000;
const body = '{"event_id":"evt_01"}';

const hash = (text: string | Uint8Array, key = secret, ts: number | string = nowSeconds) =>
  createHmac('sha256', key).update(`${ts}:`).update(text).digest('hex');
const verify = (over: Partial<Parameters<typeof verifyPaddleSignature>[0]> = {}) =>
  verifyPaddleSignature({
    rawBody: body,
    header: `ts=${nowSeconds};h1=${hash(body)}`,
    secrets: [secret],
    now,
    toleranceSeconds: 300,
    ...over,
  });
const refusal = (reason: string) => ({ ok: false, reason });

describe('what Paddle signed is believed', () => {
  test('the public vector', () => {
    const vector = {
      rawBody: '{"data": ["1", "2"]}',
      header: 'ts=1698796800;h1=a300428748dce5c70e4da19bffd60769591ea969c99dea3105d0ec9612cf43f9',
      secrets: ['VALID_SECRET'],
      now: new Date(1_698_796_800_000),
    };
    expect(verify(vector)).toEqual({ ok: true });
    expect(verify({ ...vector, rawBody: '{"data":["1","2"]}' })).toEqual(refusal('mismatch'));
  });

  test('bytes and text of the same body, also when it is not ASCII or not UTF-8 at all', () => {
    const text = '{"name":"Zoë 🦊"}';
    const header = `ts=${nowSeconds};h1=${hash(text)}`;
    expect(verify({ rawBody: text, header })).toEqual({ ok: true });
    expect(verify({ rawBody: new TextEncoder().encode(text), header })).toEqual({ ok: true });
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(verify({ rawBody: bytes, header: `ts=${nowSeconds};h1=${hash(bytes)}` })).toEqual({ ok: true });
  });

  test('the right signature anywhere among others, under any of the secrets: a rotation loses nothing', () => {
    const other = 'pdl_ntfset_new';
    const good = `h1=${hash(body)}`;
    const wrong = `h1=${hash(body, 'somebody else')}`;
    for (const parts of [
      [good, wrong],
      [wrong, good],
      [wrong, 'h1=deadbeef', good, wrong],
      ['v9=later', good],
    ]) {
      const header = [`ts=${nowSeconds}`, ...parts].join(';');
      for (const secrets of [[secret], [other, secret], [secret, other], ['', secret]])
        expect(verify({ header, secrets })).toEqual({ ok: true });
      expect(verify({ header, secrets: [other] })).toEqual(refusal('mismatch'));
    }
  });

  test('up to the tolerance on both sides, and not a second more', () => {
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    expect(verify({ now: at(300) })).toEqual({ ok: true });
    expect(verify({ now: at(-300) })).toEqual({ ok: true });
    expect(verify({ now: at(301) })).toEqual(refusal('too_old'));
    expect(verify({ now: at(-301) })).toEqual(refusal('in_future'));
  });
});

describe('what nobody signed is refused', () => {
  test.each([[[]], [['']], [['', '']]])('without a secret (%j), even what an empty key signed', (secrets) => {
    const forged = `ts=${nowSeconds};h1=${hash(body, '')}`;
    expect(verify({ secrets, header: forged })).toEqual(refusal('no_secret'));
  });

  test('what an empty key signed, when a real secret stands beside the empty one', () => {
    const forged = `ts=${nowSeconds};h1=${hash(body, '')}`;
    expect(verify({ secrets: ['', secret], header: forged })).toEqual(refusal('mismatch'));
  });

  test.each([[null], [undefined], [''], ['  ']])('without a header (%j)', (header) => {
    expect(verify({ header })).toEqual(refusal('header_missing'));
  });

  test.each([
    'ts',
    'ts=;h1=',
    `h1=${hash(body)}`,
    `ts=${nowSeconds}`,
    `ts=${nowSeconds};h1=`,
    `ts=${nowSeconds};h1=${hash(body).slice(1)}`,
    `ts=${nowSeconds};h1=${hash(body)}0`,
    `ts=${nowSeconds};h1=${'z'.repeat(64)}`,
    `ts=-1;h1=${hash(body, secret, -1)}`,
    `ts=1e9;h1=${hash(body, secret, '1e9')}`,
    `ts=NaN;h1=${hash(body, secret, 'NaN')}`,
    `ts=${nowSeconds}.5;h1=${hash(body, secret, `${nowSeconds}.5`)}`,
    `ts=${'9'.repeat(400)};h1=${hash(body)}`,
    `ts=${nowSeconds};ts=${nowSeconds};h1=${hash(body)}`,
    `ts=${nowSeconds},h1=${hash(body)}`,
    `TS=${nowSeconds};H1=${hash(body)}`,
  ])('with a header that is none: %s', (header) => {
    expect(verify({ header })).toEqual(refusal('header_malformed'));
  });

  test('a body changed by one byte, cut short, or given to another time', () => {
    expect(verify({ rawBody: `${body} ` })).toEqual(refusal('mismatch'));
    expect(verify({ rawBody: body.slice(0, -1) })).toEqual(refusal('mismatch'));
    expect(verify({ rawBody: '' })).toEqual(refusal('mismatch'));
    expect(verify({ header: `ts=${nowSeconds + 1};h1=${hash(body)}` })).toEqual(refusal('mismatch'));
  });

  test('at a time or with a tolerance that is no number', () => {
    expect(verify({ now: new Date(Number.NaN) })).toEqual(refusal('too_old'));
    expect(verify({ toleranceSeconds: Number.NaN })).toEqual(refusal('too_old'));
  });

  test('by a caller that breaks the types', () => {
    expect(verify({ rawBody: undefined as unknown as string })).toEqual(refusal('mismatch'));
    expect(verify({ header: 7 as unknown as string })).toEqual(refusal('header_missing'));
    expect(verify({ secrets: undefined as unknown as string[] })).toEqual(refusal('mismatch'));
    expect(verify({ secrets: [null as unknown as string] })).toEqual(refusal('no_secret'));
  });
});

describe('for every header', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
  const part = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('ts', 'h1', 'ts=', 'h1=', '=', 'ts=1', `ts=${nowSeconds}`, 'h1=zz'),
    hex.map((value) => `h1=${value}`),
    fc.integer().map((value) => `ts=${value}`),
  );
  const header = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join(';')),
  );
  const reasons = ['no_secret', 'header_missing', 'header_malformed', 'too_old', 'in_future', 'mismatch'];

  test('it never throws, and believes none that was not made with the secret', () => {
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 200 }), (text, rawBody) => {
        const verdict = verify({ header: text, rawBody });
        expect(verdict.ok).toBe(false);
        if (!verdict.ok) expect(reasons).toContain(verdict.reason);
      }),
      { numRuns: 5000 },
    );
  });

  test('a good one stays good among noise, and turns bad with any change of the body', () => {
    const noise = part.filter((text) => !text.trimStart().startsWith('ts'));
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.array(
          noise.filter((text) => !text.includes(';ts')),
          { maxLength: 4 },
        ),
        fc.array(
          noise.filter((text) => !text.includes(';ts')),
          { maxLength: 4 },
        ),
        fc.nat(),
        (rawBody, before, after, at) => {
          const parts = [`ts=${nowSeconds}`, ...before, `h1=${hash(rawBody)}`, ...after];
          // Noise with a separator and a second time in it would be another header.
          fc.pre(
            parts
              .join(';')
              .split(';')
              .filter((p) => p.split('=')[0]?.trim() === 'ts').length === 1,
          );
          const given = parts.join(';');
          expect(verify({ header: given, rawBody })).toEqual({ ok: true });
          const changed = rawBody.slice();
          const index = at % changed.length;
          changed[index] = changed[index]! ^ 1;
          expect(verify({ header: given, rawBody: changed })).toEqual(refusal('mismatch'));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

test('a megabyte of body and a megabyte of header take milliseconds', () => {
  const large = new Uint8Array(1_048_576).fill(120);
  const manySignatures = `ts=${nowSeconds};${`h1=${'0'.repeat(64)};`.repeat(15_000)}h1=${hash(large)}`;
  const started = performance.now();
  expect(verify({ rawBody: large, header: manySignatures })).toEqual({ ok: true });
  expect(verify({ rawBody: large, header: ';'.repeat(1_048_576) })).toEqual(refusal('header_malformed'));
  expect(performance.now() - started).toBeLessThan(1500);
});
