import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import {
  framedHtml,
  inboxPage,
  letterIn,
  letterPage,
  lettersPage,
  messagePage,
  notFoundPage,
} from './mail-pages.ts';
import { type MailStore, openMailStore } from './mail-store.ts';
import type { SampleLetter } from './sample-letters.ts';
import { stopRequest } from './stop-request.ts';

/** A running catcher: what the app sends to `smtpUrl` is shown at `url` and goes nowhere else. */
export type MailCatcher = { smtpUrl: string; url: string; stop(): Promise<void> };

const host = '127.0.0.1';
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const maxMailBytes = 25 * 1024 * 1024;

/**
 * Starts a mail server for demos and tests: it takes any mail for anybody, with or without a login.
 *
 * Beside what was sent, `/letters` shows every letter that the app can send, in light and dark, without waiting for its event.
 *
 * Beside the pages, `url` answers tests: `GET /api/messages?to=`, newest first, `GET` and `DELETE
 * /api/messages/<id>`, and `DELETE /api/messages` for all.
 *
 * @param options.smtpPort absent: a free one
 * @param options.httpPort absent: a free one
 * @param options.dir where messages are kept; absent: in memory
 */
export async function startMailCatcher(
  options: { smtpPort?: number; httpPort?: number; dir?: string } = {},
): Promise<MailCatcher> {
  const store = await openMailStore(options.dir);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    size: maxMailBytes,
    logger: false,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anybody' }),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          callback(Object.assign(new Error('The message is too large'), { responseCode: 552 }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        store.add({ from, to: rcptTo.map((one) => one.address) }, Buffer.concat(chunks)).then(
          () => callback(),
          (error: Error) => callback(error),
        );
      });
    },
  });
  // A client that hangs up in the middle is its own affair.
  smtp.on('error', () => {});
  const http = createServer((request, response) => answer(store, request, response));

  const smtpPort = await listen(smtp.server as unknown as Server, options.smtpPort ?? 0);
  const httpPort = await listen(http, options.httpPort ?? 0);
  return {
    smtpUrl: `smtp://${host}:${smtpPort}`,
    url: `http://${host}:${httpPort}`,
    async stop() {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => http.close(() => resolve())),
      ]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? host}`);
  const to = url.searchParams.get('to') ?? undefined;
  const [, area = '', ...rest] = url.pathname.split('/');
  const { method = 'GET' } = request;
  const send = (status: number, type: string, body: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    });
    response.end(body);
  };
  const json = (status: number, value: unknown) => send(status, 'application/json', JSON.stringify(value));

  // A page of another site must not empty the inbox, nor read it under a name of its own that leads here.
  const { origin } = request.headers;
  if (!LOOPBACK.test(request.headers.host ?? '')) {
    json(403, { error: 'ask for it as localhost or 127.0.0.1' });
  } else if (method !== 'GET' && method !== 'HEAD' && origin !== undefined && origin !== url.origin) {
    json(403, { error: 'wrong origin' });
  } else if (area === 'api' && rest[0] === 'messages') {
    const { status, body } = answerApi(store, method, rest[1], to);
    json(status, body);
  } else if (method === 'POST') {
    const [id, verb] = area === 'messages' ? rest : [undefined, area];
    if (verb === 'delete' && id !== undefined) store.remove(id);
    else if (verb === 'delete') store.clear();
    response.writeHead(303, { location: '/' }).end();
  } else if (area === 'letters') {
    // Read when somebody asks for them: nothing else here knows what the app writes.
    import('./sample-letters.ts').then(
      ({ sampleLetters }) => send(...letterAnswer(sampleLetters(), rest)),
      () => send(500, 'text/plain', 'The letters could not be written'),
    );
  } else if (area === '') {
    send(200, 'text/html', inboxPage(store.list(to), to));
  } else {
    const message = area === 'messages' ? store.find(rest[0] ?? '') : undefined;
    if (!message) send(404, 'text/html', notFoundPage());
    else if (rest[1] === 'html') send(200, 'text/html', framedHtml(message), framePolicy);
    else send(200, 'text/html', messagePage(message));
  }
}

/** The list of letters, one of them, or one as its frame shows it. */
function letterAnswer(
  letters: readonly SampleLetter[],
  [name, scheme]: readonly string[],
): [status: number, type: string, body: string, headers?: Record<string, string>] {
  if (name === undefined || name === '') return [200, 'text/html', lettersPage(letters)];
  const found = letters.find((each) => each.name === name);
  if (found === undefined) return [404, 'text/html', notFoundPage()];
  if (scheme === 'light' || scheme === 'dark')
    return [200, 'text/html', letterIn(scheme, found.letter), framePolicy];
  return [200, 'text/html', letterPage(found)];
}

/** Also when the frame's address is opened by itself, nothing in the mail may run. */
const framePolicy = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:",
};

function answerApi(
  store: MailStore,
  method: string,
  id: string | undefined,
  to: string | undefined,
): { status: number; body: unknown } {
  if (id === undefined && method === 'GET') return { status: 200, body: store.list(to) };
  if (id === undefined && method === 'DELETE') {
    const removed = store.list(to).filter((message) => store.remove(message.id));
    return { status: 200, body: { deleted: removed.length } };
  }
  const message = id === undefined ? undefined : store.find(id);
  if (message === undefined) return { status: 404, body: { error: 'not found' } };
  if (method === 'DELETE') store.remove(message.id);
  return { status: 200, body: message };
}

if (import.meta.main) {
  const dir = process.argv[2];
  const catcher = await startMailCatcher(dir === undefined ? {} : { dir });
  process.stdout.write(`Mail goes to ${catcher.smtpUrl}\nMail is read at ${catcher.url}\n`);
  stopRequest().addEventListener('abort', () => catcher.stop());
}
