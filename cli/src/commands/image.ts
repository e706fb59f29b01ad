import type { Command } from 'commander';
import { contextOf } from '../context.ts';
import { collectOption, parseIdempotencyKey, parseImageSize, parseRatio } from './arguments.ts';
import { addExamples } from './examples.ts';
import { addSavingOptions, type SavingOptions } from './saving.ts';

type Options = SavingOptions & {
  model?: string;
  size?: string;
  imageSize?: string;
  reference?: string[];
  wait?: boolean;
  idempotencyKey?: string;
};

export function addImage(program: Command): void {
  const image = program
    .command('image')
    .summary('make an image')
    .description(
      'Makes an image, checks it against its hash, and saves it.\nOn a pipe: the path of the file, alone. A lost connection loses no image and pays no second time.',
    )
    .argument('<prompt>', 'what to draw, in quotes; - reads it from stdin')
    .option(
      '-m, --model <model>',
      'id or alias (default: the cheapest that can do it and your balance allows)',
    )
    .option('-s, --size <ratio>', 'aspect ratio: 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9', parseRatio)
    .option('-i, --image-size <size>', 'resolution: 1K 2K 4K', parseImageSize)
    .option(
      '-r, --reference <source:"description">',
      'a file or an https address to go by; up to five times',
      collectOption,
    );
  addSavingOptions(image)
    .option('--wait', 'when there are too many requests, wait and ask again')
    .option('--idempotency-key <key>', 'ask again for what was asked with this key', parseIdempotencyKey)
    .action(async (prompt: string, { timeout, ...options }: Options, command: Command) => {
      const { makeImage } = await import('../actions/image.ts');
      await makeImage(contextOf(command), prompt, { ...options, timeoutMs: timeout });
    });
  addExamples(image, [
    ['image "a lighthouse at dusk"', 'save a-lighthouse-at-dusk.png here'],
    ['image "a red door" --size 16:9 --image-size 2K -o door.webp', 'choose ratio, resolution and file'],
    [`image "the same cup, blue" --reference 'cup.jpg:"the cup"'`, 'go by a picture, described in quotes'],
    ['image "a fox" --json', 'the whole answer, and the path of the file'],
    ['image - --wait < prompt.txt', 'a prompt from a file, patiently'],
  ]);
}
