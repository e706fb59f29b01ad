import { rgb } from '../paint/colour.ts';
import { num, path } from '../paint/svg.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintForestDepths } from '../scenery/woods.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

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
