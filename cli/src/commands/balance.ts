import type { Command } from 'commander';
import { contextOf } from '../context.ts';
import { addExamples } from './examples.ts';

export function addBalance(program: Command): void {
  const balance = program
    .command('balance')
    .summary('show what is available and held, until when')
    .description(
      'Shows the available balance, what is held for work under way, how long your credit is valid, and what your tier allows.\nOn a pipe: the available amount in euros, alone.',
    )
    .option('--as-of <instant>', 'at another time, past or future, UTC unless a zone is given')
    .action(async (options: { asOf?: string }, command: Command) => {
      const { showBalance } = await import('../actions/balance.ts');
      await showBalance(contextOf(command), options);
    });
  addExamples(balance, [
    ['balance', 'what can I spend?'],
    ['balance --as-of 2027-11-23', 'what will have expired by then?'],
    ['balance | cat', 'the bare figure, such as 9.955000'],
    ['balance --json', 'everything, lots included'],
  ]);
}
