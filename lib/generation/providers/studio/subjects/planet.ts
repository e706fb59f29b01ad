import { css, mix, rgb, shift } from '../paint/colour.ts';
import { between, pick, wholeBetween } from '../paint/prng.ts';
import { circle, clipped, ellipse, group, num } from '../paint/svg.ts';
import { paintDeepSpace } from '../scenery/place-space.ts';
import type { Setting } from '../scenery/setting.ts';
import type { Stage } from '../stage.ts';
import { type Surface, sphere } from './sphere.ts';

const PLANETS: Readonly<Record<string, readonly [readonly string[], Surface, boolean]>> = {
  mars: [['#7a3420', '#c7663c', '#eaa877'], { bands: 0, features: 1.8, spots: 1 }, false],
  earth: [['#12408a', '#2f7fc0', '#f2f7fa'], { bands: 0, features: 1.6, spots: 1.6 }, false],
  jupiter: [['#8a5a3c', '#d9a878', '#f6e6cc'], { bands: 4.4, features: 1.3, spots: 0.5 }, false],
  saturn: [['#a8825a', '#dcbc8a', '#f7ecd0'], { bands: 3.4, features: 0.9, spots: 0.2 }, true],
  neptune: [['#17308a', '#3a6fd8', '#a8d4f6'], { bands: 2.2, features: 1, spots: 0.4 }, false],
  violet: [['#3a1d6e', '#8a4fc0', '#f0b7e0'], { bands: 2.8, features: 1.4, spots: 0.6 }, true],
  teal: [['#0e4a5a', '#2fa69a', '#d6f3d8'], { bands: 3, features: 1.2, spots: 0.6 }, true],
};

/** A planet with moons, ringed or not, before a nebula. */
export function planet(stage: Stage): Setting {
  const { frame, light, scene } = stage;
  const rng = stage.rng('planet');
  paintDeepSpace(stage);
  const german: Readonly<Record<string, string>> = {
    erde: 'earth',
    globe: 'earth',
    venus: 'mars',
    uranus: 'neptune',
  };
  const asked = [...scene.words].map((word) => german[word] ?? word).find((word) => word in PLANETS);
  const [hexes, surface, ringed] =
    PLANETS[asked ?? pick(rng, ['saturn', 'jupiter', 'violet', 'teal', 'neptune'])]!;
  const radius = Math.min(frame.width, frame.height) * (ringed ? 0.25 : 0.3);
  const x = frame.width * (0.5 - light.side * 0.05);
  const y = frame.height * 0.48;
  const paints =
    scene.accent === undefined
      ? hexes
      : [shift(scene.accent, -0.22), scene.accent, shift(scene.accent, 0.24, 0.6)].map(css);
  const air = light.grade(rgb(paints[1]!));
  stage.layer('atmosphere', circle(x, y, radius * 1.55, { fill: stage.halo(air, 0.75) }));
  const tilt = between(rng, -24, -12) * light.side;
  if (ringed)
    stage.layer(
      'ring behind',
      group(`translate(${num(x)} ${num(y)}) rotate(${num(tilt)})`, ring(stage, radius, paints, -1)),
    );
  stage.layer(
    'planet',
    circle(x, y, radius, { fill: css(stage.light.grade(rgb('#07080f'))) }) +
      sphere(stage, 'planet', { x, y, radius }, paints, surface),
  );
  if (ringed)
    stage.layer(
      'ring before',
      group(`translate(${num(x)} ${num(y)}) rotate(${num(tilt)})`, ring(stage, radius, paints, 1)),
    );
  for (let i = 0; i < wholeBetween(rng, 1, 2); i += 1) {
    const small = radius * between(rng, 0.08, 0.17);
    const spot = {
      x: frame.width * (i === 0 ? 0.5 + light.side * 0.34 : 0.5 - light.side * 0.36),
      y: frame.height * between(rng, 0.16, 0.34),
      radius: small,
    };
    stage.layer(
      `satellite ${i}`,
      sphere(stage, `satellite ${i}`, spot, ['#4a4a55', '#8f8d92', '#dcd6cc'], {
        bands: 0,
        features: 2.2,
        spots: 1,
      }),
    );
  }
  return {
    standAt: () => frame.height * 0.88,
    room: frame.height * 0.7,
    horizonY: frame.height,
    shadow: 0,
    front: () => undefined,
  };
}

/** One half of a ring: behind the planet (-1) or before it (1). */
function ring(stage: Stage, radius: number, hexes: readonly string[], half: 1 | -1): string {
  const rng = stage.rng('ring');
  const bands = 5 + stage.detail * 4;
  const reach = radius * 2.6;
  const box =
    half < 0
      ? `M${num(-reach)} ${num(-reach)}H${num(reach)}V0H${num(-reach)}Z`
      : `M${num(-reach)} 0H${num(reach)}V${num(reach)}H${num(-reach)}Z`;
  let svg = '';
  for (let i = 0; i < bands; i += 1) {
    const at = radius * (1.32 + (0.95 * i) / bands);
    const colour = stage.light.grade(mix(rgb(hexes[1]!), rgb(hexes[2]!), rng()));
    svg += ellipse(0, 0, at, at * 0.26, {
      stroke: css(colour),
      width: (radius / bands) * between(rng, 0.5, 0.95),
      strokeOpacity: between(rng, 0.3, 0.85),
    });
  }
  return clipped(stage.clip(box), svg);
}
