import { rgb, shift } from '../paint/colour.ts';
import { ellipse, path, polygon, rect } from '../paint/svg.ts';
import { glass } from './glass.ts';
import type { Pen, Thing } from './thing.ts';
import { wheel } from './wheel.ts';

function drawCar(pen: Pen): string {
  const taxi = pen.named('taxi', 'cab');
  const paint = taxi
    ? rgb('#f2b92e')
    : pen.own('#c8372f', '#2f6fa8', '#3f8f7a', '#e0a83a', '#8a3a5a', '#e9e4da');
  const chrome = '#d9dce0';
  let svg = '';
  const cabin = 'M-560 -520C-470 -760 -380 -850 -230 -872H160C330 -860 420 -740 540 -530Z';
  svg += path(cabin, { fill: pen.falling(paint, 1, 0.6) });
  svg +=
    path('M-470 -530C-410 -690 -340 -786 -220 -800H-60V-530Z', { fill: glass(pen) }) +
    path('M-10 -530V-800H150C270 -792 350 -700 430 -530Z', { fill: glass(pen) });
  svg += path('M-400 -540L-290 -776M60 -540L170 -780', { stroke: '#ffffff', width: 26, strokeOpacity: 0.2 });
  const body =
    'M-1030 -220C-1040 -400 -980 -470 -860 -494C-760 -520 -660 -530 -560 -540H560C740 -530 900 -500 980 -440C1030 -400 1040 -300 1030 -220C1030 -170 1000 -150 950 -150H-950C-1000 -150 -1030 -170 -1030 -220Z';
  svg += path(body, { fill: pen.falling(paint, 0.95, 0.15) });
  svg += path('M-1010 -380C-600 -420 600 -420 1000 -390', {
    stroke: pen.tone(shift(paint, 0.16), 1),
    width: 12,
    strokeOpacity: 0.7,
  });
  svg += path('M-1036 -236H1036', { stroke: pen.tone(chrome, 0.9), width: 22 });
  svg += path('M-36 -530V-180M-500 -470C-520 -300 -470 -230 -440 -180M430 -520C470 -400 440 -250 420 -180', {
    stroke: pen.tone(shift(paint, -0.2), 0.3),
    width: 7,
    strokeOpacity: 0.7,
  });
  svg +=
    rect(-150, -458, 84, 18, { fill: pen.tone(chrome, 1) }, 9) +
    rect(90, -458, 84, 18, { fill: pen.tone(chrome, 1) }, 9);
  const lamp = pen.stage.light.lamps > 0.4;
  svg += ellipse(-976, -360, 44, 58, {
    fill: lamp ? '#fff6d8' : pen.tone('#f4efe0', 1),
    stroke: pen.tone(chrome, 0.8),
    width: 12,
  });
  if (lamp)
    svg +=
      pen.glow(-1000, -360, 380, [255, 238, 190], 0.8) +
      polygon(
        [
          [-1000, -390],
          [-2300, -470],
          [-2300, -30],
          [-1000, -330],
        ],
        {
          fill: pen.stage.linear(
            [
              [0, [255, 240, 200], 0],
              [1, [255, 240, 200], 0.42],
            ],
            [0, 0],
            [1, 0],
          ),
        },
      );
  svg += ellipse(1000, -370, 26, 50, { fill: lamp ? '#ff5a46' : pen.tone('#b3281e', 0.8) });
  for (const x of [-620, 610])
    svg +=
      path(`M${x - 236} -150a236 236 0 0 1 472 0z`, { fill: pen.tone('#17181d', 0.2) }) +
      wheel(pen, x, -176, 178, chrome);
  if (taxi) svg += rect(-110, -940, 220, 74, { fill: lamp ? '#fff3b8' : pen.tone('#f7efd2', 0.9) }, 16);
  return svg;
}

/** A car in profile, headlights on after dark. */
export const car: Thing = { height: 0.3, aspect: 2.12, habitat: 'ground', draw: drawCar };
