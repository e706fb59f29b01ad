import lighthouse from 'lighthouse';

/** What one run of Lighthouse says of a page: scores of 100, times of a simulated phone. */
export type Run = { performance: number; lcpMs: number; fcpMs: number; tbtMs: number; cls: number };

/** What is not a matter of speed, and the same in every run. */
export type Quality = { accessibility: number; bestPractices: number; failing: string[] };

const TIMEOUT_MS = 180_000;

/**
 * Loads a page in the browser on a port, as Lighthouse's phone with its simulated slow network.
 *
 * @param options.judge accessibility and best practices as well, which takes longer
 */
export async function runLighthouse(
  url: string,
  options: { port: number; judge: boolean },
): Promise<{ run: Run; quality?: Quality }> {
  const report = await reportOn(url, options.port, [
    'performance',
    ...(options.judge ? ['accessibility', 'best-practices'] : []),
  ]);
  return { run: speedOf(url, report), ...(options.judge && { quality: qualityOf(report) }) };
}

type Report = Awaited<ReturnType<typeof reportOn>>;

function speedOf(url: string, { categories, audits }: Report): Run {
  const figure = (id: string) => {
    const value = audits[id]?.numericValue;
    if (value === undefined) throw new Error(`Lighthouse has no ${id} of ${url}`);
    return value;
  };
  return {
    performance: scoreOf(categories.performance),
    lcpMs: figure('largest-contentful-paint'),
    fcpMs: figure('first-contentful-paint'),
    tbtMs: figure('total-blocking-time'),
    cls: figure('cumulative-layout-shift'),
  };
}

/** Accessibility and best practices, with what costs a page its points. */
function qualityOf({ categories, audits }: Report): Quality {
  const judged = [categories.accessibility, categories['best-practices']];
  const weighing = judged.flatMap((category) =>
    (category?.auditRefs ?? []).filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  return {
    accessibility: scoreOf(categories.accessibility),
    bestPractices: scoreOf(categories['best-practices']),
    failing: weighing.filter((id) => {
      const score = audits[id]?.score;
      return typeof score === 'number' && score < 1;
    }),
  };
}

async function reportOn(url: string, port: number, onlyCategories: string[]) {
  const flags = { port, output: 'json' as const, logLevel: 'silent' as const, onlyCategories };
  const result = await Promise.race([lighthouse(url, flags), tooLong(url)]);
  const report = result?.lhr;
  if (report === undefined || report.runtimeError !== undefined)
    throw new Error(`Lighthouse could not load ${url}: ${report?.runtimeError?.message ?? 'no report'}`);
  // A page that is not for whoever asks leads elsewhere: never a measure of this one.
  const [asked, shown] = [new URL(url), new URL(report.finalDisplayedUrl)];
  if (asked.pathname !== shown.pathname) throw new Error(`${asked.pathname} led to ${shown.pathname}`);
  return report;
}

async function tooLong(url: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`Lighthouse was not done with ${url} in time`)), TIMEOUT_MS).unref();
  });
}

function scoreOf(category: { score: number | null } | undefined): number {
  if (category?.score == null) throw new Error('Lighthouse gave no score');
  return Math.round(category.score * 100);
}
