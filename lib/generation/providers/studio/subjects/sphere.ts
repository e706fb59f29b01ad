import { lerp, type Rgb, rgb } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import type { Stage } from '../stage.ts';

export type Surface = { readonly bands: number; readonly features: number; readonly spots: number };

/** A sphere of noise, lit from one side; a raster, so that its surface is soft. */
export function sphere(
  stage: Stage,
  name: string,
  { x, y, radius }: { x: number; y: number; radius: number },
  hexes: readonly string[],
  surface: Surface,
  opacity = 1,
): string {
  const noise = createNoise(stage.rng(`sphere ${name}`));
  const [low, middle, high] = hexes.map((hex) => stage.light.grade(rgb(hex))) as [Rgb, Rgb, Rgb];
  const pixels = [0, 90, 170, 260][stage.detail]!;
  const side = stage.light.side;
  const [lx, ly, lz] = [side * 0.66, -0.38, 0.65];
  const dark = stage.light.grade(rgb('#05060f'));
  return stage.texture(
    { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 },
    pixels,
    pixels,
    (u, v) => {
      const [px, py] = [u * 2 - 1, v * 2 - 1];
      const out = px * px + py * py;
      if (out > 1.02) return [middle[0], middle[1], middle[2], 0];
      const pz = Math.sqrt(Math.max(0, 1 - out));
      const longitude = Math.atan2(px, pz + 0.25) * 1.4;
      const warp = fractal(noise, longitude * surface.features, py * surface.features * 1.4, 4);
      const value =
        surface.bands > 0
          ? Math.sin((py * surface.bands + warp * 0.55) * Math.PI) * 0.5 +
            fractal(noise, longitude * 3, py * 14, 4) * 0.4
          : fractal(noise, longitude * surface.features * 1.5 + 40, py * surface.features * 1.5, 5) * 1.5;
      const tone =
        ramp(-0.6, 0.7, value) +
        surface.spots * 0.2 * ramp(0.2, 0.5, fractal(noise, longitude * 6 + 9, py * 6, 3));
      const lit = Math.max(0, px * lx + py * ly + pz * lz);
      const surfaceColour = tone < 0.5 ? lerp(low, middle, tone * 2) : lerp(middle, high, (tone - 0.5) * 2);
      const colour = lerp(dark, surfaceColour, 0.07 + 1.02 * lit ** 0.8);
      return [colour[0], colour[1], colour[2], opacity * ramp(1.02, 0.965, out)];
    },
  );
}
