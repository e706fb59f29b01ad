import { createHash } from 'node:crypto';
import { pause, pauseBeforeAttemptMs } from '../api/backoff.ts';
import { ConnectionLost } from '../api/connection-lost.ts';
import { Failure } from '../failure.ts';
import { formatTime } from '../terminal/dates.ts';
import type { Picture } from './picture.ts';

const ATTEMPTS = 4;
/** A picture may be large and the line slow; what matters is that it ends. */
const DOWNLOAD_TIMEOUT_FACTOR = 4;

/**
 * Fetches a picture and makes sure that it is the one the API speaks of. What breaks off or does not agree is
 * fetched again: that costs nothing. The key is not sent, since the address carries its own right.
 *
 * @param apiUrl against which a relative address is read
 * @param requestTimeoutMs as for the API; a download gets four times that
 * @param onShare told how much has come, from 0 to 1
 * @returns the bytes, checked
 * @throws {Failure} when the picture is gone, or never came whole
 */
export async function download(
  picture: Picture,
  apiUrl: URL,
  requestTimeoutMs: number,
  onShare: (share: number) => void = () => {},
): Promise<Uint8Array> {
  const url = addressOf(picture, apiUrl);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const bytes = await fetchBytes(url, picture, requestTimeoutMs * DOWNLOAD_TIMEOUT_FACTOR, onShare);
      checkAgainst(picture, bytes);
      return bytes;
    } catch (failure) {
      const canPass = failure instanceof ConnectionLost || failure instanceof Mismatch;
      if (!canPass || attempt >= ATTEMPTS) throw failure;
      await pause(pauseBeforeAttemptMs(attempt));
    }
  }
}

class Mismatch extends Failure {
  override readonly name = 'Mismatch';
  constructor(message: string) {
    super('hash_mismatch', message, { advice: ['Nothing was written.'] });
  }
}

function addressOf(picture: Picture, apiUrl: URL): URL {
  const url = URL.canParse(picture.url, apiUrl) ? new URL(picture.url, apiUrl) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new Failure('unexpected_answer', 'The API gave no usable address for the picture.');
  }
  return url;
}

async function fetchBytes(
  url: URL,
  picture: Picture,
  timeoutMs: number,
  onShare: (share: number) => void,
): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw ConnectionLost.from(cause, url, timeoutMs);
  }
  if (response.ok) {
    const pieces: Uint8Array[] = [];
    let received = 0;
    try {
      for await (const piece of response.body ?? []) {
        pieces.push(piece);
        received += piece.byteLength;
        onShare(received / picture.sizeBytes);
      }
    } catch (cause) {
      throw new ConnectionLost('The download broke off.', { wasSent: true, cause });
    }
    return Buffer.concat(pieces);
  }
  await response.body?.cancel();
  if (response.status >= 500 || response.status === 429 || response.status === 408) {
    throw new ConnectionLost(`${url.host} answered ${response.status} to the download.`, { wasSent: true });
  }
  throw response.status === 410 || isPast(picture.expiresAt) ? gone(picture) : refused(url, response.status);
}

function checkAgainst(picture: Picture, bytes: Uint8Array): void {
  if (picture.hash === undefined) {
    if (bytes.length !== picture.sizeBytes) {
      throw new Mismatch(`The picture should have ${picture.sizeBytes} bytes, but ${bytes.length} came.`);
    }
    return;
  }
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === picture.hash.toLowerCase()) return;
  throw new Mismatch(
    `The picture that came is not the one that was made: SHA-256 ${found}, not ${picture.hash}.`,
  );
}

function isPast(expiresAt: string | undefined): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
}

function gone(picture: Picture): Failure {
  const until =
    picture.expiresAt === undefined ? '' : ` It was there until ${formatTime(picture.expiresAt)}.`;
  return new Failure('gone', `The picture is gone: it is kept for one hour.${until}`);
}

function refused(url: URL, status: number): Failure {
  return new Failure('download_refused', `${url.host} answered ${status} to the download of the picture.`);
}
