import { readFilter } from '#app/(dashboard)/(customer)/history/filter.ts';
import { FILES, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { jobsCsv } from '#lib/history/jobs-csv.ts';
import { route } from '#lib/http/route.ts';

/** The caller's jobs as CSV: exactly those that the history shows for the same filter, on all its pages. */
export const GET = route({}, async ({ request, caller }) => {
  const at = now();
  requireTaken(await take(database(), FILES, caller.customerId, at), at);
  const { filter, wrong } = readFilter(Object.fromEntries(new URL(request.url).searchParams));
  if (filter === undefined) {
    const fields = Object.keys(wrong).map((field) => ({ field, message: 'is nothing to filter by' }));
    throw new DepictaError('validation_error', 'This filter is wrong. Mend or leave out what is named.', {
      details: { fields },
    });
  }
  return new Response(jobsCsv(database(), caller.customerId, filter), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="depicta-history.csv"',
    },
  });
});
