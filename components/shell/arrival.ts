import { setTimeout } from 'node:timers/promises';
import { cache, type ReactNode } from 'react';

// A page that is ready soon is sent whole, without its stand-in: once a stand-in is on the screen React leaves it there for
// 300 ms, and whoever came for a figure waits for that.

const MOMENT_MS = 300;

/** Of one request: kept when its page is ready. */
const arrival = cache(() => Promise.withResolvers<void>());

/** A page that has a stand-in: says when it is ready. */
export function arriving<Props>(
  page: (props: Props) => Promise<ReactNode>,
): (props: Props) => Promise<ReactNode> {
  return async (props) => {
    try {
      return await page(props);
    } finally {
      arrival().resolve();
    }
  };
}

/** Holds back the stand-in that it is part of: until the page is ready, which then takes its place, or for a moment. */
export async function Moment(): Promise<null> {
  await Promise.race([arrival().promise, setTimeout(MOMENT_MS)]);
  return null;
}
