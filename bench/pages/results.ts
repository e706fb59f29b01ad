import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { median } from '../measured.ts';
import { table } from '../report.ts';
import type { Quality, Run } from './lighthouse.ts';
import { BUDGET, EMPTY, TARGETS } from './targets.ts';

/** What was measured of a page so far. */
export type Measured = { scriptBytes: number; otherOrigins: string[]; runs: Run[]; quality?: Quality };

/** Everything measured of one build: pages by name, interactions by what is done. */
export type Results = {
  build: string;
  pages: Record<string, Measured>;
  interactions: Record<string, number[]>;
};

/** What earlier runs of the same build found; nothing where the build is another. */
export function earlierResults(file: string, build: string): Results {
  const none = { build, pages: {}, interactions: {} };
  if (!existsSync(file)) return none;
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Results;
  return kept.build === build ? kept : none;
}

/** After each page, so that a run that is stopped has lost one at most. */
export function keepResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** A figure beside its budget: `**missed**` is part of the cell, so that nobody has to compare. */
type Cell = { text: string; isMissed: boolean };

/** The tables as they stand in docs/performance.md, and how many figures miss their budget. */
export function report(results: Results): { text: string; missed: string[] } {
  const missed: string[] = [];
  const note = (where: string, what: string, cell: Cell) => {
    if (cell.isMissed) missed.push(`${where}: ${what} ${cell.text}`);
    return cell.isMissed ? `**${cell.text}**` : cell.text;
  };
  const pages = [EMPTY, ...TARGETS]
    .filter(({ name }) => results.pages[name] !== undefined)
    .map((target) => {
      const { scriptBytes, runs, quality } = results.pages[target.name]!;
      const of = (figure: keyof Run) =>
        runs.length === 0 ? undefined : median(runs.map((run) => run[figure]));
      const cells: [what: string, cell: Cell][] = [
        [
          'JavaScript, KB',
          atMost(scriptBytes / 1024, target.isCustomers ? BUDGET.javascriptBytes / 1024 : undefined, 1),
        ],
        ['LCP, s', atMost(inSeconds(of('lcpMs')), BUDGET.lcpMs / 1000, 2)],
        ['TBT, ms', atMost(of('tbtMs'), BUDGET.tbtMs, 0)],
        ['CLS', atMost(of('cls'), BUDGET.cls, 3)],
        ['performance', atLeast(of('performance'), BUDGET.performance)],
        ['accessibility', atLeast(quality?.accessibility, BUDGET.accessibility)],
        ['best practices', atLeast(quality?.bestPractices, BUDGET.bestPractices)],
      ];
      return [
        target.name,
        ...cells.map(([what, cell]) => note(target.name, what, cell)),
        String(runs.length),
      ];
    });
  const budget = [
    ...['budget', `<= ${BUDGET.javascriptBytes / 1024}`, `<= ${BUDGET.lcpMs / 1000}`, `<= ${BUDGET.tbtMs}`],
    ...[`<= ${BUDGET.cls}`, BUDGET.performance, BUDGET.accessibility, BUDGET.bestPractices, ''].map(String),
  ];
  const interactions = Object.entries(results.interactions).map(([name, times]) => [
    name,
    note(name, 'INP, ms', atMost(median(times), BUDGET.inpMs, 0)),
    `<= ${BUDGET.inpMs}`,
    String(times.length),
  ]);
  const head = [
    'Page',
    'JavaScript, KB',
    'LCP, s',
    'TBT, ms',
    'CLS',
    'perf.',
    'access.',
    'practices',
    'runs',
  ];
  const texts = [
    ...(pages.length === 0 ? [] : [table(head, [budget, ...pages])]),
    ...(interactions.length === 0 ? [] : [table(['Interaction', 'INP, ms', 'good', 'runs'], interactions)]),
  ];
  return { text: texts.join('\n\n'), missed };
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function atMost(value: number | undefined, limit: number | undefined, digits: number): Cell {
  if (value === undefined) return { text: '-', isMissed: false };
  return { text: value.toFixed(digits), isMissed: limit !== undefined && value > limit };
}

function atLeast(value: number | undefined, limit: number): Cell {
  if (value === undefined) return { text: '-', isMissed: false };
  return { text: String(value), isMissed: value < limit };
}
