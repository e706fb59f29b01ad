import type { Output } from './output.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** A line that shows that the command is at work. */
export type Progress = { say(text: string): void; stop(): void };

/**
 * Shows what is going on and for how long, on stderr and only where that is a terminal.
 *
 * @returns how to change the text, and how to clear the line
 */
export function startProgress(output: Output, text: string): Progress {
  if (!output.isProgressShown) return { say() {}, stop() {} };
  const startedMs = performance.now();
  let current = text;
  let frame = 0;
  const draw = () => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    frame += 1;
    output.progress(`${FRAMES[frame % FRAMES.length]} ${current} ${output.noteStyle.dim(`${seconds} s`)}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    say(next) {
      current = next;
    },
    stop() {
      clearInterval(timer);
      output.progress('');
    },
  };
}
