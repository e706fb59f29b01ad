import type { Page } from '../api/shapes.ts';
import type { Style } from '../terminal/style.ts';

/** Under a list that was cut: that there is more, and how to see it. */
export function moreRows(page: Page<unknown>, style: Style): string[] {
  if (page.next_cursor === null) return [];
  return [style.dim(`These are the newest ${page.data.length}; --limit all shows every one.`)];
}
