/**
 * Runs something when somebody first presses a key or points at anything on the page: for what is not needed before.
 *
 * @returns stops waiting
 */
export function onFirstTouch(run: () => void): () => void {
  const touches = ['pointerdown', 'keydown'] as const;
  const stop = () => {
    for (const touch of touches) window.removeEventListener(touch, once);
  };
  const once = () => {
    stop();
    run();
  };
  for (const touch of touches) window.addEventListener(touch, once);
  return stop;
}
