import { css, lerp, mix, rgb } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between } from '../paint/prng.ts';
import { circle, line, num, type Point, path } from '../paint/svg.ts';
import { heightAt, jagged } from '../paint/terrain.ts';
import { grid } from '../paint/texture.ts';
import { coniferRow } from '../scenery/conifer.ts';
import { hill, paintGroundCover } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import { relief } from '../scenery/relief.ts';
import { grassColour } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import type { Stage } from '../stage.ts';
import { smoothClosed } from './smooth-closed.ts';

/** A volcano that glows and throws out ash, lava down its side. */
export function volcano(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('volcano');
  const footY = frame.height * 0.78;
  const peakY = frame.height * 0.34;
  const x = frame.width * (0.5 - light.side * 0.06);
  const half = Math.min(frame.width * 0.56, (footY - peakY) * 1.5);
  const crater = half * 0.17;
  paintSky(stage, footY);
  const fire = light.grade(rgb('#ff7a2a'));
  stage.layer('sky glow', circle(x, peakY, frame.height * 0.5, { fill: stage.halo(fire, 0.75) }));
  stage.layer('ash', ashPlume(stage, x, peakY));
  stage.layer('sparks', sparks(stage, x, peakY));
  stage.layer('far range', farRange(stage, footY + 8, { rise: 130, layers: 2, rock: rgb('#4d4a56') }));
  const left = jagged(rng, [x - crater, peakY], [x - half, footY + 30], 0.05, 5);
  const right = jagged(rng, [x + crater, peakY], [x + half, footY + 30], 0.05, 5);
  const rim: Point[] = [
    [x - crater * 0.4, peakY + 12],
    [x + crater * 0.3, peakY + 8],
  ];
  const cone = [...[...left].reverse(), ...rim, ...right];
  const d = `${line(cone)}Z`;
  stage.layer(
    'cone',
    path(d, {
      fill: stage.linear([
        [0, mix(stage.toneRgb(rgb('#4a403f'), 0.4), fire, 0.2)],
        [0.5, stage.toneRgb(rgb('#453d40'), 0.35)],
        [1, stage.toneRgb(rgb('#3f4240'), 0.3, 0.2)],
      ]),
    }) +
      relief(
        stage,
        'cone',
        d,
        { x: x - half, y: peakY, width: half * 2, height: footY - peakY + 30 },
        { features: 6, strength: 0.8, drawn: 2.2 },
      ),
  );
  stage.layer('lava', lavaStreams(stage, x, peakY, footY, half, crater));
  const front = hill(
    stage,
    'volcano front',
    { y: footY + 10, swing: 18, waves: 1.6, floor: frame.height + 20 },
    mix(grassColour(stage), rgb('#3c4238'), 0.62),
    0.04,
  );
  stage.layer('plain', front.svg);
  paintGroundCover(stage, footY + 26, mix(grassColour(stage), rgb('#3c4238'), 0.62));
  stage.layer(
    'palms',
    coniferRow(
      stage,
      rng,
      (px) => heightAt(front.points, px) + 8,
      60,
      stage.tone(rgb('#26332c'), 0.12),
      0.42,
    ),
  );
  return {
    standAt: () => frame.height * 0.9,
    room: frame.height * 0.7,
    horizonY: footY,
    shadow: 0.3,
    front: () => undefined,
  };
}

/** The column of ash: a raster of billows about a bent axis, lit by the fire below and by the sky. */
function ashPlume(stage: Stage, x: number, y: number): string {
  const noise = createNoise(stage.rng('ash'));
  const { light, frame } = stage;
  const fire = light.grade(rgb('#ff8a3c'));
  const [pale, dark] = [
    mix(stage.toneRgb(rgb('#b5acb0'), 1), light.sky[2], light.dark ? 0.5 : 0.2),
    mix(stage.toneRgb(rgb('#57505a'), 0.3), light.sky[1], light.dark ? 0.45 : 0.2),
  ];
  const wide = Math.min(frame.width, 1300);
  const box = { x: x - wide / 2, y: -20, width: wide, height: y + 36 };
  const columns = [0, 90, 150, 230][stage.detail]!;
  const rows = Math.round((columns * box.height) / wide);
  const unit = wide / 1000;
  const billows = grid(columns, rows, (u, v) => {
    const [px, py] = [u * 6 * unit, v * 6 + (1 - v) * 2];
    return (
      0.62 -
      Math.abs(noise(px, py)) * 1.15 -
      Math.abs(noise(px * 2.3, py * 2.3 + 5)) * 0.55 +
      fractal(noise, px * 3, py * 3, 3) * 0.4
    );
  });
  return stage.texture(box, columns, rows, (u, v, column, row) => {
    const up = 1 - v;
    const axis = 0.5 - light.side * 0.2 * up ** 1.6 + 0.02 * Math.sin(up * 9);
    const half = (0.05 + 0.3 * up ** 1.1) / unit;
    const here = billows.at(column, row);
    const inside = 1 - ((u - axis) / half) ** 2 + here * 0.55;
    const slope = here - billows.at(column + light.side * columns * 0.03, row - rows * 0.03);
    const body = lerp(dark, pale, ramp(-0.5, 0.55, slope + here * 0.35));
    const glow = ramp(0.15, 1, v) ** 1.5;
    const colour = lerp(body, fire, glow * (0.4 + 0.5 * ramp(0.3, -0.4, slope)));
    return [colour[0], colour[1], colour[2], ramp(0, 0.34, inside) * 0.97];
  });
}

function sparks(stage: Stage, x: number, y: number): string {
  const rng = stage.rng('sparks');
  const colour = css(stage.light.grade(rgb('#ffd27a')));
  let svg = '';
  for (let i = 0; i < 34 * stage.detail; i += 1) {
    const angle = -Math.PI / 2 + between(rng, -0.75, 0.75);
    const far = 240 * rng() ** 0.8;
    const [px, py] = [x + Math.cos(angle) * far, y + Math.sin(angle) * far];
    svg += path(`M${num(px)} ${num(py)}l${num(Math.cos(angle) * 12)} ${num(Math.sin(angle) * 12 + 4)}`, {
      stroke: colour,
      width: between(rng, 1, 3.4),
      strokeOpacity: between(rng, 0.4, 1),
    });
  }
  return svg;
}

function lavaStreams(
  stage: Stage,
  x: number,
  peakY: number,
  footY: number,
  half: number,
  crater: number,
): string {
  const rng = stage.rng('lava');
  const { light } = stage;
  const [hot, warm, red] = ['#fff0b0', '#ff9a2e', '#d8331a'].map((hex) => light.grade(rgb(hex)));
  let svg = `<ellipse cx="${num(x)}" cy="${num(peakY + 6)}" rx="${num(crater)}" ry="14" fill="${css(warm!)}"/>`;
  for (let i = 0; i < 5; i += 1) {
    const lean = (i - 2) * 0.2 + between(rng, -0.06, 0.06);
    const long = between(rng, 0.45, 0.95);
    const points: Point[] = [];
    for (let k = 0; k <= 9; k += 1) {
      const t = (k / 9) * long;
      points.push([
        x + lean * crater * 2 + lean * half * t * 1.2 + Math.sin(k * 1.7 + i) * 10,
        peakY + 8 + (footY - peakY) * t,
      ]);
    }
    const d = (wide: number): string => {
      const edge = points.map(([px, py], k): Point => [px - wide * (1 - k / 14), py]);
      const back = [...points].reverse().map(([px, py], k): Point => [px + wide * (0.4 + k / 14), py]);
      return smoothClosed([...edge, ...back]);
    };
    svg +=
      path(d(17), { fill: css(red!), opacity: 0.85 }) +
      path(d(10), { fill: css(warm!) }) +
      path(d(4), {
        fill: stage.linear([
          [0, hot!],
          [1, warm!],
        ]),
      });
  }
  return svg;
}
