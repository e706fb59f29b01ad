import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { DepictaError } from '#lib/core/errors.ts';
import { process as operate } from '../process.ts';
import { moderate } from '../reference.ts';
import { inspect } from '../source.ts';
import type { Reply, Task } from './protocol.ts';

// The process that operations are done in, one at a time: strangers' bytes are decoded here, beside nothing that is worth
// stealing. It is ended from outside when it takes too long, and ends with the process that started it.

// Not `exit`: it would wait for what is being decoded.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', async (task: Task) => {
  process.send!(await done(task));
});

// Whoever waits for an answer of the server goes first.
setPriority(10);
// Where memory runs out, it is this process that the system ends, and not the server or the database.
await writeFile('/proc/self/oom_score_adj', '500').catch(() => {});

async function done(task: Task): Promise<Reply> {
  try {
    if ('reference' in task) return { done: await moderate(task.reference, task.field) };
    if ('path' in task) return { done: await inspect(task.path, task.field) };
    return { done: await operate(task.operation, task.parameters, task.inputs) };
  } catch (error) {
    const { message, stack, details } = error as DepictaError;
    if (error instanceof DepictaError) return { refused: { message, details } };
    return { broke: { message, stack } };
  }
}
