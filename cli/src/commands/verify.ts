import type { Command } from 'commander';
import type { VerifyOptions } from '../actions/verify.ts';
import { contextOf } from '../context.ts';
import { addExamples } from './examples.ts';

export function addVerify(program: Command): void {
  const verify = program
    .command('verify')
    .summary('check a sealed statement, offline')
    .description(
      'Checks that nothing in a sealed statement was altered, removed, put in or moved, that its figures run through, and that it hangs on a signed head of its time. Asks no network.\nOn a pipe: verified, alone. Ends with exit code 6 where nothing contradicts anything, but no signed head of its time is there.',
    )
    .argument('<file>', 'what "depicta statement --proof" saved, or - for stdin')
    .option('--key <base64>', 'the public key you have from elsewhere; else the one in the file is believed')
    .action(async (file: string, options: VerifyOptions, command: Command) => {
      const { verifyFile } = await import('../actions/verify.ts');
      await verifyFile(contextOf(command), file, options);
    });
  addExamples(verify, [
    ['statement --proof > statement.json', 'fetch everything with its proof'],
    ['verify statement.json', 'has anything been changed?'],
  ]);
}
