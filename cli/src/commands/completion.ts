import { Argument, type Command } from 'commander';
import { SHELLS, type Shell } from '../completion/shells.ts';
import { addExamples } from './examples.ts';

export function addCompletion(program: Command): void {
  const completion = program
    .command('completion')
    .summary('print a completion script for your shell')
    .description('Prints a script that lets your shell complete commands and options.')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion/script.ts');
      process.stdout.write(completionScript(program, shell));
    });
  addExamples(completion, [
    [`completion bash >> ~/.bashrc`, 'bash'],
    [`completion zsh > "\${fpath[1]}/_depicta"`, 'zsh'],
    [`completion fish > ~/.config/fish/completions/depicta.fish`, 'fish'],
  ]);
}
