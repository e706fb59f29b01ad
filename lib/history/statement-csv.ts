import { stringify } from 'csv-stringify/sync';
import type { StatementRow } from '#lib/contracts/statement.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { SpanSummary } from '#lib/ledger/span.ts';
import { toWire } from '#lib/money/credits.ts';
import { cellText } from './one-line.ts';
import { CHECK_COMMANDS, type StatementProof } from './proof.ts';
import { type StatementSpan, statementRows } from './statement.ts';

const COLUMNS = [
  'id',
  'kind',
  'effective_at',
  'recorded_at',
  'amount_eur',
  'balance_before_eur',
  'balance_after_eur',
  'credit_after_eur',
  'held_after_eur',
  'cause_type',
  'cause_id',
  'cause_label',
  'reason',
  'lot_id',
  'owed_change_eur',
] as const;
const ROWS_AT_A_TIME = 500;

/**
 * A statement as CSV (RFC 4180), newest first, read and sent piece by piece.
 *
 * @param ending of the same span: its sums stand at the end, `opening` to `unexplained` in the column of kinds, then the
 *   signed head that covers the books. What was recorded after the sums is left out
 */
export function statementCsv(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  span: StatementSpan,
  ending?: { summary: SpanSummary; proof: StatementProof | undefined },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before = ending && ending.summary.uptoSeq + 1n;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`${COLUMNS.join(',')}\r\n`));
    },
    async pull(controller) {
      const rows = await statementRows(db, customerId, span, { before, limit: ROWS_AT_A_TIME });
      const last = rows[rows.length - 1];
      if (last !== undefined) {
        before = BigInt(last.id);
        controller.enqueue(encoder.encode(stringify(rows.map(record), { record_delimiter: 'windows' })));
      }
      if (rows.length === ROWS_AT_A_TIME) return;
      if (ending !== undefined)
        controller.enqueue(encoder.encode(endingOf(ending.summary) + proofRow(ending.proof)));
      controller.close();
    },
  });
}

function record(row: StatementRow): Record<(typeof COLUMNS)[number], string> {
  return {
    id: row.id,
    kind: row.kind,
    effective_at: row.effective_at,
    recorded_at: row.recorded_at,
    amount_eur: row.amount_eur,
    balance_before_eur: row.balance_before_eur,
    balance_after_eur: row.balance_after_eur,
    credit_after_eur: row.credit_after_eur,
    held_after_eur: row.held_after_eur,
    cause_type: row.cause.type,
    cause_id: row.cause.id,
    cause_label: cellText(row.cause.label),
    reason: cellText(row.reason),
    lot_id: row.lots[0]?.id ?? '',
    owed_change_eur: row.owed_change_eur,
  };
}

/** The sums below the lines, in the columns of kind, amount, balance and debt. */
function endingOf({ openingMicros, sums, closingMicros, unexplainedMicros }: SpanSummary): string {
  const rows: Partial<Record<(typeof COLUMNS)[number], string>>[] = [
    { kind: 'opening', balance_after_eur: toWire(openingMicros) },
    ...sums.map(({ kind, changeMicros, owedChangeMicros }) => ({
      kind: `sum of ${kind}`,
      amount_eur: toWire(changeMicros),
      owed_change_eur: toWire(owedChangeMicros),
    })),
    { kind: 'closing', balance_after_eur: toWire(closingMicros) },
    { kind: 'unexplained', amount_eur: toWire(unexplainedMicros) },
  ];
  const records = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''));
  return stringify(records, { record_delimiter: 'windows' });
}

/** The last record: the day a signed head is of, the row it covers the books up to, the head, and how to check it. */
function proofRow(proof: StatementProof | undefined): string {
  if (proof === undefined) return '';
  const cells = {
    id: proof.uptoSeq.toString(),
    kind: 'signed_head',
    effective_at: proof.date,
    cause_type: 'proof',
    cause_label: proof.head,
    reason: CHECK_COMMANDS.join(' && '),
  };
  const row = COLUMNS.map((column) => cells[column as keyof typeof cells] ?? '');
  return stringify([row], { record_delimiter: 'windows' });
}
