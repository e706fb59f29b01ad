import { mix, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { land, num, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { heightAt, outline } from '../paint/terrain.ts';
import { drawMist } from '../scenery/clouds.ts';
import { drawFlock } from '../scenery/flock.ts';
import { hill, paintGroundCover, paintHills } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import { paintDunes, paintMeadowFront, paintPeaks, SAND, WILD_FLOWERS } from '../scenery/open-land.ts';
import { blossoms, conifer, coniferRow, grassColour, isSnowy, leafyTree } from '../scenery/plants.ts';
import { relief } from '../scenery/relief.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { gabledHouse } from '../scenery/skyline.ts';
import { paintWater } from '../scenery/water.ts';
import { paintForestDepths } from '../scenery/woodland.ts';
import type { Stage } from '../stage.ts';

/** Land that goes down to the bottom of the picture, where companions may stand. */
function standing(
  stage: Stage,
  horizonY: number,
  standAt: (x: number) => number,
  front: () => void = () => undefined,
): Setting {
  return {
    standAt,
    room: standAt(stage.frame.width / 2) - stage.frame.height * 0.08,
    horizonY,
    shadow: 0.4,
    front,
  };
}

/** High mountains mirrored in a lake, firs at its side. */
export function mountain(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.66;
  paintSky(stage, horizonY);
  paintPeaks(stage, horizonY, frame.height * 0.13);
  const rng = stage.rng('mountain lake');
  const shore = hill(
    stage,
    'shore',
    { y: horizonY + 8, swing: 16, waves: 1.6, floor: horizonY + 44 },
    mix(grassColour(stage), rgb('#4f6f62'), 0.55),
    0.26,
  );
  stage.layer('shore', shore.svg);
  stage.layer(
    'forest line',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(shore.points, x) + 14,
      74,
      stage.tone(rgb('#274c40'), 0.26, 0.22),
      0.34,
    ),
  );
  const waterY = horizonY + 36;
  paintWater(stage, waterY, frame.height, 0.95);
  stage.layer('mountain mirror', mountainMirror(stage, waterY, frame.height));
  stage.layer('mist', drawMist(stage, 'shore', waterY, 60, 0.5));
  return standing(
    stage,
    horizonY,
    () => frame.height * 0.9,
    () => stage.layer('near firs', nearFirs(stage)),
  );
}

function mountainMirror(stage: Stage, waterY: number, bottom: number): string {
  const rng = stage.rng('mountain mirror');
  const dark = stage.toneRgb(rgb('#33485a'), 0.3, 0.2);
  const points = outline(rng, { width: stage.frame.width, y: 0, swing: 46, waves: 3, octaves: 3, step: 22 });
  const fill = stage.linear([
    [0, dark, 0.62],
    [1, dark, 0],
  ]);
  const hanging = points.map(([x, y]): Point => [x, waterY + (bottom - waterY) * 0.42 + y]);
  return land(hanging, waterY, { fill }, true);
}

function nearFirs(stage: Stage): string {
  const rng = stage.rng('near firs');
  const { frame, light } = stage;
  const bank = outline(rng, {
    width: frame.width,
    y: frame.height * 0.965,
    swing: 14,
    waves: 1.5,
    octaves: 3,
    step: 30,
  });
  let svg = '';
  const edge = light.side < 0 ? frame.width : 0;
  for (const [inset, tall] of [
    [0.03, 560],
    [0.11, 400],
    [0.18, 300],
    [0.25, 190],
    [0.97, 330],
    [0.91, 210],
  ] as const) {
    const x = edge + light.side * inset * frame.width;
    svg += conifer(
      stage,
      rng,
      x,
      heightAt(bank, x) + 10,
      tall * between(rng, 0.9, 1.1) * Math.min(1.2, frame.height / 1000),
      0,
    );
  }
  return (
    svg +
    land(bank, frame.height + 20, {
      fill: stage.tone(isSnowy(stage) ? rgb('#dfe7ee') : rgb('#33492f'), 0.25),
    })
  );
}

/** A forest with a path that runs into its light. */
export function forest(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.58;
  const groundY = frame.height * 0.7;
  paintSky(stage, horizonY + 40, { clouds: false });
  paintForestDepths(stage, horizonY, groundY);
  const middle = frame.width * (0.5 + stage.light.side * 0.05);
  const bottom = frame.height + 10;
  const top = groundY + 22;
  const earth = isSnowy(stage) ? rgb('#f2f5f9') : rgb('#b08b5f');
  const d = `M${num(middle - 14)} ${num(top)}C${num(middle - 90)} ${num(top + 60)} ${num(middle + 60)} ${num(top + 100)} ${num(frame.width * 0.3)} ${num(bottom)}L${num(frame.width * 0.7)} ${num(bottom)}C${num(middle + 190)} ${num(top + 110)} ${num(middle - 20)} ${num(top + 60)} ${num(middle + 14)} ${num(top)}Z`;
  stage.layer(
    'path',
    path(d, {
      fill: stage.linear([
        [0, stage.toneRgb(earth, 0.95, 0.3)],
        [1, stage.toneRgb(earth, 0.5)],
      ]),
    }),
  );
  return standing(stage, horizonY, () => frame.height * 0.88);
}

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

/** Fields in bands that run to the horizon: wheat, lavender, tulips or vines, a farm in the distance. */
export function field(stage: Stage): Setting {
  const { frame } = stage;
  const { words, accent } = stage.scene;
  const rng = stage.rng('field');
  const horizonY = frame.height * 0.52;
  paintSky(stage, horizonY + 10);
  stage.layer('far range', farRange(stage, horizonY + 14, { rise: 110, layers: 2 }));
  const chosen =
    words.has('wheat') || words.has('weizen') || words.has('kornfeld')
      ? '#dcb04e'
      : pick(rng, ['#dcb04e', '#8f74c2', '#d8574a', '#e8b93f', '#86b04f']);
  const crop = isSnowy(stage) ? rgb('#e6edf3') : (accent ?? rgb(chosen));
  const back = hill(
    stage,
    'field back',
    { y: horizonY + 6, swing: 14, waves: 1.3, floor: frame.height },
    mix(grassColour(stage), rgb('#5f8a78'), 0.4),
    0.4,
  );
  stage.layer('far meadow', back.svg);
  let woods = '';
  for (let x = 0; x < frame.width; x += between(rng, 26, 150))
    woods += leafyTree(stage, rng, {
      x,
      y: heightAt(back.points, x) + 12,
      height: between(rng, 34, 64),
      distance: 0.38,
    });
  stage.layer('far wood', woods);
  const farmX = frame.width * (0.5 - stage.light.side * 0.2);
  stage.layer(
    'farm',
    gabledHouse(stage, rng, { x: farmX, y: horizonY + 34, size: 92, distance: 0.22, wall: rgb('#b5483a') }) +
      gabledHouse(stage, rng, { x: farmX + 80, y: horizonY + 36, size: 60, distance: 0.22 }),
  );
  stage.layer('rows', cropRows(stage, horizonY + 30, mix(crop, rgb('#5b7a3e'), 0.5), crop));
  return standing(
    stage,
    horizonY,
    () => frame.height * 0.9,
    () => {
      if (!isSnowy(stage)) paintMeadowFront(stage, frame.height * 0.9);
    },
  );
}

function cropRows(
  stage: Stage,
  topY: number,
  between_: readonly [number, number, number],
  crop: readonly [number, number, number],
): string {
  const rng = stage.rng('crop');
  const { frame } = stage;
  const vanishX = frame.width * (0.5 + stage.light.side * 0.12);
  const bottom = frame.height + 20;
  let svg = land(
    [
      [-20, topY],
      [frame.width + 20, topY],
    ],
    bottom,
    {
      fill: stage.linear([
        [0, stage.toneRgb(between_, 0.55, 0.3)],
        [1, stage.toneRgb(between_, 0.28)],
      ]),
    },
    true,
  );
  const rows = 17;
  const spread = frame.width * 2.6;
  const ripe = stage.linear([
    [0, stage.toneRgb(crop, 0.75, 0.26)],
    [0.35, stage.toneRgb(crop, 0.9)],
    [1, stage.toneRgb(crop, 0.55)],
  ]);
  for (let i = 0; i < rows; i += 1) {
    const left = vanishX + ((i - rows / 2) / rows) * spread;
    const right = left + (spread / rows) * 0.62;
    const [farLeft, farRight] = [vanishX + (left - vanishX) * 0.075, vanishX + (right - vanishX) * 0.075];
    svg += polygon(
      [
        [farLeft, topY],
        [farRight, topY],
        [right, bottom],
        [left, bottom],
      ],
      { fill: ripe },
    );
  }
  const many = Math.round(frame.width * 0.28 * stage.detail);
  let light = '';
  let dark = '';
  for (let i = 0; i < many; i += 1) {
    const near = rng() ** 0.7;
    const y = topY + (bottom - topY) * near;
    const row = Math.floor(rng() * rows);
    const at = ((row + rng() * 0.62 - rows / 2) / rows) * spread;
    const x = vanishX + at * (0.075 + 0.925 * near);
    const tall = 3 + 24 * near;
    const mark = `M${num(x)} ${num(y)}q${num(between(rng, -4, 4))} ${num(-tall * 0.6)} ${num(between(rng, -6, 6) * near)} ${num(-tall)}l${num(2 + 3 * near)} ${num(tall * 0.9)}z`;
    if (rng() < 0.5) light += mark;
    else dark += mark;
  }
  return (
    svg +
    path(dark, { fill: stage.tone(shift(crop, -0.1), 0.4) }) +
    path(light, { fill: stage.tone(shift(crop, 0.06), 1) })
  );
}

/** A village in a valley, its church above the roofs. */
export function village(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('village');
  const horizonY = frame.height * 0.56;
  paintSky(stage, horizonY);
  paintPeaks(stage, horizonY, frame.height * 0.2);
  const white = isSnowy(stage);
  const ground = white ? rgb('#e6edf4') : grassColour(stage);
  const back = hill(
    stage,
    'village back',
    { y: horizonY + 10, swing: 20, waves: 1.3, floor: frame.height },
    ground,
    0.26,
  );
  stage.layer('slope', back.svg);
  stage.layer(
    'forest line',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(back.points, x) + 8,
      56,
      stage.tone(rgb('#2d5143'), 0.28, 0.3),
      0.36,
    ),
  );
  const rows = [
    { y: horizonY + frame.height * 0.075, size: 66, distance: 0.22 },
    { y: horizonY + frame.height * 0.15, size: 96, distance: 0.1 },
    { y: horizonY + frame.height * 0.25, size: 138, distance: 0 },
  ];
  for (const [i, { y, size, distance }] of rows.entries()) {
    const strip = hill(
      stage,
      `village row ${i}`,
      { y: y + 6, swing: 12, waves: 1.6, floor: frame.height + 20 },
      ground,
      distance,
    );
    if (i === 1)
      stage.layer('church', church(stage, frame.width * (0.5 - stage.light.side * 0.09), y + 14, 250, 0.12));
    let houses = '';
    for (
      let x = frame.width * 0.08 + rng() * 40;
      x < frame.width * 0.94;
      x += size * between(rng, 0.95, 1.6)
    ) {
      if (i === 2 && Math.abs(x - frame.width / 2) < size * 0.9) continue;
      houses +=
        rng() < 0.2
          ? conifer(stage, rng, x, y + 16, size * 1.35, distance)
          : gabledHouse(stage, rng, { x, y: y + 14, size: size * between(rng, 0.85, 1.15), distance });
    }
    stage.layer(`houses ${i}`, houses);
    stage.layer(`ground ${i}`, strip.svg);
  }
  stage.layer('smoke', chimneySmoke(stage, horizonY));
  return standing(
    stage,
    horizonY,
    () => frame.height * 0.9,
    () => {
      if (!white) paintMeadowFront(stage, frame.height * 0.9);
    },
  );
}

function church(stage: Stage, x: number, y: number, size: number, distance: number): string {
  const wall = rgb('#ece2d0');
  const roof = isSnowy(stage) ? rgb('#eef3f8') : rgb('#6b4a48');
  const tower = size * 0.2;
  let svg = polygon(
    [
      [x + tower * 0.4, y],
      [x + tower * 0.4, y - size * 0.3],
      [x + size * 0.6, y - size * 0.3],
      [x + size * 0.6, y],
    ],
    { fill: stage.tone(wall, 0.5, distance) },
  );
  svg += polygon(
    [
      [x + tower * 0.3, y - size * 0.28],
      [x + size * 0.16, y - size * 0.48],
      [x + size * 0.5, y - size * 0.48],
      [x + size * 0.64, y - size * 0.28],
    ],
    { fill: stage.tone(roof, 0.6, distance) },
  );
  svg += polygon(
    [
      [x - tower / 2, y],
      [x - tower / 2, y - size * 0.62],
      [x + tower / 2, y - size * 0.62],
      [x + tower / 2, y],
    ],
    { fill: stage.tone(wall, 0.8, distance) },
  );
  svg += polygon(
    [
      [x - tower * 0.62, y - size * 0.6],
      [x, y - size],
      [x + tower * 0.62, y - size * 0.6],
    ],
    { fill: stage.tone(roof, 0.7, distance) },
  );
  return (
    svg +
    path(`M${num(x - 6)} ${num(y - size * 0.46)}v-18q6 -9 12 0v18z`, {
      fill: stage.tone(rgb('#4a5568'), 0.4, distance),
    })
  );
}

function chimneySmoke(stage: Stage, horizonY: number): string {
  const rng = stage.rng('smoke');
  const { frame } = stage;
  let svg = '';
  const fill = stage.halo(stage.light.grade(mix(stage.light.haze, [255, 255, 255], 0.3)), 0.34);
  for (let i = 0; i < 4; i += 1) {
    const x = frame.width * (0.2 + 0.2 * i) + between(rng, -30, 30);
    const y = horizonY + frame.height * 0.08;
    for (let k = 0; k < 7; k += 1) {
      const size = 12 + k * 7;
      svg += `<circle cx="${num(x + k * 7 * stage.light.side + between(rng, -4, 4))}" cy="${num(y - k * 19)}" r="${num(size)}" fill="${fill}"/>`;
    }
  }
  return svg;
}

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

/** Ridge behind ridge under a large sky, each darker than the one behind it, mist between them. */
export function sun(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('ridges');
  const horizonY = frame.height * 0.66;
  paintSky(stage, horizonY);
  stage.layer('far range', farRange(stage, horizonY + 20, { rise: 210, layers: 3 }));
  const depths = 4;
  const dark = isSnowy(stage) ? rgb('#8fa2b5') : rgb('#2f4a48');
  let near = (x: number): number => frame.height * 0.9 + x * 0;
  for (let i = 0; i < depths; i += 1) {
    const share = i / (depths - 1);
    const distance = 0.5 - 0.5 * share;
    const y = horizonY + (frame.height * 0.92 - horizonY) * (0.12 + 0.78 * share);
    const swing = 44 - 10 * share;
    const ridge = hill(
      stage,
      `ridge ${i}`,
      { y, swing, waves: 1.5 - 0.2 * share, floor: frame.height + 20 },
      dark,
      distance,
    );
    const ground = (x: number): number => heightAt(ridge.points, x);
    const tall = 34 + 96 * share;
    stage.layer(
      `ridge trees ${i}`,
      coniferRow(
        stage,
        rng,
        (x) => ground(x) + 8,
        tall,
        stage.tone(dark, 0.5, distance),
        0.34 + 0.14 * share,
      ),
    );
    stage.layer(`ridge ${i}`, ridge.svg);
    if (i < depths - 1)
      stage.layer(`ridge mist ${i}`, drawMist(stage, `ridge ${i}`, y + 56, 110, 0.5 - 0.1 * i));
    near = ground;
  }
  stage.layer('flock', drawFlock(stage, frame.width * (0.5 - light.side * 0.14), horizonY * 0.42, 24, 9));
  return standing(stage, horizonY, (x) => near(x) + 30);
}
