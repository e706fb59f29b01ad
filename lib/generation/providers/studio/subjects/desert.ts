import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { num, type Point, path, smooth } from '../paint/svg.ts';
import { paintDunes, SAND } from '../scenery/dunes.ts';
import { farRange } from '../scenery/mountains.ts';
import { relief } from '../scenery/relief.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

/** Dunes with long shadows, far mesas, a caravan's trail of footprints. */
export function desert(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.5;
  paintSky(stage, horizonY + 10);
  stage.layer('mesas', farRange(stage, horizonY + 12, { rise: 110, layers: 3, rock: rgb('#a3694c') }));
  paintDunes(stage, horizonY);
  stage.layer('great dune', greatDune(stage, horizonY));
  return standing(stage, horizonY, () => frame.height * 0.9);
}

/** High dunes with winding crests: one side in the sun, the other in shade. */
function greatDune(stage: Stage, horizonY: number): string {
  const rng = stage.rng('great dune');
  const { frame, light } = stage;
  const depth = frame.height - horizonY;
  const far = {
    x: frame.width * (0.5 + light.side * between(rng, 0.12, 0.24)),
    y: horizonY + depth * 0.04,
    foot: horizonY + depth * 0.52,
    reach: 0.62,
    distance: 0.24,
  };
  const near = {
    x: frame.width * (0.5 - light.side * between(rng, 0.1, 0.2)),
    y: horizonY - depth * between(rng, 0.12, 0.2),
    foot: frame.height + 30,
    reach: 1,
    distance: 0.02,
  };
  return dune(stage, 'far dune', far) + dune(stage, 'near dune', near);
}

type Dune = { x: number; y: number; foot: number; reach: number; distance: number };

function dune(stage: Stage, name: string, { x, y, foot, reach, distance }: Dune): string {
  const { frame, light } = stage;
  const rng = stage.rng(name);
  const s = light.side;
  const tall = foot - y;
  const wind = between(rng, 0.7, 1.15) * frame.width * 0.09 * reach;
  const crest: Point[] = Array.from({ length: 9 }, (_, i): Point => {
    const t = i / 8;
    return [
      x + s * Math.sin(t * 5.4 + 0.25) * wind * (0.15 + t) - s * t * t * frame.width * 0.16,
      y + tall * t ** 1.12,
    ];
  });
  const spine = smooth(crest);
  const spread = frame.width * 0.72 * reach;
  const side = (to: number, level: number): string =>
    `${spine}L${num(x + to * spread)} ${num(foot)}L${num(x + to * spread)} ${num(y + tall * level)}C${num(x + to * spread * 0.62)} ${num(y + tall * (level - 0.06))} ${num(x + to * spread * 0.3)} ${num(y + tall * 0.14)} ${num(x)} ${num(y)}Z`;
  const lit = side(s, 0.5);
  const box = { x: x - spread, y, width: spread * 2, height: tall };
  return (
    path(side(-s, 0.56), {
      fill: stage.linear([
        [0, stage.toneRgb(SAND, 0.2, distance + 0.1)],
        [1, stage.toneRgb(shift(SAND, -0.07), 0.08, distance)],
      ]),
    }) +
    path(lit, {
      fill: stage.linear([
        [0, stage.toneRgb(SAND, 1, distance + 0.06)],
        [1, stage.toneRgb(SAND, 0.74, distance)],
      ]),
    }) +
    relief(stage, name, lit, box, { features: 7, strength: 0.13, drawn: 0.3 })
  );
}
