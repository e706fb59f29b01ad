import { type Credits, max, ZERO } from '#lib/money/credits.ts';

interface Line {
  expiresAt: Date;
  runsOutAt: Date | null;
  leftMicros: Credits;
}

/** Width and height of the picture's own coordinates. */
const WIDTH = 1000n;
const HEIGHT = 100n;

/**
 * The lines of a timeline as SVG paths: each falls from what there is to what is left, then to nothing on its date.
 * Places are worked out in whole numbers, so that the server and every browser draw the same.
 */
export function timelineShape(
  forecast: Line & {
    standing: { availableMicros: Credits; at: Date };
    ifToppedUp: Line & { standing: { availableMicros: Credits } };
  },
): { area: string; line: string; more: string; expiryX: string } {
  const { standing, ifToppedUp } = forecast;
  const begin = BigInt(standing.at.getTime());
  const end = BigInt(Math.max(forecast.expiresAt.getTime(), ifToppedUp.expiresAt.getTime()));
  const top = max(standing.availableMicros, ifToppedUp.standing.availableMicros);
  const x = (at: Date) => ((BigInt(at.getTime()) - begin) * WIDTH) / (end > begin ? end - begin : 1n);
  const y = (amount: Credits) => HEIGHT - (amount * HEIGHT) / (top === ZERO ? 1n : top);
  const falling = (from: Credits, { expiresAt, runsOutAt, leftMicros }: Line) =>
    `M0 ${y(from)}L${x(runsOutAt ?? expiresAt)} ${y(leftMicros)}L${x(expiresAt)} ${HEIGHT}`;
  const line = falling(standing.availableMicros, forecast);
  return {
    line,
    area: `${line}L0 ${HEIGHT}Z`,
    more: falling(ifToppedUp.standing.availableMicros, ifToppedUp),
    expiryX: x(forecast.expiresAt).toString(),
  };
}
