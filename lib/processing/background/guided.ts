/** A plane of numbers, row by row. */
export type Plane = Float32Array;
export type Size = { width: number; height: number };

/** A line in the guide's values for each pixel: what is filtered is `slope * guide + offset` there. */
export type Lines = { slope: Plane; offset: Plane };

/**
 * The guided filter's coefficients (He, Sun, Tang: Guided Image Filtering, 2010): smooths a plane so that its edges
 * follow those of the guide. The coefficients may be enlarged and used with a larger guide.
 *
 * @param guide 0 to 1
 * @param radius of the window, in pixels
 * @param epsilon variance of the guide below which it counts as even
 */
export function guidedLines(guide: Plane, plane: Plane, size: Size, radius: number, epsilon: number): Lines {
  const mean = (of: Plane) => boxMean(of, size, radius);
  const product = (a: Plane, b: Plane) => a.map((value, at) => value * at_(b, at));
  const meanGuide = mean(guide);
  const meanPlane = mean(plane);
  const meanProduct = mean(product(guide, plane));
  const meanSquare = mean(product(guide, guide));
  const slope = meanGuide.map((m, at) => {
    const variance = at_(meanSquare, at) - m * m;
    return (at_(meanProduct, at) - m * at_(meanPlane, at)) / (variance + epsilon);
  });
  const offset = meanPlane.map((m, at) => m - at_(slope, at) * at_(meanGuide, at));
  return { slope: mean(slope), offset: mean(offset) };
}

/** The mean of the window around each pixel, cut off at the picture's edge: by rows, then by columns. */
function boxMean(plane: Plane, { width, height }: Size, radius: number): Plane {
  const rows = new Float32Array(plane.length);
  for (let y = 0; y < height; y += 1) slide(plane, rows, y * width, 1, width, radius);
  const result = new Float32Array(plane.length);
  for (let x = 0; x < width; x += 1) slide(rows, result, x, width, height, radius);
  return result;
}

function slide(from: Plane, to: Plane, start: number, step: number, length: number, radius: number): void {
  let sum = 0;
  let count = 0;
  for (let next = 0; next < length + radius; next += 1) {
    if (next < length) {
      sum += at_(from, start + next * step);
      count += 1;
    }
    const left = next - 2 * radius - 1;
    if (left >= 0) {
      sum -= at_(from, start + left * step);
      count -= 1;
    }
    const centre = next - radius;
    if (centre >= 0) to[start + centre * step] = sum / count;
  }
}

function at_(plane: Plane, index: number): number {
  return plane[index] ?? 0;
}
