import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A server of ours in a process of its own. */
export type Service = {
  pid: number | undefined;
  /** Resolves when the process has ended, with how; never rejects. */
  ended: Promise<string>;
  /** The first match of `announces`, its groups; rejects when the process ends before. */
  announced: Promise<string[]>;
  /** Asks it to end, insists after the time given, and returns when it has ended. */
  stop(timeoutMs?: number): Promise<void>;
  /** Ends it as a crash does, without a word, and returns when it has ended. */
  kill(): Promise<void>;
  /** The end of its log, for an error message. */
  lastLines(): string;
};

const exitWithParent = fileURLToPath(new URL('exit-with-parent.mjs', import.meta.url));

/**
 * Starts a Node program as a server. It has a session of its own, so that a Ctrl-C in the terminal reaches only
 * us and we end the servers in order; and it ends by itself when we are gone.
 *
 * @param options.env its whole environment
 * @param options.logFile takes what it prints, from empty
 * @param options.announces looked for in what it prints
 * @param options.shown prints here what it prints, too
 */
export function startService(options: {
  name: string;
  program: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  announces?: RegExp;
  shown?: boolean;
}): Service {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      `--import=${exitWithParent}`,
      options.program,
      ...(options.args ?? []),
    ],
    {
      env: { ...options.env, DEPICTA_LAUNCHER: String(process.pid) },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );

  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code}` : `signal ${signal}`));
  });
  const announced = new Promise<string[]>((resolve, reject) => {
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        writeSync(log, chunk);
        if (options.shown) process.stdout.write(chunk);
        if (options.announces === undefined) return;
        printed = (printed + chunk.toString()).slice(-10_000);
        const match = options.announces.exec(printed);
        if (match !== null) resolve(match.slice(1));
      });
    }
    ended.then((how) => reject(new Error(`${options.name} ended (${how})`)));
  });
  // Who does not wait for it must not be hit by its rejection.
  announced.catch(() => {});

  return {
    pid: child.pid,
    ended,
    announced,
    // Longer than a server takes to finish the pictures that it has begun.
    async stop(timeoutMs = 40_000) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      child.kill('SIGTERM');
      const inTime = await Promise.race([ended, sleep(timeoutMs, undefined, { ref: false })]);
      if (inTime !== undefined) return;
      child.kill('SIGKILL');
      await ended;
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
    lastLines: () => readFileSync(options.logFile, 'utf8').trim().split('\n').slice(-20).join('\n'),
  };
}
