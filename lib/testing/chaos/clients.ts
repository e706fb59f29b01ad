import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadlineIn } from '../../../cli/src/api/deadline.ts';
import { request } from '../../../cli/src/api/request.ts';
import type { GenerationResult } from '../../../cli/src/api/shapes.ts';
import { Failure } from '../../../cli/src/failure.ts';
import { type Accepted, ask } from '../../../cli/src/jobs/ask.ts';
import { download } from '../../../cli/src/jobs/download.ts';
import { follow } from '../../../cli/src/jobs/follow.ts';
import { pictureIn, resultOf } from '../../../cli/src/jobs/picture.ts';

/** Who asks: a customer's API key. */
export type Asker = { customerId: string; apiKey: string };

/** One order, its key, and everything that was ever answered to it. */
export type Ordered = {
  asker: Asker;
  key: string;
  body: Record<string, unknown>;
  /** Of all answers; one, if all is well. */
  jobIds: Set<string>;
  /** The answer in the end. */
  answer: { result: GenerationResult } | { failed: string } | undefined;
  /** How often the command was repeated, and after what. */
  repeats: string[];
  askedMs: number;
  answeredMs: number;
};

/** What says nothing about what became of an order: whoever is told so repeats the command with its key. */
const OPEN = new Set([
  'connection_lost',
  'unavailable',
  'internal_error',
  'rate_limited',
  'idempotency_in_progress',
  'timed_out',
  'unexpected_answer',
]);
/** What a job may come to in the end. */
const FAILED = new Set(['content_rejected', 'provider_failed']);
const COMMAND_MS = 30_000;
/** An order that stays without an answer for so long is lost. */
const PATIENCE_MS = 300_000;

/** Orders one picture after the other until told to stop, as the command line does, and keeps all answers. */
export class Clients {
  readonly orders: Ordered[] = [];
  readonly #apiUrl: URL;
  readonly #working: Promise<void>[];
  readonly #stop = new AbortController();
  #isAbandoned = false;

  /** @param slow the delay that a prompt asks for, where the maker of pictures knows that */
  constructor(appUrl: string, askers: readonly Asker[], options: { clients: number; slow: string }) {
    this.#apiUrl = new URL(appUrl);
    this.#working = Array.from({ length: options.clients }, (_, n) =>
      this.#work(n, askers[n % askers.length]!, options.slow),
    );
  }

  /** Gives up what has no answer yet. */
  abandon(): void {
    this.#isAbandoned = true;
  }

  /** Takes no more orders and waits for the answers to all. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#working);
  }

  /** Asks again for everything, with the same keys. @returns the orders whose answer is not the one it was */
  async askAllAgain(): Promise<string[]> {
    const wrong: string[] = [];
    const left = this.orders.filter(({ answer }) => answer !== undefined);
    const one = async () => {
      for (let order = left.pop(); order !== undefined; order = left.pop()) {
        const again: Ordered = { ...order, jobIds: new Set(order.jobIds), answer: undefined, repeats: [] };
        await this.#untilAnswered(again, false);
        const is = JSON.stringify(again.answer);
        const was = JSON.stringify(order.answer);
        if (is !== was || again.jobIds.size !== 1) wrong.push(`${order.key}: ${was}, and later ${is}`);
      }
    };
    await Promise.all(Array.from({ length: 4 }, one));
    return wrong;
  }

  async #work(n: number, asker: Asker, slow: string): Promise<void> {
    for (let i = 1; !this.#stop.signal.aborted; i += 1) {
      const fault = i % 9 === 0 ? ' [[fail]]' : '';
      const order: Ordered = {
        asker,
        key: randomUUID(),
        body: { prompt: `a red boat ${n}.${i}${slow}${fault}`, model: 'sketch', image_size: '1K' },
        jobIds: new Set(),
        answer: undefined,
        repeats: [],
        askedMs: performance.now(),
        answeredMs: 0,
      };
      this.orders.push(order);
      await this.#untilAnswered(order, n % 3 === 0);
      order.answeredMs = performance.now();
    }
  }

  /** Repeats the command with its key, as its advice says, until there is an answer. */
  async #untilAnswered(order: Ordered, waits: boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (order.answer === undefined) {
      try {
        order.answer = { result: await this.#command(order, waits) };
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        const { job_id: jobId } = (failure.details ?? {}) as { job_id?: string };
        if (jobId !== undefined) order.jobIds.add(jobId);
        if (FAILED.has(failure.code)) order.answer = { failed: failure.code };
        else {
          order.repeats.push(failure.code);
          if (!OPEN.has(failure.code) || performance.now() > deadline || this.#isAbandoned) return;
          await sleep(100 + Math.random() * 200);
        }
      }
    }
  }

  /** One run of the command: orders, waits, fetches the picture and looks whether it is the one. */
  async #command(order: Ordered, waits: boolean): Promise<GenerationResult> {
    const { apiKey } = order.asker;
    const connection = { apiUrl: this.#apiUrl, apiKey, requestTimeoutMs: 10_000 };
    const deadline = deadlineIn(COMMAND_MS);
    const onJob = (jobId: string) => void order.jobIds.add(jobId);
    const accepted = waits
      ? await this.#askAndWait(order, connection, onJob)
      : await ask(
          connection,
          { path: '/v1/generate/image', body: order.body, idempotencyKey: order.key },
          { wait: true, deadline, onWait: () => {}, onJob },
        );
    const result =
      accepted.result ??
      resultOf(
        await follow(connection, accepted.jobId, { pollUrl: accepted.pollUrl, deadline, onStatus: () => {} }),
      );
    await download(pictureIn(result, 'webp'), this.#apiUrl, 10_000);
    return result as GenerationResult;
  }

  /** As a program without a command line does: one request that is open until the picture is there. */
  async #askAndWait(
    order: Ordered,
    connection: Parameters<typeof request>[0],
    onJob: (jobId: string) => void,
  ): Promise<Accepted> {
    const { status, body, headers } = await request(connection, {
      method: 'POST',
      path: '/v1/generate/image',
      body: order.body,
      headers: { 'idempotency-key': order.key },
    });
    const jobId = headers.get('x-depicta-job-id')!;
    onJob(jobId);
    return { jobId, pollUrl: undefined, result: status === 200 ? (body as GenerationResult) : undefined };
  }
}
