import { constants } from 'node:os';
import type { Output } from './terminal/output.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that may be interrupted; a signal then says what is left to do, and ends the command the way that
 * shells expect (128 and the signal's number).
 *
 * @param farewell lines for the person, asked for at that moment
 */
export async function interruptible<Result>(
  output: Output,
  farewell: () => readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const onSignal = (signal: (typeof SIGNALS)[number]) => {
    for (const line of farewell()) output.note(line);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
