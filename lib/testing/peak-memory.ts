import { memoryUsage } from 'node:process';

/** By how many bytes the memory of this process grows at most while some work is done that leaves it turns. */
export async function peakGrowthOf(work: () => Promise<unknown>): Promise<number> {
  const before = memoryUsage.rss();
  let peak = before;
  const look = () => {
    peak = Math.max(peak, memoryUsage.rss());
  };
  const timer = setInterval(look, 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return peak - before;
}
