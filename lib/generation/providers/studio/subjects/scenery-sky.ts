import { css, lerp, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between, pick, wholeBetween } from '../paint/prng.ts';
import { circle, clipped, ellipse, group, num, path, polygon, rect } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import { paintDeepSpace } from '../scenery/beyond.ts';
import { drawMist } from '../scenery/clouds.ts';
import { hill } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import { conifer, coniferRow } from '../scenery/plants.ts';
import type { Setting } from '../scenery/setting.ts';
import { drawMoon, paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import { drawAurora } from '../scenery/wonders.ts';
import type { Stage } from '../stage.ts';

/** Polar light over mountains and a frozen lake. */
export function aurora(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('aurora land');
  const horizonY = frame.height * 0.72;
  paintSky(stage, horizonY, { clouds: false, body: false });
  if (!stage.scene.wonders.has('aurora')) stage.layer('aurora', drawAurora(stage, horizonY));
  stage.layer('far range', farRange(stage, horizonY + 10, { rise: 150, layers: 3, rock: rgb('#7f95b0') }));
  const shore = hill(
    stage,
    'aurora shore',
    { y: horizonY + 4, swing: 14, waves: 1.6, floor: horizonY + 40 },
    rgb('#dce6f0'),
    0.16,
  );
  stage.layer('shore', shore.svg);
  stage.layer(
    'firs',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(shore.points, x) + 8,
      96,
      stage.tone(rgb('#1f3a3a'), 0.1, 0.08),
      0.34,
    ),
  );
  paintWater(stage, horizonY + 30, frame.height, 0.98);
  const sheen = stage.linear([
    [0, stage.light.grade(rgb('#4dffb0')), 0.42],
    [1, stage.light.grade(rgb('#2fb6c8')), 0],
  ]);
  stage.layer('sheen', rect(-10, horizonY + 30, frame.width + 20, frame.height - horizonY, { fill: sheen }));
  let near = '';
  for (const [share, tall] of [
    [0.03, 380],
    [0.11, 260],
    [0.95, 330],
    [0.88, 220],
  ] as const)
    near += conifer(stage, rng, frame.width * share, frame.height + 6, tall);
  return {
    standAt: () => frame.height * 0.93,
    room: frame.height * 0.6,
    horizonY,
    shadow: 0.2,
    front: () => stage.layer('near firs', near),
  };
}

/** A great moon over a ridge, its light on the clouds. */
export function moon(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('moonscape');
  const horizonY = frame.height * 0.74;
  paintSky(stage, horizonY, { body: false, clouds: false });
  const radius = Math.min(frame.width, frame.height) * 0.25;
  const body = { x: frame.width * (0.5 + light.side * 0.06), y: horizonY * 0.52, radius };
  stage.layer('halo', circle(body.x, body.y, radius * 3.2, { fill: stage.halo(light.disc, 0.55) }));
  stage.layer('moon', moonFace(stage, body));
  stage.layer('moon clouds', drawMist(stage, 'moon', body.y + radius * 0.75, radius * 0.7, 0.5));
  stage.layer('far range', farRange(stage, horizonY + 20, { rise: 200, layers: 4, rock: rgb('#4a5a78') }));
  const slope = hill(
    stage,
    'moon slope',
    { y: horizonY + 30, swing: 30, waves: 1.6, floor: frame.height + 20 },
    rgb('#3a4a58'),
    0.3,
  );
  stage.layer('slope', slope.svg);
  stage.layer('valley mist', drawMist(stage, 'valley', horizonY + 80, 120, 0.6));
  const ridge = hill(
    stage,
    'ridge',
    { y: frame.height * 0.86, swing: 36, waves: 1.2, floor: frame.height + 20 },
    rgb('#2d3a40'),
    0.02,
  );
  stage.layer(
    'ridge trees',
    coniferRow(stage, rng, (x) => heightAt(ridge.points, x) + 8, 130, stage.tone(rgb('#1c2a30'), 0.05), 0.36),
  );
  stage.layer('ridge', ridge.svg);
  return {
    standAt: (x) => heightAt(ridge.points, x) + 10,
    room: frame.height * 0.7,
    horizonY,
    shadow: 0,
    front: () => undefined,
  };
}

/** The moon from near: craters as relief on a lit sphere. */
function moonFace(stage: Stage, body: { x: number; y: number; radius: number }): string {
  if (stage.detail === 1) return drawMoon(stage, body);
  return (
    drawMoon(stage, body) +
    sphere(
      stage,
      'moon face',
      body,
      ['#9a948a', '#d9d3c4', '#fdf9ea'],
      { bands: 0, features: 1.5, spots: 0.5 },
      0.5,
    )
  );
}

type Surface = { readonly bands: number; readonly features: number; readonly spots: number };

/** A sphere of noise, lit from one side; a raster, so that its surface is soft. */
function sphere(
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

/** Shapes, arcs and colour fields in a composition of their own. */
export function abstract(stage: Stage): Setting {
  const { frame, light, scene } = stage;
  const rng = stage.rng('abstract');
  const palettes: readonly (readonly string[])[] = [
    ['#f2e8d8', '#1d3a4c', '#e4572e', '#f2b134', '#4f9d8f'],
    ['#f5ede1', '#2b2a4c', '#b31312', '#ea906c', '#5a8f9c'],
    ['#eef0e5', '#304d30', '#b6c4b6', '#d98a4a', '#163020'],
    ['#f3e9ee', '#3d2c5a', '#e0669c', '#f4b860', '#3f88a8'],
    ['#e8eef2', '#0f3057', '#00a6a6', '#efca08', '#f08700'],
  ];
  const chosen = pick(rng, palettes).map((hex) => light.grade(rgb(hex)));
  if (scene.accent !== undefined) chosen[2] = scene.accent;
  const ground = light.dark ? chosen[1]! : chosen[0]!;
  const inks = chosen.filter((colour) => colour !== ground);
  stage.layer(
    'paper',
    rect(-10, -10, frame.width + 20, frame.height + 20, {
      fill: stage.linear(
        [
          [0, shift(ground, 0.02)],
          [1, shift(ground, -0.05)],
        ],
        [0, 0],
        [1, 1],
      ),
    }),
  );
  const kind = pick(rng, ['arcs', 'flow', 'tiles'] as const);
  stage.layer(kind, { arcs: arcs, flow: flow, tiles: tiles }[kind](stage, inks));
  return {
    standAt: () => frame.height * 0.92,
    room: frame.height * 0.8,
    horizonY: frame.height,
    shadow: 0,
    front: () => undefined,
  };
}

function arcs(stage: Stage, inks: readonly Rgb[]): string {
  const rng = stage.rng('arcs');
  const { frame } = stage;
  const unit = Math.min(frame.width, frame.height);
  let svg = '';
  const centre = { x: frame.width * between(rng, 0.36, 0.64), y: frame.height * between(rng, 0.36, 0.6) };
  svg += circle(centre.x, centre.y, unit * 0.31, {
    fill: stage.linear([
      [0, inks[1]!],
      [1, shift(inks[1]!, -0.08)],
    ]),
  });
  for (let i = 0; i < 5 + stage.detail * 3; i += 1) {
    const ink = pick(rng, inks);
    const x = centre.x + between(rng, -0.5, 0.5) * frame.width * 0.9;
    const y = centre.y + between(rng, -0.5, 0.5) * frame.height * 0.9;
    const size = unit * between(rng, 0.05, 0.24);
    const form = rng();
    if (form < 0.3)
      svg += path(`M${num(x - size)} ${num(y)}A${num(size)} ${num(size)} 0 0 1 ${num(x + size)} ${num(y)}Z`, {
        fill: css(ink),
        opacity: 0.94,
        transform: `rotate(${pick(rng, [0, 90, 180, 270])} ${num(x)} ${num(y)})`,
      });
    else if (form < 0.55)
      for (let k = 0; k < 4; k += 1)
        svg += circle(x, y, size * (1 - k * 0.22), { stroke: css(ink), width: size * 0.08 });
    else if (form < 0.75)
      svg += polygon(
        [
          [x, y - size],
          [x + size * 0.9, y + size * 0.7],
          [x - size * 0.9, y + size * 0.7],
        ],
        {
          fill: css(ink),
          opacity: 0.92,
          transform: `rotate(${num(between(rng, 0, 90))} ${num(x)} ${num(y)})`,
        },
      );
    else if (form < 0.9)
      svg += rect(x - size, y - size * 0.12, size * 2.4, size * 0.24, {
        fill: css(ink),
        transform: `rotate(${num(between(rng, -40, 40))} ${num(x)} ${num(y)})`,
      });
    else
      for (let k = 0; k < 25; k += 1)
        svg += circle(x + ((k % 5) - 2) * size * 0.3, y + (Math.floor(k / 5) - 2) * size * 0.3, size * 0.06, {
          fill: css(ink),
        });
  }
  return svg;
}

function flow(stage: Stage, inks: readonly Rgb[]): string {
  const rng = stage.rng('flow');
  const noise = createNoise(rng);
  const { frame } = stage;
  let svg = '';
  const ribbons = 7 + stage.detail * 5;
  for (let i = 0; i < ribbons; i += 1) {
    const base = (frame.height * (i - 0.6)) / ribbons;
    const ink = inks[i % inks.length]!;
    let top = '';
    const low: string[] = [];
    for (let x = -20; x <= frame.width + 20; x += 26) {
      const wave = fractal(noise, x / 620, i * 0.12, 2) * frame.height * 0.42;
      const thick = (frame.height / ribbons) * (1.5 + 0.9 * noise(x / 300 + 50, i * 0.7));
      top += `${top === '' ? 'M' : 'L'}${num(x)} ${num(base + wave)}`;
      low.unshift(`L${num(x)} ${num(base + wave + thick)}`);
    }
    svg += path(`${top}${low.join('')}Z`, {
      fill: stage.linear(
        [
          [0, ink],
          [0.5, shift(ink, 0.09)],
          [1, shift(ink, -0.05)],
        ],
        [0, 0],
        [1, 0],
      ),
      opacity: 0.93,
    });
  }
  return svg;
}

function tiles(stage: Stage, inks: readonly Rgb[]): string {
  const rng = stage.rng('tiles');
  const { frame } = stage;
  const across = wholeBetween(rng, 4, 6);
  const size = Math.min(frame.width, frame.height) / across;
  const columns = Math.ceil(frame.width / size);
  const rows = Math.ceil(frame.height / size);
  let svg = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [column * size, row * size];
      const [ink, other] = [pick(rng, inks), pick(rng, inks)];
      svg += rect(x, y, size + 0.5, size + 0.5, { fill: css(shift(ink, between(rng, -0.03, 0.03))) });
      const form = rng();
      const turn = `rotate(${pick(rng, [0, 90, 180, 270])} ${num(x + size / 2)} ${num(y + size / 2)})`;
      if (form < 0.4)
        svg += path(
          `M${num(x)} ${num(y)}H${num(x + size)}A${num(size)} ${num(size)} 0 0 1 ${num(x)} ${num(y + size)}Z`,
          { fill: css(other), transform: turn },
        );
      else if (form < 0.65)
        svg += path(`M${num(x)} ${num(y)}L${num(x + size)} ${num(y)}L${num(x)} ${num(y + size)}Z`, {
          fill: css(other),
          transform: turn,
        });
      else if (form < 0.85) svg += circle(x + size / 2, y + size / 2, size * 0.33, { fill: css(other) });
      else
        for (let k = 0; k < 4; k += 1)
          svg += rect(x, y + (k * size) / 4, size, size / 8, { fill: css(other), transform: turn });
    }
  }
  return svg;
}
