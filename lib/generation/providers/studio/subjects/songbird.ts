import { mix, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { circle, path, polygon, smooth, stroke } from '../paint/svg.ts';
import { branch } from './bough.ts';
import type { Pen, Thing } from './thing.ts';

function drawSongbird(pen: Pen): string {
  const main = pen.own('#4a7fc0', '#d9702e', '#e2b53a', '#5a9a6a', '#c0443f');
  const belly = mix(shift(main, 0.18, 0.7), [255, 236, 200], 0.55);
  const dark = shift(main, -0.18);
  let svg = branch(pen, -100);
  svg += path(
    limb(
      [
        [250, -330],
        [420, -260],
        [610, -190],
      ],
      [120, 96, 70],
    ),
    { fill: pen.tone(dark, 0.5) },
  );
  svg += path(
    smooth(
      [
        [-330, -760],
        [-200, -850],
        [-60, -800],
        [60, -660],
        [240, -500],
        [330, -330],
        [230, -220],
        [20, -170],
        [-180, -240],
        [-290, -420],
        [-320, -600],
      ],
      true,
    ),
    { fill: pen.rounded(main, 1, 0.2) },
  );
  svg += path(
    smooth(
      [
        [-300, -600],
        [-240, -660],
        [-120, -560],
        [0, -360],
        [60, -220],
        [-60, -180],
        [-200, -250],
        [-290, -430],
      ],
      true,
    ),
    { fill: pen.rounded(belly, 1, 0.4) },
  );
  svg += path(
    smooth(
      [
        [-40, -620],
        [110, -560],
        [260, -420],
        [440, -240],
        [250, -260],
        [60, -320],
        [-60, -460],
      ],
      true,
    ),
    { fill: pen.falling(dark, 0.9, 0.3) },
  );
  for (let i = 0; i < 4; i += 1)
    svg += stroke(
      [
        [20 + i * 40, -500 + i * 36],
        [150 + i * 46, -400 + i * 34],
        [290 + i * 34, -290 + i * 12],
      ],
      pen.tone(shift(main, 0.1), 0.8),
      8,
      { strokeOpacity: 0.6 },
    );
  svg += polygon(
    [
      [-322, -735],
      [-440, -690],
      [-316, -660],
    ],
    { fill: pen.tone('#e0a03a', 0.9), stroke: pen.tone('#e0a03a', 0.9), width: 10 },
  );
  svg +=
    circle(-228, -724, 34, { fill: pen.tone('#17151a', 0.4) }) + circle(-238, -736, 11, { fill: '#ffffff' });
  return (
    svg +
    path('M-60 -180v70M-20 -176v66M40 -190v70M80 -190v70', { stroke: pen.tone('#8a6a3a', 0.6), width: 16 })
  );
}

/** A songbird on a bough. */
export const bird: Thing = {
  height: 0.46,
  aspect: 1.1,
  habitat: 'ground',
  anchor: 'bough',
  draw: drawSongbird,
};
