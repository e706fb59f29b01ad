import { type StatementPage, statementQuery } from '#lib/contracts/statement.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { sealedStatementOf } from '#lib/history/proof.ts';
import { statementRows } from '#lib/history/statement.ts';
import { statementCsv } from '#lib/history/statement-csv.ts';
import { fromCursor, toPage } from '#lib/http/cursors.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';

/**
 * Every entry of the caller and every reservation's beginning and end, newest first; as CSV the whole span at once; as
 * `json` every fact in its canonical form, with the proof that nobody has changed one.
 */
export const GET = route({ query: statementQuery }, async ({ query, caller }) => {
  const { cursor, limit, format, ...span } = query;
  if (format === 'csv') {
    return new Response(statementCsv(database(), caller.customerId, span), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="depicta-statement.csv"',
      },
    });
  }
  if (format === 'json') {
    return { body: await sealedStatementOf(database(), caller.customerId, now()) };
  }
  const before = cursor === undefined ? undefined : BigInt(fromCursor(cursor, isSeq));
  const rows = await statementRows(database(), caller.customerId, span, { before, limit: limit + 1 });
  const body: StatementPage = toPage(rows, limit, (row) => row.id);
  return { body };
});

function isSeq(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
