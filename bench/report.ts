import type { Measured } from './measured.ts';

/** One row of the report: what was measured, beside what it is compared with and the goal. */
export type Row = { what: string; measured: Measured; ratio: number | undefined; goal: string };

const number = (value: number, digits = 0) => value.toFixed(digits);

/** The throughput table as Markdown, so that it can stand in docs as it is printed. */
export function throughputTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, ratio, goal }) =>
    [
      what,
      number(measured.perSecond),
      ratio === undefined ? '' : number(ratio, 2),
      goal,
      number(measured.p50Ms, 2),
      number(measured.p99Ms, 1),
    ].join(' | '),
  );
  return [
    '| What | per second | ratio to SU | goal | p50 ms | p99 ms |',
    '|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

/** Plain rows as Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
