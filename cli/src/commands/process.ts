import { Argument, type Command } from 'commander';
import { contextOf } from '../context.ts';
import { OPERATIONS } from '../operations.ts';
import { collectOption, parseIdempotencyKey } from './arguments.ts';
import { addExamples } from './examples.ts';
import { timeoutOption } from './saving.ts';

type Options = {
  output?: string;
  param?: string[];
  force?: boolean;
  timeout: number;
  wait?: boolean;
  idempotencyKey?: string;
};

export function addProcess(program: Command): void {
  const process = program
    .command('process')
    .summary('work on a picture: crop, resize, convert, ...')
    .description(
      "Does one of the twenty operations on a picture, at its flat price, and saves the result.\nEvery other option is a parameter of the operation: the page /docs of the API's address lists them, `depicta pricing` the prices.\nOn a pipe: the path of the file, alone. A lost connection loses no picture and pays no second time.",
    )
    .usage('<operation> <picture> [--parameter value ...] [options]')
    .addArgument(
      new Argument('<operation>', 'what to do')
        .choices(OPERATIONS)
        // Offered, not demanded: the API may have learned another since.
        .argParser((operation) => operation),
    )
    .argument('[words...]', 'a file, an https address, or - for stdin; then parameters with their values')
    .allowUnknownOption()
    .option('-o, --output <path>', 'where to save it: a file, a folder, or - for stdout')
    .option('-p, --param <name=value>', 'a parameter whose name is also an option here', collectOption)
    .option('--force', 'replace a file of that name, instead of picking a free name')
    .addOption(timeoutOption())
    .option('--wait', 'when there are too many requests, wait and ask again')
    .option('--idempotency-key <key>', 'ask again for what was asked with this key', parseIdempotencyKey)
    .action(async (operation: string, words: string[], options: Options, command: Command) => {
      const { processPicture } = await import('../actions/process.ts');
      const { timeout: timeoutMs, param = [], ...others } = options;
      const typed = { operation, words: [...words, ...param.map((pair) => `--${pair}`)] };
      await processPicture(contextOf(command), typed, { ...others, timeoutMs });
    });
  addExamples(process, [
    ['process resize photo.jpg --width 1200', 'save photo-resize.jpg here'],
    ['process convert photo.jpg --format avif --quality 60 -o small.avif', 'choose the format and the file'],
    ['process overlay photo.jpg --overlay badge.png --x 20 --y 20', 'lay a second picture over it'],
    ['process rotate https://example.com/a.png --angle -90', 'a picture of the internet'],
    ['process remove-background - -o - < cat.png > cut.png', 'from stdin to stdout'],
    ['process remove-background cat.png --param output=mask', 'a parameter that is named like an option'],
  ]);
}
