import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { type FileStore, localFileStore } from '#lib/files/file-store.ts';
import { type AdmissionRequest, createAdmission } from '#lib/generation/admit.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import type { Workshop } from '#lib/generation/run.ts';
import { findJob } from '#lib/generation/store.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { toWire } from '#lib/money/credits.ts';
import { quote } from '#lib/pricing/quote.ts';
import { eur } from './books.ts';
import { type Canvas, canvas } from './canvas.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';
import { operator } from './operator.ts';
import { type PayingCustomer, payingCustomer } from './paying-customer.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';

/** A job of a customer of its own. */
export type BenchJob = { customer: PayingCustomer; jobId: string };

/** Everything that makes pictures, over a database and a folder of its own, at a time that the test moves on. */
export class JobBench {
  readonly given: TestDatabase;
  readonly db: Database;
  readonly folder: string;
  readonly files: FileStore;
  readonly clock: MovedClock;

  private constructor(given: TestDatabase) {
    this.clock = movedClock();
    this.given = given;
    this.db = connect(given.appUrl);
    this.folder = mkdtempSync(join(tmpdir(), 'depicta-files-'));
    this.files = localFileStore(this.folder);
  }

  static async open(): Promise<JobBench> {
    return new JobBench(await testDatabase());
  }

  /** A worker's means, with a maker of pictures of its own. */
  workshop(): Workshop & { maker: Canvas } {
    const maker = canvas();
    const finishing = createFinishing(this.db);
    const { db, files } = this;
    return {
      db,
      files,
      finishing,
      maker,
      providers: { studio: maker },
      operator: operator(files),
      timeoutMs: 5_000,
      heartbeatMs: 60_000,
    };
  }

  /** A new customer who has just paid EUR 10. */
  customer(): Promise<PayingCustomer> {
    return payingCustomer(this.db.pool, { at: now(), credit: '10' });
  }

  /** An accepted job, of a new customer unless one is given, of whose credit `hold` is held. */
  async accepted(
    hold = '0.06',
    change: Partial<AdmissionRequest> = {},
    given?: PayingCustomer,
  ): Promise<BenchJob> {
    const customer = given ?? (await this.customer());
    const admission = createAdmission(this.db, { maxInFlight: 10, topUpUrl: 'https://app.example/top-up' });
    const sketch = quote({ model: 'sketch', imageSize: '1K', aspectRatio: '1:1', needs: ['generate'] });
    const { jobId } = await admission.admit({
      customerId: customer.customerId,
      apiKey: customer.apiKey,
      order: { prompt: 'a lighthouse', imageSize: '1K', aspectRatio: '1:1', strictness: 'normal' },
      quote: { ...sketch, holdMicros: eur(hold) },
      idempotencyKey: undefined,
      ...change,
    } as AdmissionRequest);
    return { customer, jobId };
  }

  /** How a job and its customer's balance stand now. */
  async stands({ customer, jobId }: BenchJob) {
    const job = (await findJob(this.db.pool, customer.customerId, jobId))!;
    const balance = (await balanceAt(onPool(this.db.pool), customer.customerId, now()))!;
    return {
      status: job.status,
      cost: job.costMicros === null ? null : toWire(job.costMicros),
      error: job.error?.code ?? null,
      available: toWire(balance.availableMicros),
      held: toWire(balance.heldMicros),
    };
  }

  /** Checks that jobs, holds and charges agree, and closes. */
  async close(): Promise<void> {
    const violations = await violationsOf(this.given.ownerPool, generationInvariants, now());
    rmSync(this.folder, { recursive: true });
    await this.db.close();
    this.clock.restore();
    expect(violations).toEqual([]);
  }
}
