import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { type Database, database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import type { DownloadRules } from '#lib/files/download-image.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { generationTasks } from '#lib/generation/tasks.ts';
import type { RouteHandler } from '#lib/http/route.ts';
import { type RunningWorker, startWorker } from '#lib/jobs/worker.ts';
import { FACTOR_SECRET } from './accounts.ts';
import { type Canvas, canvas } from './canvas.ts';
import { endpointOf, expectDocumented } from './documented.ts';
import { operator } from './operator.ts';
import type { PayingCustomer } from './paying-customer.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';
import { TEST_SIGNING_KEY } from './signing-key.ts';

export const APP_URL = 'http://app.test';
const FILES_SECRET = 'another-secret-of-more-than-32-characters';
export const AUTH_SECRET = 'a-secret-of-more-than-thirty-two-characters';

const RATES = [
  'POSTS_PER_MINUTE',
  'GETS_PER_MINUTE',
  'CUSTOMER_POSTS_PER_MINUTE',
  'CUSTOMER_GETS_PER_MINUTE',
];

/** How a handler is called: as whom, with what. */
export type Call = {
  as?: PayingCustomer | undefined;
  method?: string;
  path?: string;
  params?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  signal?: AbortSignal;
};

/** An answer with its body read. */
export type Answered<Body> = { status: number; headers: Headers; body: Body };

/** The route handlers of the app over a database and a folder of their own, with a worker whose pictures are quick. */
export class ApiApp {
  readonly given: TestDatabase;
  readonly db: Database;
  readonly folder: string;
  readonly maker: Canvas = canvas();
  /** What may be fetched beside public addresses; set it before work is started. */
  fetching: Partial<DownloadRules> = {};
  #worker: RunningWorker | undefined;

  private constructor(given: TestDatabase, folder: string) {
    this.given = given;
    this.folder = folder;
    this.db = database();
  }

  /** Call it in `beforeAll`, before anything reads a setting. @param settings beside or instead of the usual ones */
  static async open(settings: Record<string, string> = {}): Promise<ApiApp> {
    const given = await testDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'depicta-api-'));
    Object.assign(process.env, {
      APP_URL,
      APP_DATABASE_URL: given.appUrl,
      AUTH_SECRET,
      FILES_SECRET,
      SECOND_FACTOR_SECRET: FACTOR_SECRET,
      PROOF_SIGNING_KEY: TEST_SIGNING_KEY,
      FILES_DIR: folder,
      PADDLE_ENVIRONMENT: 'sandbox',
      PADDLE_API_KEY: 'test',
      PADDLE_CLIENT_TOKEN: 'test',
      PADDLE_WEBHOOK_SECRETS: 'test',
      SMTP_URL: 'smtp://localhost',
      // Limits have a test of their own; elsewhere they would only be in the way.
      ...Object.fromEntries(RATES.map((rate) => [rate, '1000000'])),
      ...settings,
    });
    return new ApiApp(given, folder);
  }

  /** Starts working off the queue, in this process. */
  async startWorking(): Promise<void> {
    const { db, maker } = this;
    const files = localFileStore(this.folder);
    const workshop = {
      db,
      files,
      finishing: createFinishing(db),
      providers: { studio: maker },
      operator: operator(files, { appUrl: APP_URL, secret: FILES_SECRET }, this.fetching),
      timeoutMs: 10_000,
      heartbeatMs: 60_000,
    };
    this.#worker = await startWorker({
      db,
      generations: generationTasks(workshop),
      errands: {},
      timetable: [],
    });
  }

  async stopWorking(): Promise<void> {
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  /** Calls a handler as the server would; the answer is as the API's document says, or the test fails. */
  async call<Body = Record<string, unknown>>(
    handler: RouteHandler,
    call: Call = {},
  ): Promise<Answered<Body>> {
    const response = await this.respond(handler, call);
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    expectDocumented(await endpointOf(handler, call.params ?? {}), answer);
    return answer;
  }

  /** The same with the answer as it is. */
  async respond(handler: RouteHandler, call: Call = {}): Promise<Response> {
    const headers = new Headers(call.headers);
    if (call.as !== undefined) headers.set('Authorization', `Bearer ${call.as.apiKey.secret}`);
    const { body } = call;
    const request = new Request(new URL(call.path ?? '/', APP_URL), {
      method: call.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(call.signal && { signal: call.signal }),
    });
    return handler(request, { params: Promise.resolve(call.params ?? {}) });
  }

  /** Checks that jobs, holds and charges agree, and closes everything. */
  async close(): Promise<void> {
    await this.stopWorking();
    const violations = await violationsOf(this.given.ownerPool, generationInvariants, now());
    rmSync(this.folder, { recursive: true });
    await (
      globalThis as { depictaGenerationDesk?: { finished: { close(): Promise<void> } } }
    ).depictaGenerationDesk?.finished.close();
    await this.db.close();
    expect(violations).toEqual([]);
  }
}
