import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Failure } from '../failure.ts';

/** Nothing that is read here is longer: a key, or a prompt of 4000 characters. */
const LONGEST_CHARACTERS = 65_536;

/** All of a stream, as text. @throws {Failure} when it is far too long */
export async function readStdin(stdin: NodeJS.ReadStream): Promise<string> {
  stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of stdin) {
    text += chunk;
    if (text.length > LONGEST_CHARACTERS) throw new Failure('usage', 'The standard input is too long.');
  }
  return text;
}

/**
 * Asks for a secret on a terminal; what is typed or pasted is not shown.
 *
 * @returns what was typed, or undefined when it was given up (Ctrl-C, Ctrl-D)
 */
export async function askSecret(
  question: string,
  { stdin, stderr }: { stdin: NodeJS.ReadStream; stderr: NodeJS.WriteStream },
): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0 });
  stderr.write(question);
  try {
    return await new Promise((resolve) => {
      reader.once('SIGINT', () => resolve(undefined));
      reader.once('close', () => resolve(undefined));
      reader.once('line', (line) => resolve(line));
    });
  } finally {
    reader.close();
    stderr.write('\n');
  }
}
