import { css, mix } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, num, path, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';

/**
 * Paints the weather between the picture and the eye: rain, snow or fog.
 *
 * @param stage The picture.
 * @param horizonY Where fog is densest.
 */
export function paintWeather(stage: Stage, horizonY: number): void {
  const { weather } = stage.scene;
  if (weather === 'rain' || weather === 'storm')
    stage.layer('rain', rain(stage, weather === 'storm' ? 1.4 : 1));
  if (weather === 'snow') stage.layer('snow', snowfall(stage));
  if (weather === 'fog') paintFog(stage, horizonY);
}

function rain(stage: Stage, strength: number): string {
  const rng = stage.rng('rain');
  const { frame, light } = stage;
  const colour = css(mix(light.sky[3], [255, 255, 255], 0.35));
  const many = Math.round((frame.width * frame.height * [0, 90, 170, 270][stage.detail]! * strength) / 1e6);
  let near = '';
  let far = '';
  for (let i = 0; i < many; i += 1) {
    const x = between(rng, -40, frame.width + 40);
    const y = between(rng, -60, frame.height);
    const long = between(rng, 24, 70);
    const drop = `M${num(x)} ${num(y)}l${num(-long * 0.2 * stage.light.side * -1)} ${num(long)}`;
    if (i % 4 === 0) near += drop;
    else far += drop;
  }
  return (
    path(far, { stroke: colour, width: 1.1, strokeOpacity: 0.24 }) +
    path(near, { stroke: colour, width: 1.9, strokeOpacity: 0.36 })
  );
}

function snowfall(stage: Stage): string {
  const rng = stage.rng('snowfall');
  const { frame, light } = stage;
  const colour = css(mix([255, 255, 255], light.sky[3], 0.15));
  const many = Math.round((frame.width * frame.height * [0, 80, 180, 300][stage.detail]!) / 1e6);
  const soft = stage.radial([
    [0, colour, 0.9],
    [0.5, colour, 0.4],
    [1, colour, 0],
  ]);
  let svg = '';
  for (let i = 0; i < many; i += 1) {
    const size = between(rng, 1, 3.4);
    const [x, y] = [rng() * frame.width, rng() * frame.height];
    const close = rng() < 0.045 && stage.detail > 1;
    svg += close
      ? circle(x, y, size * 5, { fill: soft, opacity: 0.7 })
      : circle(x, y, size, { fill: colour, opacity: between(rng, 0.35, 0.9) });
  }
  return svg;
}

function paintFog(stage: Stage, horizonY: number): void {
  const { frame, light } = stage;
  const colour = light.grade(mix(light.haze, [255, 255, 255], light.dark ? 0 : 0.15));
  const fill = stage.linear([
    [0, colour, 0.1],
    [0.5, colour, 0.42],
    [1, colour, 0.16],
  ]);
  stage.layer('fog', rect(-10, 0, frame.width + 20, frame.height + 10, { fill }));
  stage.layer(
    'fog bank',
    drawMist(stage, 'fog bank', horizonY + frame.height * 0.1, frame.height * 0.3, 0.62),
  );
}
