import { css, mix, rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, line, num, type Point, path, polygon } from '../paint/svg.ts';
import { heightAt, jagged } from '../paint/terrain.ts';
import { boulder } from '../scenery/boulder.ts';
import { drawMist } from '../scenery/clouds.ts';
import { coniferRow } from '../scenery/conifer.ts';
import { foliage } from '../scenery/leaves.ts';
import { paintPeaks } from '../scenery/peaks.ts';
import { relief } from '../scenery/relief.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import type { Stage } from '../stage.ts';

/** A waterfall down a cliff into a pool, spray at its foot. */
export function waterfall(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('waterfall');
  const topY = frame.height * 0.2;
  const footY = frame.height * 0.76;
  paintSky(stage, topY + frame.height * 0.2);
  paintPeaks(stage, topY + frame.height * 0.22, frame.height * 0.02);
  const rock = rgb('#5d5a58');
  const x = frame.width * (0.5 + light.side * 0.05);
  const half = Math.min(120, frame.width * 0.11);
  for (const side of [-1, 1]) {
    const edge = side < 0 ? -30 : frame.width + 30;
    const top = jagged(rng, [x + side * half * 0.85, topY + 16], [edge, topY - frame.height * 0.05], 0.07, 5);
    const points: Point[] = [...top, [edge, footY + 60], [x + side * half * 1.15, footY + 30]];
    const d = `${line(points)}Z`;
    const lit = side === light.side ? 0.25 : 0.7;
    stage.layer(
      `cliff ${side}`,
      path(d, {
        fill: stage.linear([
          [0, stage.toneRgb(rock, lit, 0.12)],
          [1, stage.toneRgb(rock, lit * 0.4)],
        ]),
      }) +
        relief(
          stage,
          `cliff ${side}`,
          d,
          { x: Math.min(edge, x), y: topY - 70, width: Math.abs(edge - x), height: footY - topY + 140 },
          { features: 8, strength: 0.85, drawn: 2.4 },
        ),
    );
    stage.layer(
      `cliff wood ${side}`,
      coniferRow(
        stage,
        stage.rng(`cliff wood ${side}`),
        (px) =>
          (side < 0 ? px < x - half : px > x + half)
            ? heightAt(
                [...top].sort((a, b) => a[0] - b[0]),
                px,
              ) + 10
            : frame.height + 300,
        96,
        stage.tone(rgb('#2c5141'), 0.4, 0.1),
        0.3,
      ),
    );
  }
  stage.layer('fall', fallingWater(stage, x, topY + 14, footY + 30, half));
  paintWater(stage, footY + 24, frame.height, 0.5);
  stage.layer('spray', spray(stage, x, footY + 30, half));
  let stones = '';
  for (let i = 0; i < 12; i += 1) {
    const side = i % 2 === 0 ? -1 : 1;
    stones += boulder(
      stage,
      rng,
      x + side * (half + between(rng, 20, frame.width * 0.4)),
      footY + between(rng, 26, (frame.height - footY) * 0.9),
      between(rng, 24, 74),
    );
  }
  stage.layer('stones', stones);
  return {
    standAt: () => frame.height * 0.92,
    room: frame.height * 0.7,
    horizonY: footY,
    shadow: 0.3,
    front: () => stage.layer('ferns', nearGreen(stage)),
  };
}

function fallingWater(stage: Stage, x: number, top: number, bottom: number, half: number): string {
  const rng = stage.rng('falling water');
  const white = stage.toneRgb([244, 250, 255], 0.95);
  const blue = mix(stage.toneRgb(rgb('#9cc8dc'), 0.7), stage.light.sky[2], 0.2);
  let svg = polygon(
    [
      [x - half * 0.85, top],
      [x + half * 0.85, top],
      [x + half * 1.2, bottom],
      [x - half * 1.2, bottom],
    ],
    {
      fill: stage.linear([
        [0, blue],
        [0.2, white],
        [1, mix(white, blue, 0.4)],
      ]),
    },
  );
  let streaks = '';
  let shade = '';
  for (let i = 0; i < 34 * stage.detail; i += 1) {
    const at = x + between(rng, -0.9, 0.9) * half;
    const from = top + (bottom - top) * rng() * 0.85;
    const long = between(rng, 60, 240);
    const to = Math.min(bottom, from + long);
    const spread = 1 + ((to - top) / (bottom - top)) * 0.34;
    const d = `M${num(at)} ${num(from)}Q${num(at)} ${num((from + to) / 2)} ${num(x + (at - x) * spread)} ${num(to)}`;
    if (i % 3 === 0) shade += d;
    else streaks += d;
  }
  svg += path(shade, { stroke: css(shift(blue, -0.12)), width: 3.4, strokeOpacity: 0.4 });
  return svg + path(streaks, { stroke: css(white), width: 3, strokeOpacity: 0.7 });
}

function spray(stage: Stage, x: number, y: number, half: number): string {
  const rng = stage.rng('spray');
  const white = stage.toneRgb([250, 252, 255], 0.9);
  const puff = stage.halo(white, 0.55);
  let svg = drawMist(stage, 'spray', y, 150, 0.5);
  for (let i = 0; i < 16; i += 1) {
    svg += circle(x + between(rng, -1.7, 1.7) * half, y + between(rng, -44, 26), between(rng, 40, 110), {
      fill: puff,
    });
  }
  return svg;
}

function nearGreen(stage: Stage): string {
  const rng = stage.rng('near green');
  const { frame } = stage;
  let svg = '';
  for (const share of [0, 0.08, 0.93, 1.01]) {
    const size = between(rng, 90, 150);
    svg += foliage(stage, rng, {
      x: frame.width * share,
      y: frame.height - size * 0.1,
      rx: size,
      ry: size * 0.8,
      colour: isSnowy(stage) ? rgb('#e4ebf1') : rgb('#35633f'),
    });
  }
  return svg;
}
