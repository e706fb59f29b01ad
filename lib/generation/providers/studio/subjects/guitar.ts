import { shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, clipped, num, path, rect } from '../paint/svg.ts';
import { gleam } from './gleam.ts';
import type { Pen, Thing } from './thing.ts';

function drawGuitar(pen: Pen): string {
  const violin = pen.named('violin', 'cello', 'geige', 'violine');
  const wood = pen.own(violin ? '#9a4a26' : '#c98a45', violin ? '#8a3f22' : '#b5743a', '#a8562e');
  const outline =
    'M0 -560C-70 -566 -150 -560 -186 -490C-214 -430 -160 -380 -160 -330C-160 -270 -240 -240 -250 -140C-256 -40 -150 4 0 4C150 4 256 -40 250 -140C240 -240 160 -270 160 -330C160 -380 214 -430 186 -490C150 -560 70 -566 0 -560Z';
  let svg =
    path(outline, { fill: pen.tone(shift(wood, -0.2), 0.2), transform: 'translate(16 10)' }) +
    path(outline, { fill: pen.rounded(wood, 1, 0.3), stroke: pen.tone(shift(wood, -0.26), 0.4), width: 13 });
  const clip = pen.stage.clip(outline);
  let lines = '';
  for (let i = 0; i < 14; i += 1)
    lines += `M${-240 + i * 36} 10Q${num(-226 + i * 34 + between(pen.rng, -20, 20))} -300 ${-230 + i * 35} -580`;
  svg += clipped(
    clip,
    path(lines, { stroke: pen.tone(shift(wood, -0.12), 0.4), width: 5, strokeOpacity: 0.35 }),
  );
  if (violin)
    svg += path(
      'M-92 -300q-26 -16 -30 20q-4 44 26 80q18 26 0 40M92 -300q26 -16 30 20q4 44 -26 80q-18 26 0 40',
      { stroke: pen.tone('#2a1710', 0.3), width: 15 },
    );
  else
    svg += circle(0, -330, 78, {
      fill: pen.tone('#24140e', 0.2),
      stroke: pen.tone('#e8cf9a', 0.8),
      width: 13,
    });
  svg += rect(-34, -900, 68, 560, { fill: pen.rounded('#4a2e20', 0.95, 0.2) });
  let frets = '';
  for (let i = 0; i < 11; i += 1) frets += `M-34 ${num(-860 + i * 47)}H34`;
  svg +=
    path(frets, { stroke: pen.tone('#d9d2c2', 0.9), width: 5 }) +
    path('M-50 -1000H50L40 -890H-40Z', { fill: pen.rounded('#5a3624', 1, 0.2) });
  for (const side of [-1, 1])
    for (let i = 0; i < 3; i += 1)
      svg += circle(side * 58, -980 + i * 34, 14, { fill: pen.tone('#e4ddcc', 0.9) });
  svg += rect(-80, -130, 160, 30, { fill: pen.tone('#3a2218', 0.5) }, 8);
  let strings = '';
  for (let i = 0; i < 6; i += 1) strings += `M${num(-25 + i * 10)} -960V-115`;
  return (
    svg +
    path(strings, { stroke: pen.tone('#f2efe6', 1), width: 3.4, strokeOpacity: 0.9 }) +
    gleam('M-200 -190C-206 -110 -170 -60 -120 -36', 0.25)
  );
}

/** A guitar leaning back; a violin where the prompt says so. */
export const guitar: Thing = { height: 0.66, aspect: 0.52, habitat: 'ground', draw: drawGuitar };
