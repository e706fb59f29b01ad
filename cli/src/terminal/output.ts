import type { Environment } from '../environment.ts';
import { safeJson } from './plain-text.ts';
import { type Style, styleFor } from './style.ts';

/** What one command has to say, in the three ways it may be asked for. Only the one wanted is made. */
type Answer = {
  /** `--json`: everything. */
  json: () => unknown;
  /** For a pipe: only the figure, the path or the rows. */
  plain: () => readonly string[];
  /** For a person. */
  terminal: (style: Style) => readonly string[];
};

/** The command's two streams. */
export type Output = {
  /** Says the result, on stdout. */
  show(answer: Answer): void;
  /** Raw bytes or text on stdout, once the reader has taken what came before. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** A line for the person beside the result, on stderr. */
  note(text: string): void;
  /** Replaces the line of progress on stderr; only where that is a terminal. */
  progress(text: string): void;
  readonly isTerminal: boolean;
  readonly isProgressShown: boolean;
  readonly isJson: boolean;
  /** The colours for stderr. */
  readonly noteStyle: Style;
};

type Streams = { stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream };

/** Output on the streams of this process. */
export function createOutput(
  { stdout, stderr }: Streams,
  { json, env }: { json: boolean; env: Environment },
): Output {
  const isTerminal = stdout.isTTY === true;
  const isProgressShown = stderr.isTTY === true && env.TERM !== 'dumb';
  let hasProgress = false;
  const progress = (text: string) => {
    if (!isProgressShown || (text === '' && !hasProgress)) return;
    hasProgress = text !== '';
    stderr.write(`\r\u001b[K${text}`);
  };
  return {
    isTerminal,
    isProgressShown,
    isJson: json,
    noteStyle: styleFor(stderr.isTTY === true, env),
    show({ json: all, plain, terminal }) {
      progress('');
      const lines = json ? [safeJson(all())] : isTerminal ? terminal(styleFor(isTerminal, env)) : plain();
      if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
    },
    write: (chunk) =>
      new Promise((resolve, reject) =>
        stdout.write(chunk, (error) => (error ? reject(error) : resolve(undefined))),
      ),
    note(text) {
      progress('');
      stderr.write(`${text}\n`);
    },
    progress,
  };
}
