import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure, unexpected, usage } from '../failure.ts';
import { type Patience, persist } from './persist.ts';
import { type Connection, request } from './request.ts';

/** How long to go on sending, and whom to tell how much is sent, from 0 to 1. */
export type Sending = Patience & { onSent(share: number): void };

/** As many bytes as the API takes. */
const MOST_BYTES = 52_428_800;
/** As long a key as the API takes. */
const LONGEST_KEY = 255;
/** How long sending may take: 50 MB over a slow line. */
const SENDING_MS = 300_000;

/**
 * Sends a picture of this machine. When its answer is lost it is sent again, with the same key: it is kept once, at one address.
 *
 * @param source a file's path, or `-` for the standard input
 * @param key what is sent with it again is the same picture
 * @returns its address, which serves for an hour
 * @throws {Failure} when it cannot be read, is larger than 50 MB, or is refused
 */
export async function upload(
  connection: Connection,
  source: string,
  key: string,
  sending: Sending,
): Promise<string> {
  const picture = await read(source);
  if (picture.size === 0) throw usage(`${nameOf(source)} is empty.`);
  if (picture.size > MOST_BYTES) throw usage(`${nameOf(source)} is larger than 50 MB.`);
  return persist(
    () => send(connection, picture, { name: basename(source), key, onSent: sending.onSent }),
    sending,
  );
}

/**
 * The key of one picture of an order, from the order's own key; where the two would be longer than the API takes, the
 * SHA-256 of the order's key stands for it.
 */
export function uploadKey(orderKey: string, picture: string): string {
  const key = `${orderKey}-${picture}`;
  return key.length <= LONGEST_KEY
    ? key
    : `${createHash('sha256').update(orderKey).digest('hex')}-${picture}`;
}

async function send(
  connection: Connection,
  picture: Blob,
  { name, key, onSent }: { name: string; key: string; onSent: Sending['onSent'] },
): Promise<string> {
  const form = new FormData();
  form.set('file', picture, name);
  let sent = 0;
  const { body, headers } = await request(
    { ...connection, requestTimeoutMs: Math.max(connection.requestTimeoutMs, SENDING_MS) },
    {
      ...{ method: 'POST', path: '/v1/upload', form, headers: { 'idempotency-key': key } },
      onSent(bytes) {
        sent += bytes;
        onSent(sent / picture.size);
      },
    },
  );
  const { url } = (body ?? {}) as { url?: unknown };
  if (typeof url === 'string') return url;
  throw unexpected('The API took the picture and gave no address.', headers.get('x-request-id') ?? '');
}

async function read(source: string): Promise<Blob> {
  if (source !== '-') {
    try {
      // Of what is no file, such as a folder, Node makes a picture that ends the process when it is sent.
      if (!(await stat(source)).isFile()) throw new Error('it is not a file');
      return await openAsBlob(source);
    } catch (cause) {
      throw new Failure('input_unreadable', `${source} cannot be read: is it there, and a file?`, { cause });
    }
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw usage('The standard input is larger than 50 MB.');
  }
  return new Blob(chunks);
}

function nameOf(source: string): string {
  return source === '-' ? 'The standard input' : source;
}
