import { mix, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { num, path } from '../paint/svg.ts';
import { blossoms } from '../scenery/grass.ts';
import { hill, paintGroundCover, paintHills } from '../scenery/hills.ts';
import { leafyTree } from '../scenery/leaves.ts';
import { WILD_FLOWERS } from '../scenery/place-meadow.ts';
import { grassColour } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

/** A garden: flower beds, clipped hedges, a path and an arch. */
export function garden(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('garden');
  const horizonY = frame.height * 0.48;
  paintSky(stage, horizonY + 20);
  const green = mix(grassColour(stage), rgb('#4f8a4a'), 0.35);
  paintHills(stage, horizonY, frame.height * 0.6);
  let trees = '';
  for (const share of [0.03, 0.15, 0.27, 0.74, 0.86, 0.98]) {
    trees += leafyTree(stage, rng, {
      x: frame.width * share,
      y: frame.height * 0.635,
      height: between(rng, 190, 290),
      distance: 0.14,
      ...(rng() < 0.35 ? { leaves: rgb('#e6a3b8') } : {}),
    });
  }
  stage.layer('garden trees', trees);
  const lawn = hill(
    stage,
    'lawn',
    { y: frame.height * 0.62, swing: 6, waves: 1, floor: frame.height + 20 },
    green,
    0,
  );
  stage.layer('lawn', lawn.svg);
  paintGroundCover(stage, frame.height * 0.64, green);
  const middle = frame.width * (0.5 + stage.light.side * 0.04);
  const top = frame.height * 0.625;
  const bottom = frame.height + 10;
  const walk = `M${num(middle - 16)} ${num(top)}C${num(middle - 70)} ${num(top + 110)} ${num(middle - 40)} ${num(top + 150)} ${num(middle - frame.width * 0.2)} ${num(bottom)}H${num(middle + frame.width * 0.18)}C${num(middle + 120)} ${num(top + 170)} ${num(middle + 10)} ${num(top + 110)} ${num(middle + 16)} ${num(top)}Z`;
  stage.layer(
    'walk',
    path(walk, {
      fill: stage.linear([
        [0, stage.toneRgb(rgb('#dcc6a0'), 0.85, 0.1)],
        [1, stage.toneRgb(rgb('#dcc6a0'), 0.6)],
      ]),
    }),
  );
  stage.layer('arch', roseArch(stage, middle, top + 46));
  const beds =
    stage.scene.accent === undefined
      ? [...WILD_FLOWERS, rgb('#e0559a'), rgb('#6a8fd8')]
      : [stage.scene.accent, shift(stage.scene.accent, 0.1)];
  for (const side of [-1, 1]) {
    const edge = side < 0 ? -20 : frame.width + 20;
    const inner = middle + side * frame.width * 0.1;
    const bed = blossoms(stage, rng, {
      from: Math.min(edge, inner + side * 60),
      to: Math.max(edge, inner + side * 60),
      top: top + 24,
      bottom: bottom + 10,
      many: Math.round(70 * stage.detail * Math.max(1, frame.width / 1300)),
      colours: beds,
      size: 21,
    });
    stage.layer(side < 0 ? 'bed left' : 'bed right', bed);
  }
  return standing(stage, horizonY, () => frame.height * 0.92);
}

function roseArch(stage: Stage, x: number, y: number): string {
  const rng = stage.rng('arch');
  const [wide, tall] = [92, 210];
  let svg = path(
    `M${num(x - wide)} ${num(y)}V${num(y - tall * 0.6)}A${wide} ${wide} 0 0 1 ${num(x + wide)} ${num(y - tall * 0.6)}V${num(y)}`,
    { stroke: stage.tone(rgb('#e9e2d2'), 0.8), width: 9 },
  );
  const leaves = 130;
  for (let i = 0; i < leaves; i += 1) {
    const t = i / (leaves - 1);
    const angle = Math.PI * (1 - t);
    const [px, py] =
      t < 0.2
        ? [x - wide, y - tall * 0.6 * (t / 0.2)]
        : t > 0.8
          ? [x + wide, y - tall * 0.6 * ((1 - t) / 0.2)]
          : [x + Math.cos(Math.PI * (1 - (t - 0.2) / 0.6)) * wide, y - tall * 0.6 - Math.sin(angle) * wide];
    const size = between(rng, 9, 20);
    svg += `<circle cx="${num(px + between(rng, -12, 12))}" cy="${num(py + between(rng, -12, 12))}" r="${num(size)}" fill="${stage.tone(rgb('#4f8a48'), between(rng, 0.2, 0.8))}"/>`;
    if (i % 3 === 0)
      svg += `<circle cx="${num(px + between(rng, -14, 14))}" cy="${num(py + between(rng, -14, 14))}" r="${num(size * 0.55)}" fill="${stage.tone(pick(rng, ['#f0b7c6', '#e26a8a', '#fbeef0'].map(rgb)), between(rng, 0.6, 1))}"/>`;
  }
  return svg;
}
