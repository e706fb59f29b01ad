import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Context } from '../context.ts';
import { Failure, usage } from '../failure.ts';
import { verifyStatement } from '../proof/verify.ts';

export type VerifyOptions = { key?: string };

/** `depicta verify`: checks a sealed statement without a network. */
export async function verifyFile(context: Context, file: string, options: VerifyOptions): Promise<void> {
  const text = file === '-' ? await readAll(process.stdin) : await readText(file);
  const verdict = verifyStatement(text, options.key);
  if (!verdict.ok)
    throw new Failure('not_verified', `This statement does not verify: ${verdict.what}.`, {
      advice: [
        'Fetch it once more: depicta statement --proof > statement.json',
        'If it stays so, keep the file and write to support: somebody has changed it, or our books.',
      ],
    });
  const { facts, sealed, head, closing } = verdict;
  context.output.show({
    json: () => verdict,
    plain: () => ['verified'],
    terminal: (style) => [
      style.good('Verified.'),
      `${facts} facts follow from each other and leave a credit of EUR ${closing}; ${sealed} of them are sealed.`,
      head === null
        ? 'No signed head covers them yet: the first is signed after the end of the day (UTC).'
        : `${head.upto === facts ? 'All of them' : `The first ${head.upto}`} hang on the head of ${head.date}, signed with the key ${head.keyId}${
            options.key === undefined
              ? ', which the document itself names: compare it with the published one'
              : ''
          }.`,
      ...(head !== null && head.upto < facts ? ['No signed head covers the others yet.'] : []),
    ],
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`);
  }
}
