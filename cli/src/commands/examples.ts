import type { Command } from 'commander';

/**
 * Ends a command's help with examples.
 *
 * @param examples what to type, without `depicta`, and what it does
 */
export function addExamples(command: Command, examples: readonly (readonly [string, string])[]): Command {
  const lines = examples.map(([typed, does]) => `  # ${does}\n  depicta ${typed}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n\n')}`);
}
