import { writeFile } from 'node:fs/promises';
import { DepictaError } from '#lib/core/errors.ts';
import { process as operate } from '../process.ts';
import type { Reply, Task } from './protocol.ts';

// The process that operations are done in, one at a time: strangers' bytes are decoded here, beside nothing that is worth
// stealing. It is ended from outside when it takes too long, and ends with the process that started it.

// Not `exit`: it would wait for what is being decoded.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', async (task: Task) => {
  process.send!(await done(task));
});

// Where memory runs out, it is this process that the system ends, and not the server or the database.
await writeFile('/proc/self/oom_score_adj', '500').catch(() => {});

async function done({ operation, parameters, inputs }: Task): Promise<Reply> {
  try {
    return { done: await operate(operation, parameters, inputs) };
  } catch (error) {
    const { message, stack, details } = error as DepictaError;
    if (error instanceof DepictaError) return { refused: { message, details } };
    return { broke: { message, stack } };
  }
}
