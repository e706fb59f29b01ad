import { css, lerp, mix, type Rgb, rgb } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between, pick } from '../paint/prng.ts';
import { circle, line, num, type Point, path } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { drawFlock } from './flock.ts';

/** Paints what the prompt wants to be rare in this sky: aurora, rainbow, fireworks, the milky way, lightning, birds. */
export function paintWonders(stage: Stage, horizonY: number): void {
  const { wonders, main } = stage.scene;
  if (wonders.has('stars') && stage.detail > 1) stage.layer('milky way', drawMilkyWay(stage, horizonY));
  if (wonders.has('aurora')) stage.layer('aurora', drawAurora(stage, horizonY));
  if (wonders.has('rainbow')) stage.layer('rainbow', drawRainbow(stage, horizonY));
  if (wonders.has('fireworks')) stage.layer('fireworks', drawFireworks(stage, horizonY));
  if (wonders.has('birds') && main.subject !== 'bird' && main.subject !== 'gull') {
    stage.layer('birds', drawFlock(stage, stage.frame.width * 0.62, horizonY * 0.38, 26, 7));
  }
}

/** Curtains of polar light: rays that hang from a wavering lower edge. */
export function drawAurora(stage: Stage, horizonY: number): string {
  const rng = stage.rng('aurora');
  const noise = createNoise(rng);
  const { frame, light } = stage;
  const low = light.grade(rgb('#4dffb0'));
  const middle = light.grade(rgb('#2fd6c8'));
  const high = light.grade(rgb(pick(rng, ['#8a5cff', '#c04be0', '#4f7bff'])));
  const curtains = [0, 1, 2].map((i) => ({
    base: 0.82 - i * 0.2 + between(rng, -0.05, 0.05),
    sway: between(rng, 0.1, 0.2),
    tall: between(rng, 0.45, 0.62),
    strength: 0.95 - i * 0.2,
    phase: rng() * 50,
  }));
  const columns = stage.detail === 1 ? 120 : 260;
  return stage.texture(
    { x: -10, y: -10, width: frame.width + 20, height: horizonY },
    columns,
    110,
    (u, v) => {
      let opacity = 0;
      let colour: Rgb = low;
      for (const curtain of curtains) {
        const bend = fractal(noise, curtain.phase + u * 1.9, curtain.phase, 3) * curtain.sway * 2.2;
        const edge = curtain.base + bend;
        const up = (edge - v) / curtain.tall;
        if (up < -0.06 || up > 1) continue;
        const rays = 0.55 + 0.75 * noise(curtain.phase + u * 34 + bend * 22, curtain.phase + v * 0.4);
        const veil = 0.5 + 0.8 * noise(curtain.phase * 2 + u * 4.2, 3.3);
        const body = up < 0 ? ramp(-0.06, 0, up) : (1 - up) ** 1.7;
        const here = Math.max(0, body * curtain.strength * Math.max(0.1, rays) * Math.max(0.12, veil));
        if (here > opacity)
          colour = up < 0.35 ? lerp(low, middle, up / 0.35) : lerp(middle, high, (up - 0.35) / 0.5);
        opacity = 1 - (1 - opacity) * (1 - Math.min(0.92, here));
      }
      return [colour[0], colour[1], colour[2], Math.min(0.9, opacity)];
    },
  );
}

function drawMilkyWay(stage: Stage, horizonY: number): string {
  const rng = stage.rng('milky way');
  const noise = createNoise(rng);
  const lean = between(rng, 0.35, 0.7) * (rng() < 0.5 ? -1 : 1);
  const pale = stage.light.grade([196, 200, 240]);
  const rosy = stage.light.grade([220, 170, 210]);
  return stage.texture(
    { x: -10, y: -10, width: stage.frame.width + 20, height: horizonY },
    200,
    130,
    (u, v) => {
      const across = u - 0.5 - lean * (v - 0.45);
      const cloud = 0.55 + 0.9 * fractal(noise, u * 5, v * 5, 5);
      const band = Math.exp(-((across / 0.13) ** 2));
      const core =
        Math.exp(-((across / 0.035) ** 2)) * ramp(0.1, 0.5, fractal(noise, u * 9 + 7, v * 9, 4) + 0.3);
      const opacity = Math.max(0, band * cloud * 0.42 - core * 0.22) * (1 - ramp(0.7, 1, v));
      const colour = lerp(pale, rosy, Math.max(0, fractal(noise, u * 3 + 20, v * 3, 3)) * 1.4);
      return [colour[0], colour[1], colour[2], opacity];
    },
  );
}

function drawRainbow(stage: Stage, horizonY: number): string {
  const { width } = stage.frame;
  const side = -stage.light.side;
  const x = width * (0.5 + side * 0.12);
  const outer = Math.min(width * 0.52, horizonY * 0.92);
  const bands = ['#e4483f', '#f08a3c', '#f4d44a', '#62b65a', '#3f86d2', '#5a4fb0'];
  return bands
    .map((colour, i) => {
      const radius = outer * (1 - i * 0.024);
      const d = `M${num(x - radius)} ${num(horizonY)}A${num(radius)} ${num(radius)} 0 0 1 ${num(x + radius)} ${num(horizonY)}`;
      return path(d, {
        stroke: css(stage.light.grade(rgb(colour))),
        width: outer * 0.026,
        strokeOpacity: 0.5,
        cap: 'butt',
      });
    })
    .join('');
}

function drawFireworks(stage: Stage, horizonY: number): string {
  const rng = stage.rng('fireworks');
  const { width } = stage.frame;
  const bursts = Math.round(4 + stage.detail + width / 500);
  let svg = '';
  for (let i = 0; i < bursts; i += 1) {
    const x = width * between(rng, 0.1, 0.9);
    const y = horizonY * between(rng, 0.1, 0.4);
    const reach = between(rng, 80, 190);
    const colour = stage.light.grade(
      rgb(pick(rng, ['#ffd36b', '#ff6f91', '#7fe0ff', '#b08cff', '#8dffb5', '#fff1c9'])),
    );
    svg += circle(x, y, reach * 1.2, {
      fill: stage.radial([
        [0, colour, 0.4],
        [1, colour, 0],
      ]),
    });
    const spokes = 22;
    for (let s = 0; s < spokes; s += 1) {
      const angle = (s / spokes) * Math.PI * 2;
      const far = reach * between(rng, 0.7, 1.05);
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const d = `M${num(x + dx * far * 0.28)} ${num(y + dy * far * 0.28)}Q${num(x + dx * far * 0.8)} ${num(y + dy * far * 0.75)} ${num(x + dx * far)} ${num(y + dy * far + far * 0.14)}`;
      svg += path(d, { stroke: css(colour), width: 2.6, strokeOpacity: 0.85 });
      svg += circle(x + dx * far, y + dy * far + far * 0.14, 3.1, {
        fill: css(mix(colour, [255, 255, 255], 0.6)),
      });
    }
  }
  return svg;
}

/** A bolt that forks on its way down to the horizon. */
export function drawLightning(stage: Stage, horizonY: number): string {
  const rng = stage.rng('lightning');
  const { width } = stage.frame;
  const glare: Rgb = stage.light.grade([226, 230, 255]);
  const startX = width * between(rng, 0.2, 0.8);
  let svg = circle(startX, horizonY * 0.35, width * 0.42, {
    fill: stage.radial([
      [0, glare, 0.3],
      [1, glare, 0],
    ]),
  });
  const bolt = (x: number, y: number, toY: number, wide: number, forks: number): void => {
    const points: Point[] = [[x, y]];
    let [px, py] = [x, y];
    while (py < toY) {
      px += between(rng, -34, 34);
      py += between(rng, 18, 46);
      points.push([px, py]);
      if (forks > 0 && rng() < 0.24)
        bolt(px, py, py + (toY - py) * between(rng, 0.3, 0.6), wide * 0.5, forks - 1);
    }
    svg += path(line(points), { stroke: css(glare), width: wide * 3.4, strokeOpacity: 0.2 });
    svg += path(line(points), { stroke: css(mix(glare, [255, 255, 255], 0.7)), width: wide });
  };
  bolt(startX, horizonY * 0.08, horizonY * 0.97, 4.6, 2);
  return svg;
}
