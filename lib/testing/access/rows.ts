/**
 * Reads a table of answers: a line of heads, then a line for each row. `A,B /x` is a row for `A /x` and one for `B /x`;
 * `405 to everybody` is the same answer in each column; a bar only parts columns for the eye.
 *
 * @param columns who they are, in their order
 */
export function rowsOf<Column extends string>(
  table: string,
  columns: readonly Column[],
): Map<string, Record<Column, string>> {
  const [, ...lines] = table.trimEnd().split('\n').slice(1);
  const rows = new Map<string, Record<Column, string>>();
  for (const line of lines) {
    const [, name, rest] = /^(.*?\S) {2,}(\S.*)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined) throw new Error(`No row: ${line}`);
    const [only] = /^\S+(?= to everybody$)/.exec(rest) ?? [];
    const cells = only === undefined ? rest.split(/[\s|]+/) : columns.map(() => only);
    if (cells.length !== columns.length)
      throw new Error(`${cells.length} answers, not ${columns.length}: ${line}`);
    const row = Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Record<Column, string>;
    for (const each of namesOf(name)) {
      if (rows.has(each)) throw new Error(`Two rows for ${each}`);
      rows.set(each, row);
    }
  }
  return rows;
}

/** `A,B /x` names two. An action's name is a folder and a word, and names one. */
function namesOf(name: string): string[] {
  const [first, ...rest] = name.split(' ');
  if (first?.startsWith('/') !== false) return [name];
  return first.split(',').map((method) => [method, ...rest].join(' '));
}
