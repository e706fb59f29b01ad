import { rgb } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { drawMountain, farRange } from './mountains.ts';
import { isSnowy } from './seasons.ts';

/**
 * A range of near mountains between the sky and a foot line.
 *
 * @param stage The picture.
 * @param footY Where the mountains end.
 * @param topY Height of the highest peak.
 */
export function paintPeaks(stage: Stage, footY: number, topY: number): void {
  const { frame } = stage;
  const rng = stage.rng('peaks');
  const rise = footY - topY;
  stage.layer('far range', farRange(stage, footY, { rise: rise * 0.62, layers: 2 }));
  const rock = rgb(pick(rng, ['#6d7480', '#75706c', '#626d7c', '#7c7168']));
  const snowy = isSnowy(stage);
  const main = frame.width * (0.5 - stage.light.side * between(rng, 0.04, 0.14));
  const spread = Math.max(rise * 0.95, frame.width * 0.3);
  const peaks = [
    {
      x: main - spread * 0.9,
      peakY: topY + rise * between(rng, 0.32, 0.44),
      half: rise * 0.95,
      distance: 0.4,
    },
    { x: main + spread * 0.88, peakY: topY + rise * between(rng, 0.26, 0.4), half: rise, distance: 0.36 },
    { x: main - spread * 1.75, peakY: topY + rise * between(rng, 0.28, 0.4), half: rise, distance: 0.38 },
    { x: main + spread * 1.8, peakY: topY + rise * between(rng, 0.3, 0.4), half: rise, distance: 0.38 },
    { x: main, peakY: topY, half: rise * between(rng, 0.92, 1.08), distance: 0.2 },
    { x: main + spread * 0.42, peakY: topY + rise * 0.5, half: rise * 0.6, distance: 0.12 },
    { x: main - spread * 0.5, peakY: topY + rise * 0.58, half: rise * 0.55, distance: 0.1 },
  ];
  peaks
    .filter(({ x, half }) => x + half > -20 && x - half < frame.width + 20)
    .forEach(({ x, peakY, half, distance }, i) => {
      const snow = snowy ? 0.85 : Math.max(0, 0.52 - ((peakY - topY) / rise) * 0.6);
      stage.layer(
        `mountain ${i}`,
        drawMountain(stage, rng, { x, peakY, half, distance, rock, snow, baseY: footY + 30 }),
      );
    });
  stage.layer(
    'mist',
    drawMist(stage, 'foot', footY - rise * 0.05, rise * 0.42, stage.scene.weather === 'fog' ? 0.95 : 0.5),
  );
}
