import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { createNoise, ramp } from '../paint/noise.ts';
import { between } from '../paint/prng.ts';
import { circle, polygon, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { reef } from './reef.ts';
import type { Setting } from './setting.ts';

/** Under water: light from above, beams, weeds, corals and a sandy bed. */
export function underwater(stage: Stage): Setting {
  const { frame } = stage;
  paintDepths(stage);
  const y = frame.height * 0.66;
  return {
    standAt: () => y,
    room: y - frame.height * 0.12,
    horizonY: frame.height,
    shadow: 0,
    front: () => stage.layer('bubbles', bubbles(stage)),
  };
}

function paintDepths(stage: Stage): void {
  const { frame, light } = stage;
  const rng = stage.rng('depths');
  const night = stage.scene.time === 'night';
  const warm = stage.scene.time === 'dusk' || stage.scene.time === 'dawn';
  const top = light.grade(mix(rgb(night ? '#1d5a7a' : '#7fd8de'), light.sky[3], warm ? 0.3 : 0.08));
  const middle = light.grade(rgb(night ? '#0d3354' : '#2391b0'));
  const deep = light.grade(rgb(night ? '#051529' : '#0b3f66'));
  stage.layer(
    'depths',
    rect(-10, -10, frame.width + 20, frame.height + 20, {
      fill: stage.linear([
        [0, top],
        [0.42, middle],
        [1, deep],
      ]),
    }),
  );
  stage.layer('surface', surfaceLight(stage, top));
  stage.layer('beams', seaBeams(stage, mix(top, [255, 255, 255], 0.4)));
  const bed = rgb('#cdb98a');
  for (const [i, share] of [0.8, 0.9].entries()) {
    const points = Array.from({ length: 14 }, (_, k): readonly [number, number] => [
      (frame.width * (k - 0.5)) / 12.5,
      frame.height * share + between(rng, -22, 22),
    ]);
    const tone = mix(
      light.grade(shift(bed, night ? -0.35 : -0.14)),
      i === 0 ? middle : deep,
      i === 0 ? 0.68 : 0.44,
    );
    if (i === 0) stage.layer('far reef', reef(stage, frame.height * 0.84, 0.55, middle, 'far'));
    stage.layer(
      `bed ${i}`,
      polygon([...points, [frame.width + 40, frame.height + 20], [-40, frame.height + 20]], {
        fill: stage.linear([
          [0, mix(tone, top, 0.18)],
          [1, mix(tone, deep, 0.5)],
        ]),
      }),
    );
  }
  stage.layer('reef', reef(stage, frame.height * 0.98, 1, deep, 'near'));
}

function surfaceLight(stage: Stage, top: Rgb): string {
  if (stage.detail === 1) return '';
  const noise = createNoise(stage.rng('surface'));
  const aspect = stage.frame.width / 200;
  return stage.texture(
    { x: -10, y: -10, width: stage.frame.width + 20, height: stage.frame.height * 0.34 },
    180,
    60,
    (u, v) => {
      const depth = 0.25 + v * 1.4;
      const cell =
        Math.abs(noise((u * aspect * 1.5) / depth, v * 7 + 3)) +
        Math.abs(noise((u * aspect * 2.6) / depth + 20, v * 11)) * 0.5;
      const line = ramp(0.3, 0, cell) * (1 - v) ** 1.6;
      return [
        Math.min(255, top[0] + 60),
        Math.min(255, top[1] + 40),
        Math.min(255, top[2] + 30),
        line * 0.65,
      ];
    },
  );
}

function seaBeams(stage: Stage, colour: Rgb): string {
  const rng = stage.rng('sea beams');
  const { frame } = stage;
  const x = frame.width * stage.light.place[0];
  const fill = stage.linear([
    [0, colour, 0.3],
    [1, colour, 0],
  ]);
  let svg = '';
  for (let i = 0; i < 4 + stage.detail * 2; i += 1) {
    const from = x + between(rng, -0.36, 0.36) * frame.width;
    const wide = between(rng, 20, 70);
    const slant = (from - x) * 0.6 - stage.light.side * 60;
    const low = frame.height * between(rng, 0.55, 0.9);
    svg += polygon(
      [
        [from, -10],
        [from + wide, -10],
        [from + wide * 2.6 + slant, low],
        [from + slant, low],
      ],
      { fill },
    );
  }
  return svg;
}

function bubbles(stage: Stage): string {
  const rng = stage.rng('bubbles');
  const { frame } = stage;
  let svg = '';
  for (let i = 0; i < 14 * stage.detail; i += 1) {
    const column = Math.floor(rng() * 4);
    const x = frame.width * (0.16 + column * 0.23) + between(rng, -26, 26);
    const y = frame.height * rng();
    const radius = between(rng, 2, 11);
    svg += circle(x, y, radius, {
      fill: '#ffffff',
      opacity: 0.12,
      stroke: '#e8fbff',
      width: 1.2,
      strokeOpacity: 0.55,
    });
    svg += circle(x - radius * 0.35, y - radius * 0.35, radius * 0.22, { fill: '#ffffff', opacity: 0.8 });
  }
  return svg;
}
