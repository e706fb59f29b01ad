/** A point in the coordinates of the shape being drawn. */
export type Point = readonly [number, number];

/** How a shape is painted; `undefined` leaves the attribute out. */
export type Paint = {
  readonly fill?: string;
  /** Opacity of the fill, 0 to 1. */
  readonly opacity?: number;
  readonly stroke?: string;
  /** Stroke width, in the shape's units. */
  readonly width?: number;
  readonly strokeOpacity?: number;
  readonly cap?: 'round' | 'butt';
  readonly transform?: string;
};

/** Writes a number with at most two decimals: short files, and no noise in the last digits. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function attributes(paint: Paint): string {
  let text = ` fill="${paint.fill ?? 'none'}"`;
  if (paint.opacity !== undefined) text += ` fill-opacity="${num(paint.opacity)}"`;
  if (paint.stroke !== undefined) {
    text += ` stroke="${paint.stroke}" stroke-width="${num(paint.width ?? 1)}" stroke-linejoin="round"`;
    if (paint.cap !== 'butt') text += ' stroke-linecap="round"';
    if (paint.strokeOpacity !== undefined) text += ` stroke-opacity="${num(paint.strokeOpacity)}"`;
  }
  if (paint.transform !== undefined) text += ` transform="${paint.transform}"`;
  return text;
}

/** A path from its `d` text. */
export function path(d: string, paint: Paint): string {
  return `<path d="${d}"${attributes(paint)}/>`;
}

/** A closed polygon. */
export function polygon(points: readonly Point[], paint: Paint): string {
  return path(`${line(points)}Z`, paint);
}

/** A circle. */
export function circle(x: number, y: number, radius: number, paint: Paint): string {
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}"${attributes(paint)}/>`;
}

/** An ellipse. */
export function ellipse(x: number, y: number, rx: number, ry: number, paint: Paint): string {
  return `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}"${attributes(paint)}/>`;
}

/** A rectangle; `round` is the corners' radius. */
export function rect(x: number, y: number, width: number, height: number, paint: Paint, round = 0): string {
  const corner = round > 0 ? ` rx="${num(round)}"` : '';
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}"${corner}${attributes(paint)}/>`;
}

/** A group, moved, turned or scaled as a whole. */
export function group(transform: string, content: string): string {
  return `<g transform="${transform}">${content}</g>`;
}

/** Content cut to an outline that was defined with `Stage.clip`. */
export function clipped(clip: string, content: string): string {
  return `<g clip-path="${clip}">${content}</g>`;
}

/** A group that is seen through as a whole. Costly on large canvases: a few in a picture. */
export function veil(opacity: number, content: string): string {
  return `<g opacity="${num(opacity)}">${content}</g>`;
}

/** `translate(x y) scale(s)`, mirrored left to right when asked. */
export function placed(x: number, y: number, scale: number, mirrored = false, degrees = 0): string {
  const turn = degrees === 0 ? '' : ` rotate(${num(degrees)})`;
  const horizontal = Math.round(scale * (mirrored ? -1e4 : 1e4)) / 1e4;
  return `translate(${num(x)} ${num(y)})${turn} scale(${horizontal} ${Math.round(scale * 1e4) / 1e4})`;
}

/** The `d` of straight lines through points; empty for none. */
export function line(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('');
}

/**
 * The `d` of a smooth curve through points (Catmull-Rom as Bézier pieces).
 *
 * @param points At least two points that the curve goes through.
 * @param closed Whether the curve returns to its first point.
 * @param tension 0 (corners) to 1 (round); 1 is the usual curve.
 */
export function smooth(points: readonly Point[], closed = false, tension = 1): string {
  const count = points.length;
  const at = (index: number): Point =>
    closed ? points[(index + count) % count]! : points[Math.min(count - 1, Math.max(0, index))]!;
  let d = `M${num(at(0)[0])} ${num(at(0)[1])}`;
  const pieces = closed ? count : count - 1;
  const k = tension / 6;
  for (let i = 0; i < pieces; i += 1) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    d += `C${num(from[0] + (to[0] - before[0]) * k)} ${num(from[1] + (to[1] - before[1]) * k)} `;
    d += `${num(to[0] - (after[0] - from[0]) * k)} ${num(to[1] - (after[1] - from[1]) * k)} `;
    d += `${num(to[0])} ${num(to[1])}`;
  }
  return closed ? `${d}Z` : d;
}

/** A shape closed by a smooth outline through the points. */
export function blob(points: readonly Point[], paint: Paint, tension = 1): string {
  return path(smooth(points, true, tension), paint);
}

/** An open stroke through the points, smooth by default. */
export function stroke(points: readonly Point[], colour: string, width: number, paint: Paint = {}): string {
  return path(smooth(points), { ...paint, stroke: colour, width });
}

/** The smooth outline on `points`, closed down to `floor`: hills, dunes, water edges. */
export function land(points: readonly Point[], floor: number, paint: Paint, sharp = false): string {
  const [first, last] = [points[0]!, points[points.length - 1]!];
  const top = sharp ? line(points) : smooth(points);
  return path(`${top}L${num(last[0])} ${num(floor)}L${num(first[0])} ${num(floor)}Z`, paint);
}
