import { connect } from '../api/connect.ts';
import { readList } from '../api/read.ts';
import { stream } from '../api/request.ts';
import type { StatementRow } from '../api/shapes.ts';
import type { Context } from '../context.ts';
import { usage } from '../failure.ts';
import { formatAmount, isZero } from '../terminal/amount.ts';
import { formatInstant, parseInstant } from '../terminal/dates.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Style } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { noteMoreRows } from './more-rows.ts';

export type StatementOptions = {
  from?: string;
  to?: string;
  csv?: boolean;
  proof?: boolean;
  limit?: number;
};

const ROWS_SHOWN = 50;

/** `depicta statement`: every change of the balance, newest first, each with the balance before and after. */
export async function showStatement(context: Context, options: StatementOptions): Promise<void> {
  const { output } = context;
  if (options.csv && output.isJson) throw usage('--csv and --json cannot go together.');
  if (options.csv && options.limit !== undefined) throw usage('--csv has every row: use --from and --to.');
  if (options.proof && (options.csv || options.limit !== undefined || options.from || options.to))
    throw usage('--proof is of everything: it goes with no other choice.');
  const query = {
    from: options.from && parseInstant(options.from, 'start', '--from'),
    to: options.to && parseInstant(options.to, 'end', '--to'),
  };
  const connection = await connect(context);
  if (options.proof) {
    const whole = stream(connection, {
      path: '/v1/statement',
      query: { format: 'json' },
      headers: { accept: 'application/json' },
    });
    for await (const chunk of whole) await output.write(chunk);
    return;
  }
  if (options.csv) {
    const csv = stream(connection, {
      path: '/v1/statement',
      query: { ...query, format: 'csv' },
      headers: { accept: 'text/csv, application/json' },
    });
    for await (const chunk of csv) await output.write(chunk);
    return;
  }
  const page = await readList<StatementRow>(connection, '/v1/statement', query, options.limit ?? ROWS_SHOWN);
  output.show({
    json: () => page,
    plain: () => page.data.map(plainRow),
    terminal: (style) =>
      page.data.length === 0 ? ['Nothing has happened yet.'] : rowsUnderTitles(page.data, style),
  });
  noteMoreRows(page, output);
}

function rowsUnderTitles(rows: readonly StatementRow[], style: Style): string[] {
  const exact = { precision: 'exact' } as const;
  return table(
    [
      { title: 'When (UTC)' },
      { title: 'What' },
      { title: 'Change', align: 'right' },
      { title: 'Before', align: 'right' },
      { title: 'Available', align: 'right' },
      { title: 'Held', align: 'right' },
      { title: 'Why' },
    ],
    rows.map((row) => [
      formatInstant(row.effective_at),
      plainText(row.kind).replaceAll('_', ' '),
      changeText(row.amount_eur, style),
      formatAmount(row.balance_before_eur, exact),
      style.bold(formatAmount(row.balance_after_eur, exact)),
      formatAmount(row.held_after_eur, exact),
      whyText(row),
    ]),
    style,
  );
}

/** Why, after what a debt came to: it is beside the balance. */
function whyText(row: StatementRow): string {
  const why = plainText(row.reason || row.cause.label);
  if (isZero(row.owed_change_eur)) return why;
  const owed = `owed ${formatAmount(row.owed_change_eur, { precision: 'exact', sign: 'change' })}`;
  return why === '' ? owed : `${owed}, ${why}`;
}

function changeText(amount: string, style: Style): string {
  const text = formatAmount(amount, { precision: 'exact', sign: 'change' });
  if (isZero(amount)) return style.dim(text);
  return amount.startsWith('-') ? text : style.good(text);
}

function plainRow(row: StatementRow): string {
  const cells = [
    row.effective_at,
    row.kind,
    row.amount_eur,
    row.balance_before_eur,
    row.balance_after_eur,
    row.held_after_eur,
    row.reason || row.cause.label,
    row.id,
  ];
  return cells.map(plainText).join('\t');
}
