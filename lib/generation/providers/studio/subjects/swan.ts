import { rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { circle, path, polygon, smooth, stroke } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawSwan(pen: Pen): string {
  const white = pen.accent ?? rgb('#f6f4ee');
  let svg = path(
    smooth(
      [
        [-330, -140],
        [-200, -300],
        [40, -380],
        [260, -400],
        [440, -330],
        [560, -400],
        [520, -220],
        [430, -60],
        [180, 0],
        [-160, 0],
        [-300, -40],
      ],
      true,
    ),
    { fill: pen.falling(white, 1, 0.35) },
  );
  svg += path(
    smooth(
      [
        [-120, -240],
        [60, -440],
        [300, -500],
        [500, -430],
        [440, -250],
        [220, -130],
        [0, -130],
      ],
      true,
    ),
    { fill: pen.rounded(white, 1, 0.4) },
  );
  for (let i = 0; i < 4; i += 1)
    svg += stroke(
      [
        [40 + i * 60, -180 + i * 4],
        [220 + i * 50, -250 - i * 24],
        [420 + i * 22, -340 - i * 26],
      ],
      pen.tone(shift(white, -0.16), 0.5),
      8,
      { strokeOpacity: 0.5 },
    );
  svg += path(
    limb(
      [
        [-240, -120],
        [-380, -260],
        [-380, -430],
        [-250, -560],
        [-230, -720],
        [-310, -830],
        [-400, -820],
      ],
      [190, 130, 90, 76, 74, 92, 70],
    ),
    { fill: pen.rounded(white, 1, 0.4) },
  );
  svg += polygon(
    [
      [-420, -850],
      [-560, -770],
      [-420, -780],
    ],
    { fill: pen.tone('#e2832e', 0.9), stroke: pen.tone('#e2832e', 0.9), width: 12 },
  );
  return (
    svg +
    polygon(
      [
        [-410, -856],
        [-360, -842],
        [-420, -790],
      ],
      { fill: pen.tone('#1f1c20', 0.5) },
    ) +
    circle(-352, -826, 12, { fill: '#15131a' })
  );
}

/** A swan on the water. */
export const swan: Thing = { height: 0.4, aspect: 1.2, habitat: 'water', draw: drawSwan };
