import type { Command } from 'commander';
import type { StatementOptions } from '../actions/statement.ts';
import { contextOf } from '../context.ts';
import { parseLimit } from './arguments.ts';
import { addExamples } from './examples.ts';

export function addStatement(program: Command): void {
  const statement = program
    .command('statement')
    .summary('list every change of the balance')
    .description(
      'Lists every change of the balance, newest first, each with the balance before and after it.\nOn a pipe: when, kind, change, before, after, held after, why and id, with tabs between.',
    )
    .option('--from <day>', 'from this day or instant on, UTC')
    .option('--to <day>', 'through this day, or up to this instant, UTC')
    .option('--csv', 'every row, as CSV')
    .option('--proof', 'every fact with the proof that none was changed, for depicta verify')
    .option('--limit <rows>', 'how many, or all (default: 50)', parseLimit)
    .action(async (options: StatementOptions, command: Command) => {
      const { showStatement } = await import('../actions/statement.ts');
      await showStatement(contextOf(command), options);
    });
  addExamples(statement, [
    ['statement', 'the last fifty changes'],
    ['statement --from 2026-11-01 --to 2026-11-30 --csv > november.csv', 'a month for the accountant'],
    ['statement --limit all --json', 'everything'],
  ]);
}
