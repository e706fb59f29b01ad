import { mix, rgb } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { heightAt } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { hill, paintGroundCover, paintHills } from './hills.ts';
import { drawMountain, farRange } from './mountains.ts';
import { blossoms, conifer, coniferRow, grass, grassColour, isSnowy } from './plants.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** Colours of wild flowers. */
export const WILD_FLOWERS = ['#e2574c', '#f2c14e', '#f4efe6', '#9a6fc4', '#e88fb0'].map(rgb);

/** A meadow: far hills, a line of trees, flowers and grass at the front. */
export function meadow(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.56;
  const groundY = frame.height * 0.66;
  paintSky(stage, horizonY + 20);
  stage.layer('far range', farRange(stage, horizonY + 12, { rise: 130, layers: 2 }));
  paintHills(stage, horizonY, groundY);
  const standY = frame.height * 0.85;
  return {
    standAt: (x) => standY + Math.sin(x / 190) * 4,
    room: standY - frame.height * 0.08,
    horizonY,
    shadow: 0.5,
    front: () => paintMeadowFront(stage, groundY + 30),
  };
}

/** Grass and flowers at the picture's lower edge. */
export function paintMeadowFront(stage: Stage, topY: number): void {
  if (stage.scene.style === 'minimalist') return;
  const { frame } = stage;
  const rng = stage.rng('meadow front');
  const bottom = frame.height;
  const low = Math.max(topY, bottom * 0.9);
  if (isSnowy(stage)) return;
  const many = Math.round(frame.width * [0, 0.1, 0.24, 0.5][stage.detail]!);
  const colour = grassColour(stage);
  const depth = bottom - low;
  stage.layer(
    'grass',
    grass(stage, rng, {
      from: -10,
      to: frame.width + 10,
      ground: () => low + depth * (0.35 + rng() * 0.75),
      size: 46,
      many,
      colour,
      level: 0.45,
    }),
  );
  if (stage.scene.season !== 'autumn') {
    stage.layer(
      'flowers',
      blossoms(stage, rng, {
        from: 0,
        to: frame.width,
        top: low - depth * 0.1,
        bottom: bottom + 8,
        many: Math.round(frame.width * 0.016 * stage.detail),
        colours: WILD_FLOWERS,
        size: 13,
      }),
    );
  }
}

/** Rolling hills under a wide sky. */
export function hills(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.55;
  const groundY = frame.height * 0.74;
  paintSky(stage, horizonY + 30);
  stage.layer('far range', farRange(stage, horizonY + 20, { rise: 170, layers: 3 }));
  const ground = paintHills(stage, horizonY, groundY);
  return {
    standAt: (x) => ground(x) + 26,
    room: groundY - frame.height * 0.06,
    horizonY,
    shadow: 0.4,
    front: () => paintMeadowFront(stage, groundY + 60),
  };
}

/** High mountains behind an alpine meadow. */
export function mountains(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.64;
  paintSky(stage, horizonY);
  paintPeaks(stage, horizonY, frame.height * 0.17);
  const groundY = frame.height * 0.76;
  const rng = stage.rng('alpine');
  const green = mix(grassColour(stage), rgb('#6f8a5a'), 0.3);
  const slope = hill(
    stage,
    'alp',
    { y: horizonY + 14, swing: 22, waves: 1.4, floor: frame.height + 20 },
    green,
    0.3,
  );
  stage.layer('slope', slope.svg);
  stage.layer(
    'forest line',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(slope.points, x) + 12,
      58,
      stage.tone(rgb('#2c5344'), 0.3, 0.28),
      0.34,
    ),
  );
  const near = hill(stage, 'near', { y: groundY, swing: 20, waves: 1.1, floor: frame.height + 20 }, green, 0);
  stage.layer('ground', near.svg);
  paintGroundCover(stage, groundY + 14, green);
  return {
    standAt: (x) => heightAt(near.points, x) + 40,
    room: groundY - frame.height * 0.04,
    horizonY,
    shadow: 0.45,
    front: () => paintAlpineFront(stage, groundY + 50),
  };
}

function paintAlpineFront(stage: Stage, topY: number): void {
  paintMeadowFront(stage, topY);
  if (stage.scene.style === 'minimalist' || stage.detail === 1) return;
  const { frame } = stage;
  const rng = stage.rng('framing');
  const side = -stage.light.side;
  const x = side < 0 ? frame.width * 0.05 : frame.width * 0.95;
  let svg = '';
  for (const [shift, tall] of [
    [0, 330],
    [0.085, 235],
    [-0.06, 280],
  ] as const) {
    svg += conifer(
      stage,
      rng,
      x - side * shift * frame.width,
      frame.height * 0.97,
      tall * between(rng, 0.9, 1.1),
    );
  }
  stage.layer('near trees', svg);
}

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

/** Snow-covered land with conifers. */
export function snowfield(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.56;
  const groundY = frame.height * 0.7;
  paintSky(stage, horizonY + 20);
  stage.layer('far range', farRange(stage, horizonY + 16, { rise: 190, layers: 3, rock: rgb('#8fa3b8') }));
  const white = rgb('#e9eff5');
  const back = hill(
    stage,
    'snow back',
    { y: horizonY + 8, swing: 26, waves: 1.6, floor: frame.height },
    white,
    0.36,
  );
  stage.layer('snow back', back.svg);
  const rng = stage.rng('snow trees');
  stage.layer(
    'far trees',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(back.points, x) + 8,
      46,
      stage.tone(rgb('#4d6b72'), 0.3, 0.4),
      0.45,
    ),
  );
  const near = hill(
    stage,
    'snow near',
    { y: groundY, swing: 22, waves: 1.1, floor: frame.height + 20 },
    white,
    0,
  );
  stage.layer('trees', snowTrees(stage, groundY));
  stage.layer('ground', near.svg);
  paintGroundCover(stage, groundY + 14, white);
  const standY = frame.height * 0.86;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.08,
    horizonY,
    shadow: 0.36,
    front: () => undefined,
  };
}

function snowTrees(stage: Stage, groundY: number): string {
  const rng = stage.rng('near snow trees');
  const { width } = stage.frame;
  let svg = '';
  for (const share of [0.04, 0.13, 0.21, 0.8, 0.88, 0.97]) {
    svg += conifer(
      stage,
      rng,
      width * share + between(rng, -20, 20),
      groundY + 16,
      between(rng, 150, 290),
      0.12,
    );
  }
  return svg;
}

/** Dunes in three depths. */
export function desert(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.6;
  paintSky(stage, horizonY + 10);
  stage.layer('mesas', farRange(stage, horizonY + 10, { rise: 90, layers: 2, rock: rgb('#a3694c') }));
  paintDunes(stage, horizonY);
  const standY = frame.height * 0.84;
  return {
    standAt: (x) => standY + Math.sin(x / 160) * 3,
    room: standY - frame.height * 0.08,
    horizonY,
    shadow: 0.55,
    front: () => undefined,
  };
}

/** Sand of the scene. */
export const SAND = rgb('#dba869');

/** Dunes with a lit and a shaded side, from the horizon to the bottom of the picture. */
export function paintDunes(stage: Stage, horizonY: number): void {
  const { frame } = stage;
  const depth = frame.height - horizonY;
  [0.02, 0.2, 0.46].forEach((share, i) => {
    const rng = stage.rng(`dune ${i}`);
    const y = horizonY + depth * share;
    const distance = 0.5 - i * 0.22;
    const strip = hill(
      stage,
      `dune ${i}`,
      { y, swing: 26 + i * 24, waves: 1.2 - i * 0.15, floor: frame.height + 20 },
      SAND,
      distance,
    );
    stage.layer(`dune ${i}`, strip.svg);
    if (i > 0 && stage.scene.style !== 'minimalist')
      stage.layer(`sand ripples ${i}`, sandRipples(stage, rng, y, depth, distance));
  });
}

function sandRipples(stage: Stage, rng: () => number, topY: number, depth: number, distance: number): string {
  let d = '';
  const many = stage.detail * 16;
  for (let i = 0; i < many; i += 1) {
    const near = rng();
    const y = topY + 40 + near * depth * 0.6;
    const x = rng() * stage.frame.width;
    const long = (60 + rng() * 160) * (0.5 + near);
    d += `M${Math.round(x)} ${Math.round(y)}q${Math.round(long * 0.3)} ${Math.round(-6 - near * 8)} ${Math.round(long * 0.5)} 0t${Math.round(long * 0.5)} 0`;
  }
  return `<path d="${d}" fill="none" stroke="${stage.tone(mix(SAND, rgb('#8a5a3a'), 0.5), 0.3, distance)}" stroke-width="1.6" stroke-opacity=".32" stroke-linecap="round"/>`;
}
