import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Operation } from '#lib/contracts/operations.ts';
import { machineEnv } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import type { Inputs, Processed } from '../process.ts';
import type { Reply, Task } from './protocol.ts';

/** By its place in the project: the app's own code is bundled, and this file has to be a file. */
const MAIN = join(process.cwd(), 'lib/processing/apart/main.ts');
/** How long a process waits for the next picture before it is ended. */
const IDLE_MS = 60_000;

/** Does an operation of `process.ts`. */
type Process = (
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  inputs: Inputs,
  signal: AbortSignal,
) => Promise<Processed>;

/**
 * Operations in processes of their own, as many as are under way: what computes for seconds keeps nobody waiting here, what
 * takes too long is ended wherever it is, and a decoder that breaks on a stranger's bytes breaks alone.
 *
 * @param options.idleMs how long a process is kept for the next picture
 * @returns a function like `process`, that throws what `process` throws, the signal's reason once that is aborted (and
 *   nothing goes on then), or an error that names how the process ended
 */
export function operationsApart({ idleMs = IDLE_MS }: { idleMs?: number } = {}): Process {
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
      if (!child.connected || child.killed) continue;
      child.ref();
      child.channel?.ref();
      if (
        await send(child, task).then(
          () => true,
          () => false,
        )
      )
        return child;
    }
    const child = start();
    await send(child, task);
    return child;
  };
  return async (operation, parameters, inputs, signal) => {
    signal.throwIfAborted();
    const child = await give({ operation, parameters, inputs });
    try {
      return doneIn(await answer(child, signal));
    } finally {
      if (child.connected && !child.killed) rest(child);
    }
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

function send(child: ChildProcess, task: Task): Promise<void> {
  return new Promise((resolve, reject) => {
    child.send(task, (error) => (error === null ? resolve() : reject(error)));
  });
}

async function answer(child: ChildProcess, signal: AbortSignal): Promise<Reply> {
  const over = new AbortController();
  const told = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    return await Promise.race([
      once(child, 'message', told).then(([reply]) => reply as Reply),
      once(child, 'exit', told).then(([code, name]): never => {
        throw new Error(`the process of an operation ended (${name ?? code})`);
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

function doneIn(reply: Reply): Processed {
  if ('done' in reply) return reply.done;
  if ('refused' in reply) {
    const { message, details } = reply.refused;
    throw new DepictaError('validation_error', message, details && { details });
  }
  const { message, stack } = reply.broke;
  throw Object.assign(new Error(message), stack === undefined ? {} : { stack });
}
