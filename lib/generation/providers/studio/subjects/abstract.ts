import { css, type Rgb, rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal } from '../paint/noise.ts';
import { between, pick, wholeBetween } from '../paint/prng.ts';
import { circle, num, path, polygon, rect } from '../paint/svg.ts';
import type { Setting } from '../scenery/setting.ts';
import type { Stage } from '../stage.ts';

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
