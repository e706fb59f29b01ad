import { rgb, shift } from '../paint/colour.ts';
import { circle, ellipse, path, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawBoat(pen: Pen): string {
  if (pen.named('kayak', 'canoe', 'rowboat', 'ruderboot', 'kajak', 'kanu', 'gondola', 'gondel'))
    return drawRowingBoat(pen);
  const hull = pen.own('#8a4b32', '#2f4f7a', '#b23a34', '#f1ece2', '#2e6a62');
  const canvas = rgb('#f6efe0');
  const jib = pen.rng() < 0.5 ? canvas : shift(hull, 0.1);
  let svg = path('M0 -120V-985', { stroke: pen.tone('#6b4a34', 0.6), width: 15 });
  const main = 'M-18 -960C60 -760 250 -420 330 -190C200 -168 70 -170 -18 -186Z';
  svg += path(main, { fill: pen.rounded(canvas, 1, 0.45) });
  svg += path('M0 -780Q120 -760 108 -744M-6 -600Q170 -580 188 -560M-10 -420Q190 -400 258 -376', {
    stroke: pen.tone(shift(canvas, -0.16), 0.5),
    width: 5,
    strokeOpacity: 0.6,
  });
  svg += path('M-40 -880C-120 -640 -240 -380 -330 -200C-220 -186 -110 -188 -40 -200Z', {
    fill: pen.rounded(jib, 0.9, 0.35),
  });
  svg += path('M-24 -184L340 -186', { stroke: pen.tone('#6b4a34', 0.6), width: 13 });
  const deck =
    'M-400 -160C-390 -60 -320 0 -210 4L250 4C340 -10 396 -90 410 -172C150 -130 -150 -126 -400 -160Z';
  svg += path(deck, { fill: pen.falling(hull, 0.95, 0.15) });
  svg += path('M-396 -150C-150 -112 150 -116 406 -160', { stroke: pen.tone(rgb('#f3e9d4'), 0.9), width: 14 });
  svg += path('M-336 -40C-120 -14 160 -16 342 -50', {
    stroke: pen.tone(shift(hull, 0.16), 0.8),
    width: 9,
    strokeOpacity: 0.7,
  });
  svg += path('M-90 -160q6 -70 60 -74h120q44 8 50 70z', { fill: pen.falling('#e9dcc2', 0.95, 0.4) });
  for (const x of [-30, 40]) svg += circle(x, -192, 15, { fill: pen.lamp('#4d6172') });
  return svg + path('M0 -985l96 30l-92 34z', { fill: pen.tone(pen.accent ?? '#cf3f38', 0.9) });
}

function drawRowingBoat(pen: Pen): string {
  const hull = pen.own('#8a5a36', '#3f6a7a', '#b5483a');
  let svg = path(
    'M-640 -300C-560 -60 -400 4 -300 6L330 6C450 0 580 -90 640 -300C300 -190 -300 -190 -640 -300Z',
    { fill: pen.falling(hull, 0.95, 0.15) },
  );
  svg += path('M-640 -300C-300 -196 300 -196 640 -300C300 -250 -300 -250 -640 -300Z', {
    fill: pen.tone(shift(hull, -0.16), 0.4),
  });
  for (const x of [-260, 0, 250]) svg += rect(x - 40, -242, 90, 22, { fill: pen.tone('#c99a66', 0.8) });
  svg += path('M-630 -292C-300 -186 300 -186 630 -292', {
    stroke: pen.tone(shift(hull, 0.16), 0.95),
    width: 20,
  });
  svg += path('M-60 -260L-420 30M60 -260L440 20', { stroke: pen.tone('#d0a874', 0.8), width: 16 });
  return (
    svg +
    ellipse(-440, 34, 52, 15, { fill: pen.tone('#d0a874', 0.8), transform: 'rotate(-38 -440 34)' }) +
    ellipse(456, 26, 52, 15, { fill: pen.tone('#d0a874', 0.8), transform: 'rotate(36 456 26)' })
  );
}

/** A sailing boat; a rowing boat where the prompt says so. */
export const boat: Thing = { height: 0.5, aspect: 0.86, habitat: 'water', draw: drawBoat };
