import type { Command } from 'commander';
import { contextOf } from '../context.ts';
import { addExamples } from './examples.ts';

export function addModels(program: Command): void {
  const models = program
    .command('models')
    .summary('list the models and which your balance allows')
    .description(
      'Lists the models with their approximate prices, and whether your balance allows each now.\nOn a pipe: id, alias, tier and allowed, not_allowed or unavailable, with tabs between.',
    )
    .action(async (_options, command: Command) => {
      const { showModels } = await import('../actions/models.ts');
      await showModels(contextOf(command));
    });
  addExamples(models, [
    ['models', 'what can I use?'],
    ['models --json', 'sizes, ratios and capabilities too'],
  ]);
}
