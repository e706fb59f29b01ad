import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';
import type { CaughtMessage } from './mail-store.ts';

let dir: string;
let catcher: MailCatcher;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'depicta-mail-'));
  catcher = await startMailCatcher({ dir });
});
afterEach(async () => {
  await catcher.stop();
  rmSync(dir, { recursive: true });
});

async function send(mail: { to: string; bcc?: string; subject: string; text?: string; html?: string }) {
  const transport = createTransport(catcher.smtpUrl);
  await transport.sendMail({ from: 'Depicta <billing@depicta.example>', ...mail });
  transport.close();
}

/** Asks under a name that somebody made lead to this machine. */
function rebound(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${catcher.url}${path}`, { headers: { host: 'evil.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
}

async function read<Body>(path: string, init?: RequestInit): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${catcher.url}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Body };
}

test('what is sent can be read, newest first, by address whatever its case, and survives a restart', async () => {
  await send({ to: 'Ada@Example.com', subject: 'Prüfe €', text: 'https://depicta.example/verify?a=1&b=2' });
  await send({ to: 'bob@example.com', bcc: 'eve@example.com', subject: 'Second', text: 'x' });
  expect((await read<CaughtMessage[]>('/api/messages')).body.map((one) => one.subject)).toEqual([
    'Second',
    'Prüfe €',
  ]);
  expect((await read<CaughtMessage[]>('/api/messages?to=eve@example.com')).body).toHaveLength(1);

  await catcher.stop();
  catcher = await startMailCatcher({ dir });
  const { body } = await read<CaughtMessage[]>('/api/messages?to=ADA@example.com');
  expect(body).toEqual([
    expect.objectContaining({
      subject: 'Prüfe €',
      to: ['ada@example.com'],
      from: 'billing@depicta.example',
      text: expect.stringContaining('https://depicta.example/verify?a=1&b=2'),
    }),
  ]);
});

test('nothing in a mail runs in the inbox: text is escaped, HTML stays in a sandbox', async () => {
  await send({
    to: 'ada@example.com',
    subject: '<script>alert(1)</script>',
    text: '<img src=x onerror=alert(1)> https://depicta.example/x.',
    html: '<script>alert(2)</script><a href="https://depicta.example/x">x</a>',
  });
  const [message] = (await read<CaughtMessage[]>('/api/messages')).body;
  const list = await (await fetch(catcher.url)).text();
  const page = await (await fetch(`${catcher.url}/messages/${message!.id}`)).text();
  for (const html of [list, page]) expect(html).not.toContain('alert(1)</script>');
  expect(page).not.toContain('<img');
  expect(page).toContain('<a href="https://depicta.example/x" target="_blank" rel="noopener noreferrer">');
  expect(page).toMatch(/<iframe sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const framed = await fetch(`${catcher.url}/messages/${message!.id}/html`);
  expect(framed.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
});

test('messages are deleted one by one, for one address, or all; not by another site', async () => {
  for (const to of ['a@example.com', 'a@example.com', 'b@example.com', 'c@example.com']) {
    await send({ to, subject: to, text: 'x' });
  }
  const count = async () => (await read<CaughtMessage[]>('/api/messages')).body.length;
  const [newest] = (await read<CaughtMessage[]>('/api/messages')).body;
  await read(`/api/messages/${newest!.id}`, { method: 'DELETE' });
  expect(await count()).toBe(3);
  expect((await read(`/api/messages/${newest!.id}`)).status).toBe(404);
  await read('/api/messages?to=a@example.com', { method: 'DELETE' });
  expect(await count()).toBe(1);
  const foreign = await read('/delete', { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
  expect(foreign.status).toBe(403);
  expect(await rebound('/api/messages')).toBe(403);
  expect(await count()).toBe(1);
  await fetch(`${catcher.url}/delete`, { method: 'POST', headers: { origin: catcher.url } });
  expect(await count()).toBe(0);
});

test('shows every letter there is, in light, in dark and as text, before any was sent', async () => {
  const list = await (await fetch(`${catcher.url}/letters`)).text();
  const names = [...list.matchAll(/href="\/letters\/([\w-]+)"/g)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(18);
  for (const name of names) {
    const page = await (await fetch(`${catcher.url}/letters/${name}`)).text();
    expect(page).toContain('As text');
    const light = await (await fetch(`${catcher.url}/letters/${name}/light`)).text();
    const dark = await (await fetch(`${catcher.url}/letters/${name}/dark`)).text();
    expect(light).toContain('@media not all');
    expect(dark).toContain('@media all');
    expect(light + dark).not.toMatch(/undefined|NaN|\{\w+\}(?!\s*\S*:)|<img|<script/);
  }
  expect((await fetch(`${catcher.url}/letters/no-such`)).status).toBe(404);
});
