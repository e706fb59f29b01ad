import { FILES, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { monthFileQuery } from '#lib/contracts/statement.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { monthNamed } from '#lib/core/month.ts';
import { database } from '#lib/db/client.ts';
import { summaryOf } from '#lib/history/month.ts';
import { statementProof } from '#lib/history/proof.ts';
import { statementCsv } from '#lib/history/statement-csv.ts';
import { statementPdf } from '#lib/history/statement-pdf.ts';
import { route } from '#lib/http/route.ts';
import { preferences } from '#lib/i18n/preferences.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' } as const;

/** A month (UTC) of the caller's statement as a file, with its sums and its proof: `/api/statements/2026-11?format=pdf`. */
export const GET = route({ query: monthFileQuery }, async ({ params, query: { format }, caller }) => {
  const month = monthNamed(params.month ?? '');
  if (month === undefined) throw new DepictaError('not_found', 'A month is written as 2026-11.');
  const at = now();
  if (month.from > at) throw new DepictaError('not_found', 'This month has not begun yet.');
  requireTaken(await take(database(), FILES, caller.customerId, at), at);
  const summary = await summaryOf(database(), caller.customerId, month);
  const proof = await statementProof(database(), caller.customerId);
  const { locale } = await preferences();
  const file =
    format === 'csv'
      ? statementCsv(database(), caller.customerId, month, { summary, proof })
      : statementPdf(database(), caller.customerId, { month, summary, proof, locale });
  return new Response(file, {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="depicta-statement-${month.name}.${format}"`,
    },
  });
});
