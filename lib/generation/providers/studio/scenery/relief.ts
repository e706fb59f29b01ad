import { createNoise, fractal } from '../paint/noise.ts';
import { clipped } from '../paint/svg.ts';
import { grid } from '../paint/texture.ts';
import type { Box, Stage } from '../stage.ts';

/**
 * Stone, bark or earth: light and shade of a rough surface, laid over a shape that is already painted.
 * The sketch model leaves surfaces smooth.
 *
 * @param stage The picture.
 * @param name Names its numbers.
 * @param outline The shape, as the `d` of a path.
 * @param box What the shape lies in.
 * @param options Features in 1000 units, how strongly they show (0 to 1), and how much they are drawn out downwards.
 */
export function relief(
  stage: Stage,
  name: string,
  outline: string,
  box: Box,
  { features, strength, drawn = 1 }: { features: number; strength: number; drawn?: number },
): string {
  if (stage.detail === 1 || stage.scene.style === 'minimalist' || box.width <= 0 || box.height <= 0)
    return '';
  const noise = createNoise(stage.rng(`relief ${name}`));
  const fine =
    (stage.detail === 3 ? 0.34 : 0.22) * Math.min(1, Math.sqrt(600 / Math.max(box.width, box.height)) + 0.25);
  const columns = Math.max(16, Math.round(box.width * fine));
  const rows = Math.max(16, Math.round(box.height * fine));
  const scaleX = (box.width / 1000) * features;
  const scaleY = ((box.height / 1000) * features) / drawn;
  const height = grid(columns, rows, (u, v) => {
    const bent = 0.35 * noise(u * scaleX * 0.7 + 31, v * scaleY * 0.7);
    const ridge = 1 - Math.abs(fractal(noise, u * scaleX + bent, v * scaleY - bent, 5)) * 2;
    return ridge + 0.6 * fractal(noise, u * scaleX * 2.7 + 5, v * scaleY * 2.7, 3);
  });
  const { side, dark } = stage.light;
  const slope = fine * 34;
  const raster = stage.texture(box, columns, rows, (_u, _v, column, row) => {
    const across = height.at(column + 1, row) - height.at(column - 1, row);
    const down = height.at(column, row + 1) - height.at(column, row - 1);
    const facing = (-across * side + down * 0.7) * slope * 0.1;
    const amount = Math.max(-1, Math.min(1, facing * 1.6));
    return amount < 0
      ? [14, 12, 30, -amount * strength]
      : [255, 238, 214, amount * strength * (dark ? 0.2 : 0.5)];
  });
  return clipped(stage.clip(outline), raster);
}
