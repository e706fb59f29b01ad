import { rgb } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { pick } from '../paint/prng.ts';
import { circle, ellipse, path, rect, smooth } from '../paint/svg.ts';
import { HAIRS } from './hair.ts';
import type { Pen, Thing } from './thing.ts';

function drawFigure(pen: Pen): string {
  const coat = pen.own('#b5483a', '#2f5f7a', '#d9a040', '#6a4a6a', '#3f6a4a');
  const woman = pen.named('woman', 'girl', 'lady', 'frau', 'maedchen', 'dame', 'queen', 'princess');
  const hair = rgb(pick(pen.rng, HAIRS));
  let svg = '';
  for (const [x, level] of [
    [-62, 0.3],
    [66, 0.6],
  ] as const) {
    svg += path(
      limb(
        [
          [x * 0.8, -430],
          [x, -220],
          [x * 1.1, -30],
        ],
        [108, 84, 66],
      ),
      { fill: pen.tone('#3a3f4c', level) },
    );
    svg += ellipse(x * 1.1 + 6, -20, 56, 24, { fill: pen.tone('#4a3226', level) });
  }
  svg += path(
    symmetric(
      woman
        ? [
            [0, -780],
            [-110, -760],
            [-136, -600],
            [-150, -460],
            [-220, -300],
            [-120, -276],
            [0, -270],
          ]
        : [
            [0, -780],
            [-130, -764],
            [-160, -620],
            [-150, -440],
            [-166, -330],
            [0, -316],
          ],
    ),
    { fill: pen.rounded(coat, 1, 0.12) },
  );
  for (const side of [-1, 1]) {
    svg += path(
      limb(
        [
          [side * 124, -730],
          [side * 196, -570],
          [side * 190, -410],
        ],
        [80, 70, 56],
      ),
      { fill: pen.tone(coat, side === pen.side ? 0.85 : 0.25) },
    );
    svg += circle(side * 190, -392, 30, { fill: pen.tone('#d8a078', 0.7) });
  }
  svg +=
    rect(-104, -730, 208, 290, { fill: pen.rounded('#6b5236', 0.95, 0.2) }, 50) +
    rect(-84, -600, 168, 110, { fill: pen.tone('#8a6a45', 0.6) }, 26) +
    ellipse(0, -742, 118, 42, { fill: pen.rounded('#b8a078', 0.9, 0.3) });
  svg += path('M212 -430L264 -1', { stroke: pen.tone('#6b4a30', 0.5), width: 17 });
  svg += circle(0, -880, 92, { fill: pen.rounded(woman ? hair : '#d8a078', 0.9, 0.3) });
  if (woman)
    return (
      svg +
      path(
        smooth(
          [
            [-96, -900],
            [0, -986],
            [96, -900],
            [104, -740],
            [40, -700],
            [-40, -700],
            [-104, -740],
          ],
          true,
        ),
        { fill: pen.rounded(hair, 0.9, 0.15) },
      )
    );
  return (
    svg +
    path(
      'M-190 -884Q0 -830 190 -884Q160 -920 104 -922Q90 -1000 0 -1000Q-90 -1000 -104 -922Q-160 -920 -190 -884Z',
      { fill: pen.rounded('#7a5a3c', 1, 0.2) },
    )
  );
}

/** A wanderer seen from behind, looking into the picture. */
export const figure: Thing = { height: 0.34, aspect: 0.5, habitat: 'ground', draw: drawFigure };
