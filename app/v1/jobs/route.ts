import { type JobsPage, jobsQuery } from '#lib/contracts/job.ts';
import { now } from '#lib/core/clock.ts';
import { isUuid } from '#lib/core/ids.ts';
import { database } from '#lib/db/client.ts';
import { jobs } from '#lib/history/jobs.ts';
import { fromCursor, toPage } from '#lib/http/cursors.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/** The caller's jobs, newest first. */
export const GET = route({ query: jobsQuery }, async ({ query, caller }) => {
  const { cursor, limit, api_key: apiKeyId, ...filter } = query;
  const before = cursor === undefined ? undefined : fromCursor(cursor, isUuid);
  const page = { before, limit: limit + 1 };
  const rows = await jobs(database(), caller.customerId, { ...filter, apiKeyId }, page, now());
  const body: JobsPage = toPage(rows, limit, (row) => row.id);
  return { body };
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
