import { InvalidArgumentError } from 'commander';

const LONGEST_TIMEOUT_SECONDS = 86_400;

/** A number of rows, or `all`. @throws {InvalidArgumentError} */
export function parseLimit(text: string): number {
  if (text === 'all') return Number.MAX_SAFE_INTEGER;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 on, or "all".');
  return Number(text);
}

/** Seconds, as milliseconds. @throws {InvalidArgumentError} */
export function parseTimeoutMs(text: string): number {
  const isNumber = /^\d{1,6}(\.\d{1,3})?$/.test(text);
  if (!isNumber || Number(text) <= 0 || Number(text) > LONGEST_TIMEOUT_SECONDS) {
    throw new InvalidArgumentError(`It is a number of seconds, at most ${LONGEST_TIMEOUT_SECONDS}.`);
  }
  return Number(text) * 1000;
}

/** An idempotency key: what a header can carry. @throws {InvalidArgumentError} */
export function parseIdempotencyKey(text: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(text)) {
    throw new InvalidArgumentError('It has 1 to 255 printable characters and no space.');
  }
  return text;
}

/** An aspect ratio; which ones there are the API knows. @throws {InvalidArgumentError} */
export function parseRatio(text: string): string {
  if (!/^\d{1,3}:\d{1,3}$/.test(text))
    throw new InvalidArgumentError('It is an aspect ratio, such as 16:9. The resolution is --image-size.');
  return text;
}

/** A resolution; which ones there are the API knows. @throws {InvalidArgumentError} */
export function parseImageSize(text: string): string {
  if (!/^\d{1,2}K$/i.test(text))
    throw new InvalidArgumentError('It is a resolution, such as 2K. The aspect ratio is --size.');
  return text.toUpperCase();
}

/** Collects an option that may be given several times. */
export function collectOption(text: string, earlier: string[] = []): string[] {
  return [...earlier, text];
}
