import { EventEmitter } from 'node:events';
import { Logger, type ParsedCronItem, run, type Task, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { queuePool } from '#lib/db/queue.ts';
import { type Crew, keepRunning } from './keep-running.ts';
import { declareLiveness, type Liveness, unlockTasksOfDeadWorkers } from './liveness-store.ts';
import { type TimetableEntry, toCronItems } from './timetable.ts';

/** How many pictures one process draws at a time, and how many it works on; the rest of the tasks have hands of their own. */
const PICTURES_AT_ONCE = 4;
const ERRANDS_AT_ONCE = 3;
/** How soon a dead worker is noticed. */
const LOOK_FOR_DEAD_MS = 5_000;
/** How long work under way may take to come to its end when the process is to stop. */
const DRAIN_MS = 20_000;

/** What the worker of one process does. */
export type Work = {
  db: Pick<Database, 'pool'>;
  /** Slow work, by task. Each has hands of its own: what is drawn does not wait behind what is worked on. */
  generations: TaskList;
  /** Everything else: it must not wait behind pictures. */
  errands: TaskList;
  timetable: readonly TimetableEntry[];
};

export type RunningWorker = {
  /** Takes no more work, waits for what is under way as long as is reasonable, and leaves the rest to others. */
  stop(): Promise<void>;
};

/** Starts working off the queue in this process. */
export async function startWorker(work: Work): Promise<RunningWorker> {
  const { pool } = work.db;
  // A connection that breaks while a task has it fails that task's query, and must not end the process.
  if (pool.listenerCount('connect') === 0) pool.on('connect', (client) => client.on('error', () => {}));
  const queue = queuePool(pool);
  const liveness = declareLiveness(pool);
  const lookForDead = async () => {
    try {
      const dead = await unlockTasksOfDeadWorkers(pool);
      if (dead.length > 0) log.warn({ workers: dead }, 'took over the tasks of dead workers');
    } catch (error) {
      log.warn({ err: error }, 'could not look for dead workers');
    }
  };
  await lookForDead();
  const runners = [
    await keepRunning(() =>
      runTasks(queue, liveness, work.errands, ERRANDS_AT_ONCE, toCronItems(work.timetable)),
    ),
  ];
  for (const [name, task] of Object.entries(work.generations))
    runners.push(await keepRunning(() => runTasks(queue, liveness, { [name]: task }, PICTURES_AT_ONCE, [])));
  for (const { task } of work.timetable.filter((entry) => entry.atStart)) {
    await runners[0]!.addJob(task, {}, { jobKey: task, maxAttempts: 3 });
  }
  const timer = setInterval(() => void lookForDead(), LOOK_FOR_DEAD_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.allSettled(runners.map((runner) => runner.stop()));
      await liveness.close();
      await queue.end();
    },
  };
}

async function runTasks(
  queue: Pool,
  liveness: Liveness,
  taskList: TaskList,
  concurrency: number,
  parsedCronItems: ParsedCronItem[],
): Promise<Crew> {
  const workerIds = new Set<string>();
  const underWay = new Set<PromiseLike<unknown>>();
  const laidDown = Promise.withResolvers<void>();
  const events = new EventEmitter();
  events.once('pool:gracefulShutdown', () => laidDown.resolve());
  const runner = await run({
    pgPool: queue,
    taskList: watched(taskList, underWay),
    concurrency,
    parsedCronItems,
    events,
    pollInterval: 1_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: DRAIN_MS,
    logger,
    preset: {
      // Without these the queue writes down the end of a task behind everybody's back: should that fail, nobody hears
      // of it, the task stays locked by a worker that lives, and Node ends the process.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      plugins: [
        {
          name: 'liveness',
          version: '1.0.0',
          worker: {
            hooks: {
              // The queue waits for this before a worker takes its first task.
              startWorker: (_ctx, { worker }) => {
                workerIds.add(worker.workerPool.id);
                return liveness.declare(worker.workerPool.id);
              },
            },
          },
        },
      ],
    },
  });
  runner.promise.catch(() => {}).then(() => laidDown.resolve());
  // What it could not finish is for others as soon as nothing is under way any more.
  laidDown.promise
    .then(() => Promise.allSettled(underWay))
    .then(() => workerIds.forEach((id) => void liveness.renounce(id)));
  return {
    addJob: runner.addJob,
    laidDown: laidDown.promise,
    // One that has ended by itself has nothing to stop.
    stop: () => runner.stop().catch(() => {}),
  };
}

/** The same tasks, with those under way in a set. */
function watched(taskList: TaskList, underWay: Set<PromiseLike<unknown>>): TaskList {
  const watch =
    (task: Task): Task =>
    (payload, helpers) => {
      const work = Promise.resolve(task(payload, helpers));
      underWay.add(work);
      const done = () => underWay.delete(work);
      work.then(done, done);
      return work as ReturnType<Task>;
    };
  return Object.fromEntries(Object.entries(taskList).map(([name, task]) => [name, watch(task!)]));
}

/** The queue's words without its objects: they hold payloads and errors whole. */
const logger = new Logger((scope) => (level, message) => {
  // What the queue calls info is a line or two for each task: more than an operator wants to read.
  if (level === 'error') log.error(scope, message);
  else if (level === 'warning') log.warn(scope, message);
  else log.debug(scope, message);
});
