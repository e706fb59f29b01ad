import type { Page, Request } from '@playwright/test';

/** How long nothing more must have been asked for. */
const QUIET_MS = 2_000;

/** What a page loads until it is quiet. */
export type Weight = {
  /** Bytes of the bodies of its scripts as they are sent, compressed. */
  scriptBytes: number;
  /** Each script, the largest first. */
  scripts: { url: string; bytes: number }[];
  /** Origins other than the page's that it asked, for anything. */
  otherOrigins: string[];
};

/**
 * Opens a page with nothing in the cache and weighs what it loads, what it fetches ahead for its links included.
 *
 * @param page of a context of its own, so that its cache is empty
 */
export async function weigh(page: Page, url: string): Promise<Weight> {
  const requests: Request[] = [];
  let lastMs = performance.now();
  const note = (request: Request) => {
    requests.push(request);
    lastMs = performance.now();
  };
  page.on('request', note);
  await page.goto(url, { waitUntil: 'load' });
  // A page that keeps a connection open is never idle; it is quiet.
  while (performance.now() - lastMs < QUIET_MS) await page.waitForTimeout(200);
  page.off('request', note);
  const own = new URL(page.url()).origin;
  const origins = requests
    .filter((request) => /^https?:/.test(request.url()))
    .map((request) => new URL(request.url()).origin);
  const scripts = await Promise.all(
    requests
      .filter((request) => request.resourceType() === 'script')
      .map(async (request) => ({
        url: request.url(),
        bytes: (await request.response()) === null ? 0 : (await request.sizes()).responseBodySize,
      })),
  );
  return {
    scriptBytes: scripts.reduce((total, { bytes }) => total + bytes, 0),
    scripts: scripts.sort((a, b) => b.bytes - a.bytes),
    otherOrigins: [...new Set(origins)].filter((origin) => origin !== own),
  };
}
