import { type Lab, learn, likelihood, toLab } from './colors.ts';
import { guidedLines, type Plane, type Size } from './guided.ts';

/** How far from the edge the picture is taken for background at first: a share of its shorter side. */
const FRAME = 0.04;
const ROUNDS = 4;
/** How much of the subject enclosed ground is taken for at first. */
const ENCLOSED = 0.3;
/** How much a color that one side alone knows may count against the neighbours. */
const SUREST = 6;
/** A difference in brightness of a tenth is an edge to be followed. */
const EPSILON = 0.0025;

/**
 * Finds what stands before a background. The picture's edge shows the background's colors; what the edge can be reached
 * from without leaving these colors is background. Then both sides' colors are learnt, each pixel is judged by them
 * and by its neighbours, along the picture's own edges, and again with what is known then.
 *
 * @param rgb 8-bit sRGB, 3 a pixel; small (about 256 a side)
 * @param tolerance 0 to 255, a distance of colors: how far from the edge's colors is background still
 * @returns how much each pixel is subject, 0 to 1
 */
export function subjectOf(rgb: Uint8Array, size: Size, tolerance: number): Plane {
  const lab = toLab(rgb);
  const guide = Float32Array.from({ length: size.width * size.height }, (_, at) => (lab[at * 3] ?? 0) / 100);
  let subject = firstGuess(lab, size, tolerance);
  for (let round = 0; round < ROUNDS; round += 1) {
    const back = learn(
      lab,
      subject.map((value) => 1 - value),
    );
    const front = learn(lab, subject);
    // All background, or all subject: there is nothing to tell apart.
    if (back.length === 0 || front.length === 0) return subject;
    const before = subject;
    const judged = subject.map((value, pixel) => {
      const colors = likelihood(front, lab, pixel) - likelihood(back, lab, pixel);
      const place = 3 * (2 * value - 1);
      return logistic(Math.max(-SUREST, Math.min(SUREST, colors)) + place);
    });
    const radius = Math.max(2, Math.round(Math.min(size.width, size.height) / 50));
    const { slope, offset } = guidedLines(guide, judged, size, radius, EPSILON);
    subject = guide.map((value, at) => clamp((slope[at] ?? 0) * value + (offset[at] ?? 0)));
    subject = withoutSpecks(subject, size, before);
  }
  return subject;
}

/** What the picture's edge cannot be reached from without leaving the edge's colors. */
function firstGuess(lab: Lab, size: Size, tolerance: number): Plane {
  const { width, height } = size;
  const depth = Math.max(1, Math.round(Math.min(width, height) * FRAME));
  const isEdge = (pixel: number) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return Math.min(x, width - 1 - x, y, height - 1 - y) < depth;
  };
  const frame = Float32Array.from({ length: width * height }, (_, pixel) => (isEdge(pixel) ? 1 : 0));
  const colors = learn(lab, frame);
  // A color that is a small part of the edge is rather a subject that touches it.
  const grounds = colors.filter(({ share }) => share > 0.05);
  const reach = (tolerance / 255) * 100;
  const isGround = (pixel: number, within: number) =>
    grounds.some(({ center: [l, a, b], variance }) => {
      const at = pixel * 3;
      const distance = Math.hypot((lab[at] ?? 0) - l, (lab[at + 1] ?? 0) - a, (lab[at + 2] ?? 0) - b);
      return distance < within + 1.5 * Math.sqrt(variance);
    });
  // What has the ground's colors and cannot be reached may be seen through the subject, or be a part of it: its
  // neighbours and what both sides look like will tell.
  const subject = frame.map((_, pixel) => (isGround(pixel, reach / 2) ? ENCLOSED : 1));
  const open = [...frame.keys()].filter((pixel) => frame[pixel] === 1 && isGround(pixel, reach));
  for (const pixel of open) subject[pixel] = 0;
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    for (const next of neighbours(pixel, size)) {
      if (subject[next] === 0 || !isGround(next, reach)) continue;
      subject[next] = 0;
      open.push(next);
    }
  }
  return subject;
}

/** Lets go of what is less than a hundredth of the largest piece: a speck is no subject, nor a pinhole background. */
function withoutSpecks(subject: Plane, size: Size, fallback: Plane): Plane {
  const cleaned = subject.slice();
  for (const isFront of [true, false]) {
    const pieces = piecesOf(subject, size, isFront).sort((a, b) => b.length - a.length);
    const [largest] = pieces;
    if (largest === undefined) return fallback;
    for (const piece of pieces)
      if (piece.length < largest.length / 100) for (const pixel of piece) cleaned[pixel] = isFront ? 0 : 1;
  }
  return cleaned;
}

function piecesOf(subject: Plane, size: Size, isFront: boolean): number[][] {
  const seen = new Uint8Array(subject.length);
  const belongs = (pixel: number) => (subject[pixel] ?? 0) > 0.5 === isFront;
  const pieces: number[][] = [];
  for (let start = 0; start < subject.length; start += 1) {
    if (seen[start] === 1 || !belongs(start)) continue;
    seen[start] = 1;
    const piece = [start];
    for (let at = 0; at < piece.length; at += 1) {
      for (const next of neighbours(piece[at] ?? 0, size)) {
        if (seen[next] === 1 || !belongs(next)) continue;
        seen[next] = 1;
        piece.push(next);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

function neighbours(pixel: number, { width, height }: Size): number[] {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const found: number[] = [];
  if (x > 0) found.push(pixel - 1);
  if (x < width - 1) found.push(pixel + 1);
  if (y > 0) found.push(pixel - width);
  if (y < height - 1) found.push(pixel + width);
  return found;
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}
