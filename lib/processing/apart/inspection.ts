import { type Header, unusable } from '../source.ts';
import { operationsApart } from './apart.ts';

/** How long a look at a picture may take, on a busy machine: a header takes milliseconds; who counts millions of frames, seconds. */
const TIMEOUT_MS = 15_000;
/** How many are looked at together; the others wait for their turn. */
const AT_ONCE = 2;

/** Looks at the header of a picture in a file, as `inspect` of `source.ts` does. */
export type Inspection = (path: string, field: string) => Promise<Header>;

/**
 * Looks at the headers of strangers' pictures in processes of their own, a few at a time and each for a few seconds: some
 * decoders read a file to its end before they tell how large its picture is.
 *
 * @returns a function that throws what `inspect` throws, and `validation_error` for a picture that takes too long
 */
export function inspectionApart({ timeoutMs = TIMEOUT_MS, atOnce = AT_ONCE } = {}): Inspection {
  const { inspect } = operationsApart();
  const inTurn = turns(atOnce);
  return (path, field) =>
    inTurn(async () => {
      const signal = AbortSignal.timeout(timeoutMs);
      return inspect(path, field, signal).catch((error: unknown): never => {
        throw signal.aborted ? unusable(field, TOO_SLOW, error) : error;
      });
    });
}

const TOO_SLOW = 'takes too long to be read: send a single picture, and no animation of very many';

/** Lets through a few at a time; the others wait, in the order they came. */
function turns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
