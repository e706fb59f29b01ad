import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Context } from '../context.ts';
import { EXIT, Failure, usage } from '../failure.ts';
import { verifyStatement } from '../proof/verify.ts';

export type VerifyOptions = { key?: string };

/** `depicta verify`: checks a sealed statement without a network. */
export async function verifyFile(context: Context, file: string, options: VerifyOptions): Promise<void> {
  const text = file === '-' ? await readAll(process.stdin) : await readText(file);
  const verdict = verifyStatement(text, options.key);
  if (!verdict.ok) throw verdict.why === 'unsigned' ? notSigned(verdict) : notVerified(verdict);
  const { customer, asOf, facts, head, closing } = verdict;
  const isCovered = head.upto === facts;
  context.output.show({
    json: () => verdict,
    plain: () => [isCovered ? 'verified' : `verified up to fact ${head.upto} of ${facts}`],
    terminal: (style) => [
      style.good('Verified.'),
      `The books of the customer ${customer}: ${facts} facts follow from each other and leave a credit of EUR ${closing} as of ${asOf}.`,
      `${isCovered ? 'All of them' : `The first ${head.upto}`} hang on the head of ${head.date}, signed with the key ${head.keyId}${
        options.key === undefined
          ? ', which the document itself names: compare it with the published one'
          : ''
      }.`,
      ...(isCovered
        ? []
        : [`No signed head covers the others yet: what is signed leaves a credit of EUR ${head.creditEur}.`]),
    ],
  });
}

const FETCH = 'depicta statement --proof > statement.json';

function notVerified({ what }: { what: string }): Failure {
  return new Failure('not_verified', `This statement does not verify: ${what}.`, {
    advice: [
      `Fetch it once more: ${FETCH}`,
      'If it stays so, keep the file and write to support: somebody has changed it, or our books.',
    ],
  });
}

/** Nothing is wrong with what stands there, but it could still be anything: nobody has signed it. */
function notSigned({ what, isOverdue }: { what: string; isOverdue: boolean }): Failure {
  return new Failure('not_signed', `Nothing in this statement contradicts itself, but ${what}.`, {
    exitCode: EXIT.notSigned,
    advice: isOverdue
      ? [
          `Every day is signed within minutes of midnight UTC. Fetch it once more: ${FETCH}`,
          'If it stays so, keep the file and write to support: somebody has changed it, or our books.',
        ]
      : [`The first day is signed after midnight UTC. Ask again then: ${FETCH}`],
  });
}

/** Reads a text that a command line wrote to a file: Windows PowerShell writes UTF-16 and says so by a mark before it. */
async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`);
  }
}
