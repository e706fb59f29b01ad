import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildCli, write } from './built.ts';

let built: Built;
beforeAll(async () => {
  built = await buildCli();
});
afterAll(() => built.remove());

const CUSTOMER = '019ac0de-0000-7000-8000-00000000cafe';
const LOT = '019ac0de-0000-7000-8000-00000000beef';
const AT = '2026-11-22T12:00:00.000Z';
const AS_OF = '2026-11-23T12:00:00.000Z';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'der', type: 'spki' });
const KEY_ID = hashOf(key).toString('hex').slice(0, 16);

/** A customer's first fact: a trial of EUR 1, valid for a year. */
const trial = (amount = '1000000') => [
  ...[
    '1',
    'posting',
    'trial:x',
    '1',
    'trial',
    'promotions',
    'credit',
    amount,
    LOT,
    '0',
    amount,
    '0',
    amount,
    '0',
  ],
  ...[AT, AT, 'system', 'trial', CUSTOMER, null, null],
  ...['clock', 'trial:x', null, '2027-11-23T00:00:00.000Z', AT],
];

/** A hold of the next day, which is sealed and not signed yet. */
const HOLD = ['2', 'hold', LOT, '400000', 'job', null, null, AS_OF, '1000000', '400000', '600000'];

function hashOf(...parts: (string | Uint8Array)[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
}

/** The chain's link after the trial. */
const linkOf = (customer: string) => hashOf(hashOf(`depicta ledger 1\n${customer}`), JSON.stringify(trial()));
const LINK = linkOf(CUSTOMER);

/** The head of the day on which the trial was given: of this customer alone, so that their leaf is the root. */
function proofOf(link: Buffer, date = '2026-11-22', customer = CUSTOMER) {
  const root = hashOf(Uint8Array.of(0), `${customer}\n1\n`, link).toString('hex');
  const content = { date, previous: '0'.repeat(64), root, customers: 1, seals: '1' };
  const text = `depicta head 1\n${Object.values(content).join('\n')}`;
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
  return {
    head: { ...content, head: hashOf(text).toString('hex'), signature, key_id: KEY_ID },
    leaf: { upto: '1', link: link.toString('hex') },
    path: [],
  };
}

function statement(facts: (string | null)[][], change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    format: 'depicta sealed statement 1',
    customer: CUSTOMER,
    ...{ as_of: AS_OF, balance_eur: '1.000000', credit_eur: '1.000000', held_eur: '0.000000' },
    facts,
    seals: [{ upto: '1', link: LINK.toString('hex') }],
    proof: proofOf(LINK),
    public_keys: [{ key_id: KEY_ID, public_key: key.toString('base64') }],
    ...change,
  });
}

test('a statement that is whole is verified, from a file and from stdin, without any setting or network', async () => {
  write(built, 'statement.json', statement([trial()]));
  expect(await built.run(['verify', 'statement.json'])).toMatchObject({ code: 0, stdout: 'verified\n' });
  expect(await built.run(['verify', '-'], { stdin: statement([trial()]) })).toMatchObject({ code: 0 });
  const pinned = ['verify', 'statement.json', '--key', key.toString('base64')];
  expect(await built.run(pinned)).toMatchObject({ code: 0, stdout: 'verified\n' });
  const { stdout } = await built.run(['verify', 'statement.json', '--json']);
  const head = { date: '2026-11-22', keyId: KEY_ID, upto: 1, creditEur: '1.000000' };
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    customer: CUSTOMER,
    asOf: AS_OF,
    facts: 1,
    head,
    closing: '1.000000',
  });
});

test('what happened after the head of yesterday is not covered yet, and verified all the same', async () => {
  const today = { held_eur: '0.400000', balance_eur: '0.600000' };
  const stdin = statement([trial(), HOLD], today);
  const { code, stdout } = await built.run(['verify', '-', '--json'], { stdin });
  const head = { date: '2026-11-22', keyId: KEY_ID, upto: 1, creditEur: '1.000000' };
  expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ ok: true, facts: 2, head })]);
  // A script that reads along is told so too.
  const plain = await built.run(['verify', '-'], { stdin });
  expect([plain.code, plain.stdout]).toEqual([0, 'verified up to fact 1 of 2\n']);
});

test('a statement of nothing says that there is nothing to be signed', async () => {
  const nothing = { credit_eur: '0.000000', balance_eur: '0.000000', seals: [], proof: null };
  const { code, stderr } = await built.run(['verify', '-'], { stdin: statement([], nothing) });
  expect([code, stderr]).toEqual([6, expect.stringContaining('there is nothing in it to be signed')]);
});

test.each([
  ['on the first day', { proof: null, as_of: AT }, /nothing of it is signed yet/, /after midnight UTC/],
  [
    'as on the first day, with the seals away',
    { proof: null, seals: [] },
    /signed yet/,
    /after midnight UTC/,
  ],
  [
    'long after it',
    { proof: null, as_of: '2026-12-24T00:00:00.000Z' },
    /nothing of it is signed, and its first fact is of 2026-11-22/,
    /write to support/,
  ],
  [
    'by an old head',
    { as_of: '2026-12-24T00:00:00.000Z' },
    /its head is of 2026-11-22, and what came after that day is not signed/,
    /write to support/,
  ],
  [
    'but for a head that a clock far ahead signed',
    { proof: proofOf(LINK, '2026-11-24') },
    /its head is of 2026-11-24, a day that had not come/,
    /write to support/,
  ],
])('one that is not signed %s ends with 6 and says what to do', async (_when, change, what, advice) => {
  for (const pinned of [[], ['--key', key.toString('base64')]]) {
    const stdin = statement([trial()], change);
    const { code, stdout, stderr } = await built.run(['verify', '-', ...pinned], { stdin });
    expect([code, stdout]).toEqual([6, '']);
    expect(stderr).toMatch(what);
    expect(stderr).toMatch(advice);
    const { stdout: problem } = await built.run(['verify', '-', '--json', ...pinned], { stdin });
    expect(JSON.parse(problem)).toMatchObject({ error: 'not_signed' });
  }
});

test('the exit codes stand in the help', async () => {
  expect((await built.run(['--help'])).stdout).toContain('6 not signed (verify)');
  expect((await built.run(['verify', '--help'])).stdout).toContain('exit code 6');
});

test('one that was changed ends with 1, names the fact and says what to do', async () => {
  write(built, 'changed.json', statement([trial('2000000')]));
  const { code, stdout, stderr } = await built.run(['verify', 'changed.json']);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('fact 1 is not as it was sealed');
  expect(stderr).toContain('write to support');
});

test('whom it is of is an id, and no text that could hide on a terminal whose key was believed', async () => {
  const customer = `${CUSTOMER}\u001b[8m`;
  const seals = [{ upto: '1', link: linkOf(customer).toString('hex') }];
  const proof = proofOf(linkOf(customer), '2026-11-22', customer);
  const stdin = statement([trial()], { customer, seals, proof });
  const { code, stderr } = await built.run(['verify', '-'], { stdin });
  expect([code, stderr]).toEqual([1, expect.stringContaining('customer is not an id')]);
});

test.each(['a', '\n'])('a text of any length is read to its end, and judged (%j)', async (character) => {
  const [first, ...others] = trial();
  const long = [first!, character.repeat(10_000_000), ...others.slice(1)];
  write(built, 'long.json', statement([long]));
  const { code, stderr } = await built.run(['verify', 'long.json']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('does not verify')]);
});

test.each(['utf8', 'utf16le'] as const)(
  'a file that begins with the mark of %s is read',
  async (encoding) => {
    write(built, 'marked.json', Buffer.from(`\ufeff${statement([trial()])}`, encoding));
    expect(await built.run(['verify', 'marked.json', '--key', key.toString('base64')])).toMatchObject({
      code: 0,
    });
  },
);

test.each([
  ['nothing.json', /cannot be read: ENOENT/],
  ['text.json', /it is no JSON/],
  ['other.json', /no sealed statement/],
  ['without-proof.json', /does not verify: proof is missing/],
  ['of-nothing.json', /does not verify: seals\[0\] is not an object/],
])('%s is refused in words', async (file, told) => {
  if (file === 'text.json') write(built, file, 'hello');
  if (file === 'other.json') write(built, file, '{"data": []}');
  if (file === 'without-proof.json') write(built, file, statement([trial()], { proof: undefined }));
  if (file === 'of-nothing.json') write(built, file, statement([trial()], { seals: [null] }));
  const { code, stderr } = await built.run(['verify', file]);
  expect(code).toBe(1);
  expect(stderr).toMatch(told);
});
