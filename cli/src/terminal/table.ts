import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style.ts';

export type Column = { title: string; align?: 'left' | 'right' };

/**
 * Rows under their titles, column under column.
 *
 * @param rows a cell per column; a cell may be coloured
 */
export function table(columns: readonly Column[], rows: readonly string[][], style: Style): string[] {
  const widths = columns.map((column, i) =>
    Math.max(width(column.title), ...rows.map((row) => width(row[i] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, i) => pad(cells[i] ?? '', widths[i] ?? 0, align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [style.dim(line(columns.map(({ title }) => title))), ...rows.map(line)];
}

/** Facts one under another: the name, then its value, the values aligned. */
export function facts(pairs: readonly (readonly [name: string, value: string])[], style: Style): string[] {
  const widest = Math.max(0, ...pairs.map(([name]) => width(name)));
  return pairs.map(([name, value]) => `${style.dim(pad(name, widest, 'left'))}  ${value}`);
}

function pad(text: string, to: number, align: 'left' | 'right'): string {
  const room = ' '.repeat(Math.max(0, to - width(text)));
  return align === 'right' ? room + text : text + room;
}

function width(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
