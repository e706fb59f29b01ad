import { createHmac } from 'node:crypto';

/**
 * One `h1` of a `Paddle-Signature`: HMAC-SHA256, keyed with the destination's secret as it is, over
 * `<timestamp>:<body>`.
 *
 * @param body the very bytes that are sent
 * @param timestampSeconds Unix time
 */
export function signatureHash(secret: string, timestampSeconds: number, body: Buffer): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}:`).update(body).digest('hex');
}

/** The header's value: `ts=<unix>;h1=<hex>`, with one `h1` for each hash. */
export function signatureHeader(timestampSeconds: number, hashes: readonly string[]): string {
  return [`ts=${timestampSeconds}`, ...hashes.map((hash) => `h1=${hash}`)].join(';');
}
