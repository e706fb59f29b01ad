import type { Output } from './output.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
/** How many cells a bar has. */
const CELLS = 20;

/** A line that shows that the command is at work. */
export type Progress = {
  /** @param share how much of it is done, from 0 to 1, where that is known: shown as a bar */
  say(text: string, share?: number): void;
  stop(): void;
};

/**
 * Shows what is going on and for how long, on stderr and only where that is a terminal.
 *
 * @returns how to change the text, and how to clear the line
 */
export function startProgress(output: Output, text: string): Progress {
  if (!output.isProgressShown) return { say() {}, stop() {} };
  const startedMs = performance.now();
  let current = text;
  let percent: number | undefined;
  let frame = 0;
  const draw = () => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    frame += 1;
    const done = percent === undefined ? '' : `${barOf(percent)} ${percent} % `;
    output.progress(
      `${FRAMES[frame % FRAMES.length]} ${current} ${done}${output.noteStyle.dim(`${seconds} s`)}`,
    );
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    say(next, share) {
      const before = percent;
      current = next;
      percent = share === undefined ? undefined : Math.floor(Math.min(share, 1) * 100);
      if (percent !== undefined && percent !== before) draw();
    },
    stop() {
      clearInterval(timer);
      output.progress('');
    },
  };
}

function barOf(percent: number): string {
  const full = Math.floor((percent * CELLS) / 100);
  return '█'.repeat(full) + '░'.repeat(CELLS - full);
}
