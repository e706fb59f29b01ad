/** Below this share of the line a segment would be too thin to see. */
const LEAST_PERMILLE = 8n;

/**
 * Where the parts of a ledger line begin and how wide they are, in per cent of the line. What is not zero can always
 * be seen, at the cost of the others; what is zero takes no room.
 *
 * @param amounts in micro-euros, none negative, in the order in which they are drawn
 */
export function ledgerSpans(amounts: readonly bigint[]): { start: number; width: number }[] {
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (whole <= 0n) return amounts.map(() => ({ start: 0, width: 0 }));
  const widths = amounts.map((amount) => {
    const permille = (amount * 1000n) / whole;
    return amount > 0n && permille < LEAST_PERMILLE ? LEAST_PERMILLE : permille;
  });
  const drawn = widths.reduce((sum, width) => sum + width, 0n);
  let start = 0;
  return widths.map((width) => {
    const span = { start, width: Number((width * 100_000n) / drawn) / 1000 };
    start += span.width;
    return span;
  });
}
