import type { Page } from '../api/shapes.ts';
import type { Output } from '../terminal/output.ts';

/**
 * Beside a list that was cut: that there is more, and how to see it. On stderr, so that a script that adds up what it is given
 * is not right in silence; nothing with `--json`, whose `next_cursor` says it.
 */
export function noteMoreRows(page: Page<unknown>, output: Output): void {
  if (page.next_cursor === null || output.isJson) return;
  output.note(output.noteStyle.dim(`These are the newest ${page.data.length}; --limit all shows every one.`));
}
