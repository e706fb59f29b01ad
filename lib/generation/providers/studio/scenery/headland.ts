import { css, mix, rgb, shift } from '../paint/colour.ts';
import { between, type Rng } from '../paint/prng.ts';
import { line, num, type Point, path, polygon } from '../paint/svg.ts';
import { heightAt, jagged } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { boulder } from './boulder.ts';
import { grass } from './grass.ts';
import { relief } from './relief.ts';
import { grassColour } from './seasons.ts';

/** A headland of rock that comes in from the side and carries what stands on it. */
export function headland(
  stage: Stage,
  horizonY: number,
): { svg: string; foam: string; topAt: (x: number) => number; ground: readonly [number, number] } {
  const { frame, light } = stage;
  const rng = stage.rng('headland');
  const rock = rgb('#6a5d57');
  const topY = horizonY - frame.height * 0.015;
  const side = -light.side;
  const near = side < 0 ? -20 : frame.width + 20;
  const reach = Math.max(frame.width * 0.7, 640);
  const tipX = near - side * reach;
  const crest: Point[] = [
    [near, topY - 34],
    [near - side * reach * 0.22, topY - 20],
    [near - side * reach * 0.4, topY - 2],
    [near - side * reach * 0.68, topY + 6],
  ];
  const cliff = jagged(rng, crest[3]!, [tipX, frame.height * 0.86], 0.13, 4);
  const low = jagged(
    rng,
    [tipX, frame.height * 0.86],
    [near - side * reach * 0.55, frame.height + 20],
    0.1,
    4,
  );
  const outlinePoints = [...crest, ...cliff.slice(1), ...low.slice(1), [near, frame.height + 20] as Point];
  const box = { x: Math.min(near, tipX), y: topY - 40, width: reach, height: frame.height - topY + 60 };
  let svg = polygon(outlinePoints, {
    fill: stage.linear([
      [0, stage.toneRgb(rock, 0.5, 0.06)],
      [0.5, stage.toneRgb(rock, 0.26)],
      [1, stage.toneRgb(shift(rock, -0.08), 0.1)],
    ]),
  });
  svg += relief(stage, 'headland', `${line(outlinePoints)}Z`, box, {
    features: 7,
    strength: 0.75,
    drawn: 1.7,
  });
  const turf: Point[] = [
    [near, topY - 40],
    [near - side * reach * 0.22, topY - 26],
    [near - side * reach * 0.42, topY - 7],
    [near - side * reach * 0.69, topY + 4],
    [near - side * reach * 0.6, topY + 26],
    [near - side * reach * 0.38, topY + 30],
    [near - side * reach * 0.2, topY + 16],
    [near, topY + 30],
  ];
  svg += polygon(turf, {
    fill: stage.linear([
      [0, stage.toneRgb(grassColour(stage), 0.85)],
      [1, stage.toneRgb(grassColour(stage), 0.25)],
    ]),
  });
  const ends = [near + side * 400, near - side * reach * 0.68];
  const ground = [Math.min(...ends), Math.max(...ends)] as const;
  const slope = [...crest].sort((a, b) => a[0] - b[0]);
  const topAt = (x: number): number => heightAt(slope, Math.min(slope[3]![0], Math.max(slope[0]![0], x))) + 4;
  svg += grass(stage, rng, {
    from: Math.min(near, near - side * reach * 0.66),
    to: Math.max(near, near - side * reach * 0.66),
    ground: (x) => topAt(x) + 22,
    size: 16,
    many: 40 * stage.detail,
    colour: grassColour(stage),
  });
  return {
    svg: svg + boulders(stage, rng, tipX, side),
    foam: foamLine(stage, rng, tipX, side, reach),
    ground,
    topAt,
  };
}

function boulders(stage: Stage, rng: Rng, tipX: number, side: number): string {
  const { frame } = stage;
  let svg = '';
  for (let i = 0; i < 3 + stage.detail; i += 1) {
    const size = between(rng, 14, 46);
    svg += boulder(
      stage,
      rng,
      tipX - side * between(rng, -30, 150),
      frame.height * between(rng, 0.86, 0.95),
      size,
    );
  }
  return svg;
}

function foamLine(stage: Stage, rng: Rng, tipX: number, side: number, reach: number): string {
  const white = css(stage.light.grade(mix(stage.toneRgb([255, 255, 255], 0.9), stage.light.sky[3], 0.25)));
  let d = '';
  for (let i = 0; i < 12 * stage.detail; i += 1) {
    const share = rng();
    const x = tipX + side * share * reach * 0.42 - side * between(rng, 0, 60);
    const y = stage.frame.height * (0.865 + share * 0.11) + between(rng, -4, 10);
    const half = between(rng, 12, 46);
    d += `M${num(x - half)} ${num(y)}q${num(half)} ${num(-between(rng, 3, 8))} ${num(half * 2)} 0q${num(-half)} ${num(4)} ${num(-half * 2)} 0z`;
  }
  return path(d, { fill: white, opacity: 0.6 });
}
