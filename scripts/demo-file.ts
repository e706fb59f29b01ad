import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { holderOf } from './data-lock.ts';

/** Someone who can sign in to the demo. `apiKey` is a customer's, `recoveryCodes` are of staff's second factor. */
export type DemoUser = {
  email: string;
  password: string;
  role: string;
  apiKey?: string;
  recoveryCodes?: string[];
};

/** What a running demo tells about itself, in `.data/demo.json`, for people, tests and `npm run ops`. */
export type Demo = {
  appUrl: string;
  /** As the schema's owner. */
  databaseUrl: string;
  /** As the app's own role. */
  appDatabaseUrl: string;
  paddleUrl: string;
  mailUrl: string;
  users: DemoUser[];
  /** Every setting that the app was started with. */
  environment: Record<string, string>;
};

/** The folder that the demo keeps everything in: DATA_DIR, or `.data`. */
export function dataFolder(): string {
  return resolve(process.env.DATA_DIR || '.data');
}

/** What the demo that runs on this folder tells about itself; undefined when none runs. */
export function readDemo(dataDir = dataFolder()): Demo | undefined {
  const path = fileIn(dataDir);
  // A run that was killed leaves its file behind.
  if (holderOf(dataDir) === undefined || !existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')) as Demo;
}

/** For its owner only: it holds passwords. @returns takes it away again */
export function writeDemo(dataDir: string, demo: Demo): () => void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(fileIn(dataDir), { force: true });
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'demo.json');
}
