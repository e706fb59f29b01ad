import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import Busboy from '@fastify/busboy';
import type { FieldErrors } from '#lib/contracts/problem.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { inScratchFolder } from '#lib/files/scratch.ts';
import { invalid } from './parse.ts';

/** A file that came with a request, on the disk of this machine while it is worked on. */
export type ReceivedFile = { path: string; sizeBytes: number /** In hex. */; sha256: string };

/** How long nothing may come of a file before it is given up. */
const SILENCE_MS = 20_000;

/** What multipart adds to its file: boundaries and headers. */
const OVERHEAD_BYTES = 100_000;

/**
 * Receives the one file of a `multipart/form-data` request, streamed to the disk and never whole in memory, and removes it
 * when the work with it is done.
 *
 * @param field the form's field that holds it; any other is refused
 * @param maxBytes what is larger is refused, as early as it is known
 * @param silenceMs when nothing has come for as long, its sender is taken to be gone
 * @throws {DepictaError} `bad_request` for another kind of body, or one that is cut off, `payload_too_large`,
 *   `validation_error` when the file is missing
 */
export async function withReceivedFile<Result>(
  request: Request,
  { silenceMs = SILENCE_MS, ...expected }: { field: string; maxBytes: number; silenceMs?: number },
  work: (file: ReceivedFile) => Promise<Result>,
): Promise<Result> {
  const { field, maxBytes } = expected;
  const contentType = request.headers.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType))
    throw new DepictaError('bad_request', `Send multipart/form-data with the picture in its field ${field}.`);
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes + OVERHEAD_BYTES)
    throw tooLarge(maxBytes);
  return inScratchFolder(async (folder) =>
    work(await receive(request, contentType, { ...expected, silenceMs, path: join(folder, 'file') })),
  );
}

async function receive(
  request: Request,
  contentType: string,
  { field, maxBytes, silenceMs, path }: { field: string; maxBytes: number; silenceMs: number; path: string },
): Promise<ReceivedFile> {
  const saved: Promise<ReceivedFile>[] = [];
  const wrong: FieldErrors['fields'] = [];
  const unknown = (name: string) =>
    wrong.push({ field: name || 'a part without a name', message: 'is not known here' });
  const isWrong = () => wrong.some((each) => each.field === field);
  const broken = new AbortController();
  const silent = new AbortController();
  const silence = setTimeout(() => silent.abort(new Error('nothing comes any more')), silenceMs);
  try {
    const form = new Busboy({
      headers: { 'content-type': contentType },
      // One byte more, so that what is exactly as large as allowed is told from what was cut.
      limits: { fileSize: maxBytes + 1, files: 2, fields: 10, fieldSize: 1_000, parts: 12 },
    });
    form.on('file', (name, stream) => {
      if (name === field && saved.length === 0) {
        saved.push(save(stream, path, broken.signal));
        return;
      }
      if (name === field)
        wrong.push({ field, message: 'is there more than once: send one picture a request' });
      else unknown(name);
      stream.resume();
    });
    form.on('field', (name) => {
      if (name !== field) unknown(name);
      else if (!isWrong()) wrong.push({ field, message: 'must be sent as a file, with a file name' });
    });
    if (request.body === null) throw new TypeError('no body');
    const body = Readable.fromWeb(request.body as ReadableStream);
    body.on('data', () => silence.refresh());
    const gone = AbortSignal.any([request.signal, silent.signal]);
    // A pipeline ends when its streams have, and a body that is given up may stay open as long as its sender.
    await Promise.race([pipeline(body, form, { signal: gone }), aborted(gone)]);
  } catch (error) {
    // What was being received never ends by itself when its sender is gone.
    broken.abort(error);
    await Promise.allSettled(saved);
    throw new DepictaError('bad_request', 'The body is not complete multipart/form-data.', { cause: error });
  } finally {
    clearTimeout(silence);
  }
  const [file] = await Promise.all(saved);
  if (file === undefined && !isWrong()) wrong.push({ field, message: 'is missing' });
  else if (file?.sizeBytes === 0) wrong.push({ field, message: 'is empty' });
  if (file === undefined || wrong.length > 0) throw invalid(wrong);
  if (file.sizeBytes > maxBytes) throw tooLarge(maxBytes);
  return file;
}

async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

async function save(stream: Readable, path: string, signal: AbortSignal): Promise<ReceivedFile> {
  const file = createWriteStream(path, { mode: 0o600 });
  const hash = createHash('sha256');
  stream.on('data', (piece: Buffer) => hash.update(piece));
  await pipeline(stream, file, { signal });
  return { path, sizeBytes: file.bytesWritten, sha256: hash.digest('hex') };
}

function tooLarge(maxBytes: number): DepictaError {
  return new DepictaError('payload_too_large', `The file is larger than ${maxBytes / 1_048_576} MB.`);
}
