import type { Command } from 'commander';
import { contextOf } from '../context.ts';
import { addExamples } from './examples.ts';

export function addTopUp(program: Command): void {
  const topUp = program
    .command('topup')
    .summary('open the page where credit is bought')
    .description('Opens the top-up page of the dashboard in your browser.\nOn a pipe: its address, alone.')
    .option('--no-open', 'only print the address')
    .action(async (options: { open: boolean }, command: Command) => {
      const { showTopUpPage } = await import('../actions/topup.ts');
      await showTopUpPage(contextOf(command), options);
    });
  addExamples(topUp, [
    ['topup', 'open the page'],
    ['topup --no-open', 'print its address'],
  ]);
}
