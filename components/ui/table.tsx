import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for amounts and other figures. */
  align?: 'start' | 'end';
  /** The cell that names the row: its header when read aloud, and the title of the record on a narrow screen. */
  lead?: boolean;
  /** Sentences: on a narrow screen they stand under the lead over the whole width, without the column's name. */
  prose?: boolean;
  /** For a column of buttons: its header is only read aloud. */
  hideHeader?: boolean;
}

interface TableProps<Row> {
  /** Says what the table lists; read aloud, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A last row of totals, by column key; its amounts get the double rule. */
  totals?: Readonly<Record<string, ReactNode>>;
}

/** Few columns fit where many do not. */
const FOLDS = {
  few: '@max-[28rem]:folded-records',
  many: '@max-[44rem]:folded-records',
  most: '@max-[54rem]:folded-records',
} as const;

/**
 * Rows of the same kind. Where its container is narrow each row becomes a record with the columns' names, so that
 * no page scrolls sideways; the roles say to a screen reader that it is still a table.
 */
export function Table<Row>({ caption, columns, rows, rowKey, totals }: TableProps<Row>) {
  return (
    <div className="@container">
      {/* biome-ignore lint/a11y/noRedundantRoles: browsers drop a table's semantics once it is laid out as blocks */}
      <table role="table" className={classNames('records', FOLDS[foldOf(columns.length)])}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <TableRow>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </TableRow>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column}>
                  {column.cell(row)}
                </Cell>
              ))}
            </TableRow>
          ))}
        </tbody>
        {totals !== undefined && (
          <tfoot>
            <TableRow>
              {columns.map((column) => (
                <Cell key={column.key} column={column}>
                  {totals[column.key] === undefined ? null : (
                    <span className={column.align === 'end' ? 'double-rule pb-0.5' : undefined}>
                      {totals[column.key]}
                    </span>
                  )}
                </Cell>
              ))}
            </TableRow>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function foldOf(columns: number): keyof typeof FOLDS {
  if (columns > 5) return 'most';
  return columns > 3 ? 'many' : 'few';
}

function TableRow({ children }: { children: ReactNode }) {
  // biome-ignore lint/a11y/noRedundantRoles: see Table
  return <tr role="row">{children}</tr>;
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see Table
    <th scope="col" role="columnheader" className={column.align === 'end' ? 'end' : undefined}>
      {column.hideHeader === true ? <span className="visually-hidden">{column.header}</span> : column.header}
    </th>
  );
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const className = classNames(
    column.align === 'end' && 'end',
    column.lead === true && 'lead',
    column.prose === true && 'prose-cell',
  );
  const named = column.hideHeader !== true && column.prose !== true;
  if (column.lead === true)
    return (
      // biome-ignore lint/a11y/noRedundantRoles: see Table
      <th scope="row" role="rowheader" className={classNames(className, 'font-normal')}>
        {children}
      </th>
    );
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see Table
    <td role="cell" data-label={named ? column.header : undefined} className={className}>
      {children}
    </td>
  );
}
