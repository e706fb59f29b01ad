import { rgb } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { circle, ellipse, path, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawAstronaut(pen: Pen): string {
  const suit = pen.own('#eef0f2', '#eef0f2', '#e9e4da');
  const grey = rgb('#9aa4b2');
  let svg = path('M160 -560C420 -500 560 -300 470 -80S760 120 820 -120', {
    stroke: pen.tone('#d8d4c8', 0.7),
    width: 20,
  });
  svg += rect(-240, -740, 480, 430, { fill: pen.rounded(grey, 0.9, 0.15) }, 70);
  svg +=
    path(
      limb(
        [
          [-110, -330],
          [-170, -170],
          [-150, -10],
        ],
        [170, 150, 130],
      ),
      { fill: pen.rounded(suit, 0.95, 0.25) },
    ) +
    path(
      limb(
        [
          [110, -330],
          [210, -220],
          [250, -60],
        ],
        [170, 150, 130],
      ),
      { fill: pen.rounded(suit, 0.8, 0.15) },
    );
  svg +=
    ellipse(-150, -6, 96, 52, { fill: pen.rounded(grey, 0.9, 0.2) }) +
    ellipse(270, -44, 96, 52, { fill: pen.rounded(grey, 0.9, 0.2), transform: 'rotate(-20 270 -44)' });
  svg +=
    path(
      limb(
        [
          [-190, -620],
          [-330, -560],
          [-420, -700],
        ],
        [150, 130, 110],
      ),
      { fill: pen.rounded(suit, 1, 0.3) },
    ) + circle(-430, -730, 70, { fill: pen.rounded(grey, 1, 0.3) });
  svg +=
    path(
      limb(
        [
          [190, -620],
          [320, -500],
          [330, -350],
        ],
        [150, 130, 110],
      ),
      { fill: pen.rounded(suit, 0.85, 0.2) },
    ) + circle(332, -320, 66, { fill: pen.rounded(grey, 0.9, 0.2) });
  svg += path(
    symmetric([
      [0, -740],
      [-170, -720],
      [-224, -600],
      [-216, -420],
      [-190, -290],
      [0, -270],
    ]),
    { fill: pen.rounded(suit, 1, 0.2) },
  );
  svg += rect(-110, -560, 220, 150, { fill: pen.rounded(grey, 0.9, 0.3) }, 22);
  for (const [x, colour] of [
    [-66, '#e4574c'],
    [-10, '#f2c14e'],
    [46, '#5fae5a'],
  ] as const)
    svg += circle(x + 10, -510, 20, { fill: pen.tone(colour, 1) });
  svg +=
    rect(-70, -470, 140, 30, { fill: pen.tone('#2c3442', 0.6) }, 8) +
    rect(-196, -330, 392, 34, { fill: pen.tone(pen.accent ?? '#d9542f', 0.8) }, 14);
  svg += circle(0, -800, 212, { fill: pen.rounded(suit, 1, 0.2) });
  const visor = pen.stage.linear(
    [
      [0, pen.stage.light.grade(rgb('#2b3f6a'))],
      [0.5, pen.stage.light.grade(rgb('#7a5aa8'))],
      [1, pen.stage.light.grade(rgb('#f2b06a'))],
    ],
    [0, 0],
    [1, 1],
  );
  svg += path(
    symmetric([
      [0, -930],
      [-120, -910],
      [-164, -800],
      [-124, -700],
      [0, -676],
    ]),
    { fill: visor, stroke: pen.tone('#c9a24a', 0.9), width: 18 },
  );
  return (
    svg +
    path('M-112 -850Q-80 -900 -20 -904', { stroke: '#ffffff', width: 20, strokeOpacity: 0.7 }) +
    circle(70, -740, 12, { fill: '#ffffff', opacity: 0.6 })
  );
}

/** An astronaut on a line. */
export const astronaut: Thing = { height: 0.6, aspect: 0.9, habitat: 'air', draw: drawAstronaut };
