import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import { machineEnv } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import type { Inputs, Processed } from '../process.ts';
import type { Header } from '../source.ts';
import type { Reply, Task } from './protocol.ts';

/** By its place in the project: the app's own code is bundled, and this file has to be a file. */
const MAIN = join(process.cwd(), 'lib/processing/apart/main.ts');
/** How long a process waits for the next picture before it is ended. */
const IDLE_MS = 60_000;

/** What is done apart: functions of `process.ts`, `reference.ts` and `source.ts`, until a signal is aborted. */
type Apart = {
  process(
    operation: Operation,
    parameters: Readonly<Record<string, unknown>>,
    inputs: Inputs,
    signal: AbortSignal,
  ): Promise<Processed>;
  moderate(bytes: Uint8Array, field: string, signal: AbortSignal): Promise<Uint8Array>;
  inspect(path: string, field: string, signal: AbortSignal): Promise<Header>;
};

/**
 * Operations in processes of their own, as many as are under way: what computes for seconds keeps nobody waiting here, what
 * takes too long is ended wherever it is, and a decoder that breaks on a stranger's bytes breaks alone.
 *
 * @param options.idleMs how long a process is kept for the next picture
 * @returns functions that throw what their namesakes throw, the signal's reason once that is aborted (and nothing goes on
 *   then), or an error that names how the process ended
 */
export function operationsApart({ idleMs = IDLE_MS }: { idleMs?: number } = {}): Apart {
  const idle: { child: ChildProcess; timer: NodeJS.Timeout }[] = [];
  const rest = (child: ChildProcess) => {
    // It keeps no process alive that has nothing else to do.
    child.unref();
    child.channel?.unref();
    const timer = setTimeout(() => child.kill('SIGKILL'), idleMs).unref();
    idle.push({ child, timer });
  };
  /** A process that has the task; one that died while it waited for a task does not take it. */
  const give = async (task: Task): Promise<ChildProcess> => {
    for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
      const { child, timer } = last;
      clearTimeout(timer);
      if (!child.connected || child.killed || child.exitCode !== null || child.signalCode !== null) continue;
      child.ref();
      child.channel?.ref();
      if (await takes(child, task)) return child;
    }
    const child = start();
    if (!(await takes(child, task))) throw new Error('the process of an operation does not take its task');
    return child;
  };
  const run = async (task: Task, signal: AbortSignal): Promise<unknown> => {
    signal.throwIfAborted();
    const child = await give(task);
    try {
      return doneIn(await answer(child, signal));
    } finally {
      if (child.connected && !child.killed) rest(child);
    }
  };
  // What is done is what was asked for: the two are a pair in `main.ts`.
  return {
    process: (operation, parameters, inputs, signal) =>
      run({ operation, parameters, inputs }, signal) as Promise<Processed>,
    moderate: (reference, field, signal) => run({ reference, field }, signal) as Promise<Uint8Array>,
    inspect: (path, field, signal) => run({ path, field }, signal) as Promise<Header>,
  };
}

function start(): ChildProcess {
  // As `fork` would, which the bundler takes for an import of its own.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: machineEnv(),
  });
  // Whoever waits for it is told by `once`; nobody else needs to be.
  child.on('error', () => {});
  return child;
}

function takes(child: ChildProcess, task: Task): Promise<boolean> {
  return new Promise((resolve) => {
    child.send(task, (error) => resolve(error === null));
  });
}

async function answer(child: ChildProcess, signal: AbortSignal): Promise<Reply> {
  // It may have ended while it was given the task: nobody would be told of it any more.
  const how = child.signalCode ?? child.exitCode;
  if (how !== null) throw ended(how);
  const over = new AbortController();
  const told = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    return await Promise.race([
      once(child, 'message', told).then(([reply]) => reply as Reply),
      once(child, 'exit', told).then(([code, name]): never => {
        throw ended(name ?? code);
      }),
    ]);
  } catch (error) {
    child.kill('SIGKILL');
    signal.throwIfAborted();
    throw error;
  } finally {
    over.abort();
  }
}

function ended(how: string | number): Error {
  return new Error(`the process of an operation ended (${how})`);
}

function doneIn(reply: Reply): unknown {
  if ('done' in reply) return reply.done;
  if ('refused' in reply) {
    const { message, details } = reply.refused;
    throw new DepictaError('validation_error', message, details && { details });
  }
  const { message, stack } = reply.broke;
  throw Object.assign(new Error(message), stack === undefined ? {} : { stack });
}
