/** The rows of one kind of entity, by id, in order of creation. */
export class Table<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Adds the row, or replaces the one with its id. */
  put(row: Row): Row {
    this.#rows.set(row.id, row);
    this.#onChange();
    return row;
  }

  delete(id: string): void {
    if (this.#rows.delete(id)) this.#onChange();
  }

  find(matches: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row;
    return undefined;
  }

  filter(matches: (row: Row) => boolean): Row[] {
    const found: Row[] = [];
    for (const row of this.#rows.values()) if (matches(row)) found.push(row);
    return found;
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  /** Replaces everything; used by loading and by resetting. */
  replaceAll(rows: readonly Row[]): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row.id, row);
    this.#onChange();
  }
}
