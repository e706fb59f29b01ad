import { spawn } from 'node:child_process';

/** How a command ended. */
export type Ended = { ok: boolean; output: string; elapsedMs: number };

const heartbeatMs = 10_000;

/**
 * Says what is being done, and when it is done how long it took; in between, that it is still at work.
 *
 * @throws whatever `work` throws, after saying that it failed
 */
export async function during<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const seconds = () => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  process.stdout.write(`  ${title} ...\n`);
  const timer = setInterval(() => process.stdout.write(`    still at it after ${seconds()}\n`), heartbeatMs);
  try {
    const result = await work();
    process.stdout.write(`  ${title}: done in ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`  ${title}: failed after ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs a command to its end.
 *
 * @param options.env added to our own environment; undefined takes a variable away
 * @param options.live shows its output as it comes, besides keeping it
 * @param options.signal ends it early, as failed
 * @returns how it ended; a command that cannot be started has failed with the reason as its output
 */
export function run(
  command: string,
  args: string[],
  options: {
    env?: Record<string, string | undefined>;
    live?: boolean;
    cwd?: string;
    signal?: AbortSignal | undefined;
  } = {},
): Promise<Ended> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      signal: options.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (options.live) to.write(chunk);
      });
    }
    const end = (ok: boolean) => resolve({ ok, output, elapsedMs: performance.now() - startedMs });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
