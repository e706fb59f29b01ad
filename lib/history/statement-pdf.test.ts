import { inflateSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { monthNamed } from '#lib/core/month.ts';
import { connect, type Database } from '#lib/db/client.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { Books } from '#lib/testing/books.ts';
import { leaveBroken, testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { summaryOf } from './month.ts';
import { statementProof } from './proof.ts';
import { statementRows } from './statement.ts';
import { statementCsv } from './statement-csv.ts';
import { statementPdf } from './statement-pdf.ts';

leaveBroken(
  ['hold_of_work_has_its_job', 'days_add_up_to_jobs', 'job_has_its_customer'],
  'jobs are inserted beside books of their own',
);

const AT = new Date('2026-11-22T12:00:00Z');
const november = monthNamed('2026-11')!;

let db: Database;
let ownerPool: Awaited<ReturnType<typeof testDatabase>>['ownerPool'];
beforeAll(async () => {
  const given = await testDatabase();
  db = connect(given.appUrl);
  ownerPool = given.ownerPool;
  return () => db.close();
});

async function busyNovember(charges = 3): Promise<Books> {
  const books = await Books.open(onPool(db.pool), new Date('2026-10-01T12:00:00Z'));
  await books.topUp(new Date('2026-10-30T12:00:00Z'), '5');
  await books.topUp(AT, '25');
  for (let i = 0; i < charges; i += 1) {
    const { holdId } = await books.hold(AT, '0.06');
    await books.settle(AT, holdId, '0.05');
  }
  return books;
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** What the pages say, a string for each piece of text. */
function textsIn(pdf: Buffer): string[] {
  const streams = [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)];
  return streams.flatMap(([, body]) => {
    const page = inflateSync(Buffer.from(body!, 'latin1')).toString('latin1');
    return [...page.matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts]) =>
      [...parts!.matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
        .join(''),
    );
  });
}

/** How far each piece of text stands from the next one above or below it, in points. */
function gapsIn(pdf: Buffer): number[] {
  const streams = [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)];
  return streams.flatMap(([, body]) => {
    const page = inflateSync(Buffer.from(body!, 'latin1')).toString('latin1');
    const places = [...page.matchAll(/1 0 0 1 (\S+) (\S+) Tm/g)].map(([, x, y]) => ({ x, y: Number(y) }));
    const columns = Object.values(Object.groupBy(places, ({ x }) => x!));
    return columns.flatMap((column) => {
      const heights = column!.map(({ y }) => y).sort((one, other) => one - other);
      return heights.slice(1).map((height, i) => height - heights[i]!);
    });
  });
}

async function pdfOf(books: Books, locale: Locale = 'en'): Promise<Buffer> {
  const summary = await summaryOf(db, books.customerId, november);
  const proof = await statementProof(db, books.customerId);
  return bytesOf(statementPdf(db, books.customerId, { month: november, summary, proof, locale }));
}

test('the PDF of a month has its sums, ends them with nothing unexplained, and every line', async () => {
  const texts = textsIn(await pdfOf(await busyNovember()));
  const inOrder = [
    'Available at the beginning',
    '5.000000',
    'Available at the end',
    '29.850000',
    'EUR 0.000000 unexplained',
  ];
  expect(texts.filter((text) => inOrder.includes(text)).slice(0, 5)).toEqual(inOrder);
  expect(texts.filter((text) => text === '-0.050000')).toHaveLength(3);
  expect(texts).toContain('-0.150000');
  expect(texts).not.toContain('30 Oct 2026, 12:00:00');
  expect(texts).toContain('22 Nov 2026, 12:00:00');
});

test('it speaks the language of its reader: words, dates and the comma', async () => {
  const pdf = await pdfOf(await busyNovember(), 'de');
  const texts = textsIn(pdf);
  const inOrder = [
    'Verfügbar am Anfang',
    '5,000000',
    'Verfügbar am Ende',
    '29,850000',
    'EUR 0,000000 ungeklärt',
  ];
  expect(texts.filter((text) => inOrder.includes(text)).slice(0, 5)).toEqual(inOrder);
  expect(texts[0]).toBe('Depicta · Kontoauszug November 2026');
  expect(texts.filter((text) => text === '-0,050000')).toHaveLength(3);
  expect(texts).toContain('22.11.2026, 12:00:00');
  expect(texts).toContain('Danach verfügbar');
  expect(texts.filter((text) => /Available|Charge|Hold|\d\.\d{6}/.test(text))).toEqual([]);
  expect(pdf.toString('latin1')).toContain('/Lang (de)');
});

test('a month of thousands of lines has them all, on as many pages as it takes', async () => {
  const books = await busyNovember(400);
  const pdf = await pdfOf(books);
  const texts = textsIn(pdf);
  for (const amount of ['-0.060000', '0.060000', '-0.050000'])
    expect([amount, texts.filter((text) => text === amount).length]).toEqual([amount, 400]);
  expect([...pdf.toString('latin1').matchAll(/\/Type \/Page\n/g)].length).toBeGreaterThan(10);
});

test('a debt is told where it arises, is paid and is given up, and comes to what is owed', async () => {
  const books = await Books.open(onPool(db.pool), AT);
  const { lotId } = await books.topUp(AT, '5');
  await books.spend(AT, '1.33435');
  await books.clawBack(AT, lotId, '5');
  await books.topUp(AT, '1');
  await books.writeOff(AT, '0.3');
  const rows = await statementRows(db, books.customerId, november, { limit: 50 });
  const changed = rows.filter((row) => row.owed_change_eur !== '0.000000');
  expect(changed.map((row) => [row.kind, row.amount_eur, row.owed_change_eur])).toEqual([
    ['write_off', '0.000000', '-0.300000'],
    ['top_up', '0.000000', '-1.000000'],
    ['claw_back', '0.000000', '1.334350'],
  ]);
  const summary = await summaryOf(db, books.customerId, november);
  expect(Object.fromEntries(summary.sums.map((each) => [each.kind, each.owedChangeMicros]))).toMatchObject({
    ...{ write_off: -300_000n, top_up: -1_000_000n, claw_back: 1_334_350n, charge: 0n },
  });
  const texts = textsIn(await pdfOf(books));
  for (const told of ['Debt written off, owed EUR -0.300000', 'Payment taken back (2), owed EUR +1.334350'])
    expect(texts).toContain(told);
  const csv = await csvRowsOf(books, summary);
  const column = csv[0]!.indexOf('owed_change_eur');
  expect(csv.filter((row) => Number(row[column])).map((row) => [row[1], row[column]])).toEqual([
    ['write_off', '-0.300000'],
    ['top_up', '-1.000000'],
    ['claw_back', '1.334350'],
    ['sum of top_up', '-1.000000'],
    ['sum of claw_back', '1.334350'],
    ['sum of write_off', '-0.300000'],
  ]);
});

test('what a line was for stands under it where both are too long, and nothing is printed over anything', async () => {
  const books = await Books.open(onPool(db.pool), AT);
  await books.topUp(AT, '5');
  const { holdId } = await books.hold(AT, '1');
  await books.release(AT, holdId, 'validation_error');
  await ownerPool.query(
    `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, cost_micros, price_version,
       rate_micros, created_at, completed_at, error_code, error_message)
     VALUES ($1, $2, 'generation', 'studio-sketch', $3, 'failed', 1000000, 0, 'test', 10000, $4, $4, 'validation_error', 'x')`,
    [holdId, books.customerId, JSON.stringify({ prompt: 'Ein Leuchtturm in der Dämmerung' }), AT],
  );
  const pdf = await pdfOf(books, 'de');
  const texts = textsIn(pdf);
  const place = texts.lastIndexOf('Reservierung freigegeben, nichts abgebucht');
  expect(texts.slice(place + 1, place + 5)).toContain('Ein Leuchtturm in der Dämmerung');
  expect(texts.join(' ')).not.toContain('validation_error');
  expect(gapsIn(pdf).filter((points) => points < 8)).toEqual([]);
});

test('odd words of a prompt stay words', async () => {
  const books = await busyNovember(0);
  const hold = await books.hold(AT, '0.06');
  await books.settle(AT, hold.holdId, '0.05');
  await ownerPool.query(
    `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, cost_micros, price_version, rate_micros,
       created_at, completed_at, result)
     VALUES ($1, $2, 'generation', 'studio-sketch', $3, 'completed', 60000, 50000, 't', 10000, $4, $4, '{}')`,
    [hold.holdId, books.customerId, JSON.stringify({ prompt: '=1+1 \u202E(evil) \n 😀 Zürich' }), AT],
  );
  const texts = textsIn(await pdfOf(books));
  expect(texts.find((text) => text.startsWith('Charge:'))).toMatch(/^Charge: =1\+1 \(evil\) \?+ Zürich$/);
  const summary = await summaryOf(db, books.customerId, november);
  const csv = (
    await bytesOf(statementCsv(db, books.customerId, november, { summary, proof: undefined }))
  ).toString();
  expect(csv).toContain(",'=1+1 (evil) 😀 Zürich,");
  // One record a line, whatever was typed.
  expect(csv.trim().split(/\r\n|[\r\n]/)).toHaveLength(csv.trim().split('\r\n').length);
});

test('a month shows what was available before each line', async () => {
  const texts = textsIn(await pdfOf(await busyNovember(1)));
  const charge = texts.lastIndexOf('Charge');
  expect(texts.slice(charge, charge + 4)).toEqual(['Charge', '30.000000', '-0.050000', '29.950000']);
});

/** The CSV of November with the sums that were worked out before. */
async function csvRowsOf(
  { customerId }: Books,
  summary: Awaited<ReturnType<typeof summaryOf>>,
): Promise<string[][]> {
  const csv = await bytesOf(statementCsv(db, customerId, november, { summary, proof: undefined }));
  return csv
    .toString()
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
}

test('the CSV of a month ends with the same sums', async () => {
  const books = await busyNovember();
  const summary = await summaryOf(db, books.customerId, november);
  const rows = await csvRowsOf(books, summary);
  expect(rows.slice(-7).map((row) => [row[1], row[4], row[6]])).toEqual([
    ['opening', '', '5.000000'],
    ['sum of top_up', '25.000000', ''],
    ['sum of hold', '-0.180000', ''],
    ['sum of hold_settled', '0.180000', ''],
    ['sum of charge', '-0.150000', ''],
    ['closing', '', '29.850000'],
    ['unexplained', '0.000000', ''],
  ]);
  expect(rows).toHaveLength(1 + summary.facts + 7);
});

test('a job that ends between the sums of a month and its lines is in neither, in both files', async () => {
  const books = await busyNovember(1);
  const summary = await summaryOf(db, books.customerId, november);
  await books.spend(AT, '1');
  const options = { month: november, summary, proof: undefined, locale: 'en' as const };
  const texts = textsIn(await bytesOf(statementPdf(db, books.customerId, options)));
  expect(texts).toContain('29.950000');
  expect(texts).not.toContain('28.950000');
  const rows = await csvRowsOf(books, summary);
  const lines = rows.filter(([id]) => /^\d+$/.test(id!));
  const closing = rows.find(([, kind]) => kind === 'closing')![6];
  expect(lines).toHaveLength(summary.facts);
  expect([lines[0]![6], closing]).toEqual(['29.950000', '29.950000']);
});

// The last one: what the others tell happened before its head, which would have to cover it.
test('both files of a month end with the signed head that covers it, and how to check it', async () => {
  const books = await busyNovember();
  expect(textsIn(await pdfOf(books)).at(-1)).toMatch(/^No signed head covers your entries yet/);
  const head = await signYesterday(db.pool, proofKeys(TEST_SIGNING_KEY), new Date('2026-11-24T00:10:00Z'));
  const proof = (await statementProof(db, books.customerId))!;
  expect(proof).toMatchObject({ date: '2026-11-23', head: head!.head.toString('hex') });
  // Later entries are not covered, and that is said.
  const covered = proof.uptoSeq;
  await books.topUp(new Date('2026-11-25T00:00:00Z'), '5');
  expect((await statementProof(db, books.customerId))?.uptoSeq).toBe(covered);
  const texts = textsIn(await pdfOf(books));
  expect(texts).toContain(proof.head);
  expect(texts.find((text) => text.startsWith('The head signed for 23 November 2026'))).toContain(
    `No. ${covered}.`,
  );
  expect(texts.slice(-2)).toEqual([
    'depicta statement --proof > statement.json',
    'depicta verify statement.json',
  ]);
  const summary = await summaryOf(db, books.customerId, november);
  const csv = (await bytesOf(statementCsv(db, books.customerId, november, { summary, proof }))).toString();
  expect(csv.trim().split('\r\n').at(-1)).toBe(
    `${covered},signed_head,2026-11-23,,,,,,,proof,,${proof.head},depicta statement --proof > statement.json && depicta verify statement.json,,`,
  );
});
