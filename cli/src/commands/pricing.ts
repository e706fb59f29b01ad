import type { Command } from 'commander';
import { contextOf } from '../context.ts';
import { addExamples } from './examples.ts';

export function addPricing(program: Command): void {
  const pricing = program
    .command('pricing')
    .summary('show the prices of models and operations')
    .description(
      'Shows the approximate prices of the models, and the flat prices of the operations. Needs no key.\nOn a pipe: model or operation, id, size, price and what is held, with tabs between.',
    )
    .action(async (_options, command: Command) => {
      const { showPricing } = await import('../actions/pricing.ts');
      await showPricing(contextOf(command));
    });
  addExamples(pricing, [
    ['pricing', 'what does it cost?'],
    ['pricing --json', 'the whole price book'],
  ]);
}
