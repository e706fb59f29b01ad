import { execFileSync } from 'node:child_process';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as exportAccount } from '#app/api/account/export/route.ts';
import { POST as signUp } from '#app/api/account/sign-up/route.ts';
import { GET as historyCsv } from '#app/api/history/route.ts';
import { GET as statementFile } from '#app/api/statements/[month]/route.ts';
import { POST as generateImage } from '#app/v1/generate/image/route.ts';
import { GET as getJobs } from '#app/v1/jobs/route.ts';
import { GET as getStatement } from '#app/v1/statement/route.ts';
import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import type { RouteHandler } from '#lib/http/route.ts';
import { sendQueuedMail } from '#lib/mail/send.ts';
import { smtp } from '#lib/mail/transport.ts';
import { type Given, sendAction } from '#lib/testing/access/cell.ts';
import { type Drawn, draw } from '#lib/testing/access/draw.tsx';
import { openVisitors } from '#lib/testing/access/open.ts';
import { everyAction, everyPage } from '#lib/testing/access/tree.ts';
import type { Subject, Visitors } from '#lib/testing/access/visitors.ts';
import { APP_URL, AUTH_SECRET } from '#lib/testing/api-app.ts';
import { NAUGHTY } from '#lib/testing/naughty.ts';
import { inRequest, nextRequest } from '#lib/testing/next-request.ts';

// Every text of lib/testing/naughty.ts, through every field that a person can fill, into everything that shows it: stored or
// refused with the field that is wrong, never a 500; and text wherever it comes out.

const actions = await everyAction();
const pages = everyPage();

let world: Visitors;
let close: () => Promise<void>;
let mails: Mailbox;
beforeAll(async () => {
  ({ world, close } = await openVisitors());
  mails = await mailbox();
});
afterAll(async () => {
  await mails.close();
  await close();
});

/** What an unfriendly text may come to. */
const FINE = ['200', '202', 'ok', 'on', '404', '413', '422'];
/** Those that one customer is filled with. */
const EACH = 8;
const groups = Array.from({ length: Math.ceil(NAUGHTY.length / EACH) }, (_, i) =>
  NAUGHTY.slice(i * EACH, (i + 1) * EACH),
);

async function act(name: string, userId: string, input: object): Promise<Given> {
  const cookie = await world.signIn(userId);
  const action = actions.find((each) => each.name === name)!;
  return sendAction(action, { headers: new Headers({ origin: APP_URL, cookie }), input });
}

/** Fills every field of one customer, and what the desk writes about them. */
async function fill(subject: Subject, text: string): Promise<Record<string, Given>> {
  const { userId, customerId, key } = subject;
  const { support, admin } = await world.staff();
  const grant = { customerId, amount: '0.50', reason: text, note: text };
  const body = JSON.stringify({ prompt: text });
  const headers = { authorization: `Bearer ${key.apiKey.secret}`, 'content-type': 'application/json' };
  const made = await respond(generateImage, { method: 'POST', headers, body });
  return {
    prompt: { word: made.status.toString(), read: await made.text() },
    name: await act('/settings saveName', userId, { name: text }),
    key: await act('/api-keys createKey', userId, { name: text, monthlyCap: '' }),
    cap: await act('/api-keys createKey', userId, { name: 'x', monthlyCap: text }),
    zone: await act('/settings saveRegion', userId, { timeZone: text }),
    find: await act('/refunds findPaymentAction', userId, { number: text }),
    close: await act('/settings/closing closeAccountAction', userId, {
      ...{ password: text, phrase: text, forfeitEur: '0.000000' },
    }),
    grant: await act('/support/customers giveGrantAction', support.userId, { ...grant, grantId: uuidv7() }),
    search: await act('/support/customers searchAction', support.userId, { text }),
    number: await act('/support findAction', support.userId, { number: text }),
    suspend: await act('/support/customers statusAction', support.userId, {
      ...{ customerId, to: 'suspended', reason: text },
    }),
    unsuspend: await act('/support/customers statusAction', admin.userId, {
      ...{ customerId, to: 'active', reason: text },
    }),
    amount: await act('/support/customers previewGrantAction', support.userId, { ...grant, amount: text }),
    signUp: await signUpAs(text),
  };
}

async function signUpAs(text: string): Promise<Given> {
  await world.forgetTries();
  const headers = { origin: APP_URL, 'content-type': 'application/json', accept: 'application/json' };
  const form = { email: `${text}@example.com`, name: text, password: 'three green kettles' };
  const made = await respond(signUp, { method: 'POST', headers, body: JSON.stringify(form) });
  return { word: made.status.toString(), read: await made.text() };
}

async function respond(
  handle: RouteHandler,
  sent: { method?: string; headers?: Record<string, string>; body?: string; query?: string; month?: string },
): Promise<Response> {
  const { query = '', month = '', ...init } = sent;
  const request = nextRequest(new URL(`/x?${query}`, APP_URL), init);
  const context = { params: Promise.resolve({ month }) };
  return inRequest({ headers: request.headers, phase: 'action' }, () => handle(request, context));
}

test.each(groups.map((group) => [JSON.stringify(group).slice(0, 70), group] as const))(
  '%s ... are stored or refused by each field, and are text on each page, in each file and in each mail',
  { timeout: 240_000 },
  async (_, group) => {
    const subject = await world.fresh();
    const prompts: string[] = [];
    for (const text of group) {
      const answers = await fill(subject, text);
      for (const [field, { word, read }] of Object.entries(answers)) {
        expect(FINE, `${field} answers ${word} to ${JSON.stringify(text).slice(0, 80)}`).toContain(word);
        if (word === '422') expect(read, field).toContain('"fields":[{');
      }
      if (answers.prompt?.word === '200') prompts.unshift(text);
      await expectFound(subject, text);
    }
    await expectPages(subject, group);
    await expectFiles(subject, prompts);
    await expectMails(subject);
  },
);

/** The pages that are asked for with it in their address, and the one that shows the name. */
async function expectFound({ userId }: Subject, text: string): Promise<void> {
  const own = { headers: new Headers({ cookie: await world.signIn(userId) }) };
  const anything = {
    id: text,
    model: text,
    from: text,
    key: text,
    before: text,
    month: text,
    actor: text,
    problem: text,
  };
  const settings = await draw(pageAt('/settings'), own);
  const drawn = [
    settings,
    await draw(pageAt('/history'), { ...own, query: anything }),
    await draw(pageAt('/sign-in'), { headers: new Headers(), query: { ...anything, next: text } }),
    await draw(pageAt('/support/audit'), { ...(await atTheDesk()), query: anything }),
  ];
  for (const page of drawn) expectText(page, [text]);
  const user = await world.app.db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  expect(unescaped(settings.html), 'the name as it is stored').toContain(`value="${user.name}"`);
}

const pageAt = (path: string) => pages.find((page) => page.address === path)!;

async function atTheDesk(): Promise<{ headers: Headers }> {
  return { headers: new Headers({ cookie: await world.signIn((await world.staff()).support.userId) }) };
}

/** A page was drawn, and what somebody wrote is no tag on it, no attribute and no script. */
function expectText({ status, html }: Drawn, texts: readonly string[]): void {
  expect(status).toBe(200);
  expect(html).not.toMatch(/<\/?zz|(href|src|action)="\s*javascript:/i);
  expect(html.replace(/="[^"]*"/g, '=""')).not.toMatch(/<[^>]*\son\w+=/i);
  for (const text of texts) if (/[<>"'&]/.test(text)) expect(html).not.toContain(text);
}

/** The pages that show it, to the customer and to the desk. */
async function expectPages({ userId, customerId }: Subject, texts: readonly string[]): Promise<void> {
  const own = { headers: new Headers({ cookie: await world.signIn(userId) }) };
  const desk = await atTheDesk();
  for (const path of ['/api-keys', '/overview', '/statement', '/history'])
    expectText(await draw(pageAt(path), own), texts);
  expectText(await draw(pageAt('/support/customers/[id]'), { ...desk, params: { id: customerId } }), texts);
  expectText(await draw(pageAt('/support/audit'), desk), texts);
}

function unescaped(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
  return html.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => named[name]!);
}

/** JSON as it was sent, each CSV with its columns and without a formula, a PDF that holds together. */
async function expectFiles({ key, userId }: Subject, prompts: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${key.apiKey.secret}` };
  const { data } = (await (await respond(getJobs, { headers })).json()) as { data: { prompt: string }[] };
  expect(data.map((job) => job.prompt)).toEqual(prompts);

  const month = now().toISOString().slice(0, 7);
  for (const [handle, query] of [
    [historyCsv, ''],
    [getStatement, 'format=csv'],
    [statementFile, 'format=csv'],
  ] as const) {
    const csv = Buffer.from(await (await respond(handle, { headers, query, month })).arrayBuffer());
    const [heads, ...rows] = recordsOf(new TextDecoder('utf-8', { fatal: true }).decode(csv));
    for (const row of rows) {
      expect(row).toHaveLength(heads!.length);
      for (const cell of row)
        expect(cell).not.toMatch(
          /^(?!-\d+\.\d{6}$)[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\p{Cc}\p{Zl}\p{Zp}]/u,
        );
    }
  }

  const pdf = Buffer.from(
    await (await respond(statementFile, { headers, query: 'format=pdf', month })).arrayBuffer(),
  ).toString('latin1');
  const [, xrefAt] = /startxref\n(\d+)\n%%EOF\n?$/.exec(pdf)!;
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.slice(Number(xrefAt), Number(xrefAt) + 4)).toBe('xref');
  const entries = pdf.slice(Number(xrefAt)).matchAll(/^(\d{10}) 00000 n/gm);
  for (const [, at] of entries) expect(pdf.slice(Number(at), Number(at) + 20)).toMatch(/^\d+ 0 obj/);

  const whole = await respond(exportAccount, { headers: { cookie: await world.signIn(userId) } });
  expect(await whole.json()).toMatchObject({ profile: { customer_id: key.customerId } });
}

/** Reads a CSV as RFC 4180 has it. */
function recordsOf(csv: string): string[][] {
  const records: string[][] = [[]];
  for (const [, cell, quoted, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    records.at(-1)!.push((cell ?? quoted ?? '').replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

/** The heads that our mails have, and each of them once. */
const HEADS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

/** All that is queued for them is sent: to them alone, under one head, with no tag but ours. */
async function expectMails({ userId, customerId, email }: Subject): Promise<void> {
  const { app } = world;
  const { rows } = await app.given.ownerPool.query<{ payload: Record<string, unknown> }>(
    "SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'template' IS NOT NULL AND (payload ->> 'userId' = $1 OR payload ->> 'customerId' = $2)",
    [userId, customerId],
  );
  const reset = { template: 'reset', mailId: uuidv7(), userId };
  for (const payload of [reset, ...rows.map((row) => row.payload)]) {
    mails.caught.length = 0;
    const postbox = {
      db: app.db,
      send: smtp(mails.url),
      appUrl: APP_URL,
      from: 'Depicta <a@depicta.example>',
    };
    await sendQueuedMail({ ...postbox, secret: AUTH_SECRET, at: now() }, payload);
    for (const { to, raw } of mails.caught) {
      expect(to).toEqual([email]);
      const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
      expect(
        head
          .split('\r\n')
          .map((line) => line.split(':')[0]!.toLowerCase())
          .sort(),
      ).toEqual(HEADS);
      expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
      const { html = '', to: addressed = [] } = await parsed(raw);
      expect(addressed.map(({ address }) => address)).toEqual([email]);
      expect(html).not.toMatch(/<\/?zz/i);
      expect(html.replace(/="[^"]*"/g, '=""')).not.toMatch(/<[^>]*\son\w+=/i);
    }
  }
}

async function parsed(raw: string) {
  const { default: PostalMime } = await import('postal-mime');
  return PostalMime.parse(raw);
}

type Mailbox = { url: string; caught: { to: string[]; raw: string }[]; close(): Promise<void> };

/** A mail server that keeps each mail as it came. */
async function mailbox(): Promise<Mailbox> {
  const caught: Mailbox['caught'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        caught.push({
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('latin1'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test('a line of the log is one line of JSON, whatever is logged, and holds no secret', () => {
  const script = `
    import { log } from '#lib/core/log.ts';
    import { NAUGHTY } from '#lib/testing/naughty.ts';
    for (const text of NAUGHTY)
      log.info({ path: text, err: new Error(text), who: { token: 'zzsecret', password: 'zzsecret' }, secret: 'zzsecret' }, text);`;
  const lines = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const written = lines.trimEnd().split('\n');
  expect(written).toHaveLength(NAUGHTY.length);
  for (const [i, line] of written.entries()) {
    const { path, msg } = JSON.parse(line) as Record<'path' | 'msg', string>;
    // A lone half of a character is not text, and may be written as the sign for that.
    const text = NAUGHTY[i]!.toWellFormed();
    expect([path.toWellFormed(), msg.toWellFormed()]).toEqual([text, text]);
    expect(line).not.toContain('zzsecret');
    expect(line).not.toMatch(/\p{Cc}/u);
  }
});
