import { expect, test } from 'vitest';
import { readForm } from './read-form.ts';

const sent = (body: BodyInit, type: string) =>
  readForm(new Request('http://here.invalid/', { method: 'POST', body, headers: { 'content-type': type } }));

test('a browser and a script send the same form', async () => {
  const form = { email: 'ada@example.com', password: 'a&b=c + d \u00fc' };
  const encoded = new URLSearchParams(form).toString();
  expect(await sent(encoded, 'application/x-www-form-urlencoded')).toEqual(form);
  expect(await sent(encoded, 'Application/X-WWW-Form-URLencoded; charset=UTF-8')).toEqual(form);
  expect(await sent(JSON.stringify(form), 'application/json')).toEqual(form);
});

test.each([
  ['{', 'application/json'],
  ['[]', 'application/json'],
  ['null', 'application/json'],
  ['"text"', 'application/json'],
  ['a=1', 'text/plain'],
  ['--x--', 'multipart/form-data; boundary=x'],
  ['', ''],
])('%j as %j is no form', async (body, type) => {
  await expect(sent(body, type)).rejects.toMatchObject({ problem: 'unreadable', code: 'bad_request' });
});

test('nothing larger than a form is read', async () => {
  await expect(sent('a'.repeat(16_385), 'application/json')).rejects.toMatchObject({
    code: 'payload_too_large',
  });
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(4096));
    },
  });
  const request = new Request('http://here.invalid/', {
    method: 'POST',
    body: endless,
    headers: { 'content-type': 'application/json' },
    duplex: 'half',
  } as RequestInit);
  await expect(readForm(request)).rejects.toMatchObject({ code: 'payload_too_large' });
  expect(pulled).toBeLessThan(10);
});
