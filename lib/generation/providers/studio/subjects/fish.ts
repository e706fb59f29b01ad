import { css, rgb, shift } from '../paint/colour.ts';
import { circle, clipped, group, path } from '../paint/svg.ts';
import { eye } from './eye.ts';
import type { Pen, Thing } from './thing.ts';
import { wet, wetFall } from './wet.ts';

function drawFish(pen: Pen): string {
  if (pen.named('shark', 'hai')) return group('translate(-20 -110) scale(0.72)', drawShark(pen));
  const main = pen.own('#f08a2e', '#f2b93a', '#3f8fd0', '#e2566a', '#f08a2e');
  const light = rgb('#fbf6ea');
  const fin = shift(main, -0.06);
  const body =
    'M-700 -480C-560 -760 -240 -900 60 -880C320 -860 500 -700 600 -520C500 -330 320 -160 60 -130C-240 -100 -560 -220 -700 -480Z';
  let svg = path(
    'M520 -520C640 -700 800 -830 930 -830C900 -660 880 -580 880 -500C890 -400 910 -330 930 -190C800 -200 640 -330 520 -500Z',
    { fill: wetFall(pen, fin, 0.95, 0.4) },
  );
  svg +=
    path('M-300 -820C-180 -1010 160 -1040 360 -960C330 -880 330 -820 380 -740Z', {
      fill: wetFall(pen, fin, 0.9, 0.5),
    }) +
    path('M-120 -160C-60 20 120 60 240 20C230 -60 250 -120 300 -200Z', { fill: wetFall(pen, fin, 0.6, 0.2) });
  svg += path(body, { fill: wetFall(pen, main, 1, 0.25) });
  const clip = pen.stage.clip(body);
  let bands = path('M-330 -960C-250 -700 -260 -300 -340 0H-170C-80 -300 -80 -700 -150 -960Z', {
    fill: wetFall(pen, light, 1, 0.5),
    stroke: css(wet(pen, '#26262e', 0.4)),
    width: 20,
  });
  bands += path('M140 -960C220 -700 210 -300 130 0H290C390 -300 390 -700 310 -960Z', {
    fill: wetFall(pen, light, 1, 0.5),
    stroke: css(wet(pen, '#26262e', 0.4)),
    width: 20,
  });
  let scales = '';
  for (let row = 0; row < 7; row += 1)
    for (let k = 0; k < 12; k += 1)
      scales += `M${-420 + k * 84 + (row % 2) * 42} ${-800 + row * 96}q46 44 0 88`;
  bands += path(scales, { stroke: css(wet(pen, shift(main, -0.16), 0.3)), width: 9, strokeOpacity: 0.34 });
  svg += clipped(clip, bands);
  svg +=
    path('M-120 -430C0 -520 130 -500 180 -400C120 -300 0 -280 -120 -330Z', {
      fill: wetFall(pen, fin, 0.9, 0.4),
    }) +
    path('M-60 -400L140 -420M-60 -370L120 -360', {
      stroke: css(wet(pen, shift(main, -0.2), 0.3)),
      width: 10,
      strokeOpacity: 0.6,
    });
  svg +=
    eye(pen, -480, -590, 74, 78, '#f4efe0') +
    circle(-486, -588, 46, { fill: '#15141a' }) +
    circle(-500, -612, 16, { fill: '#ffffff' });
  return svg + path('M-692 -470Q-620 -430 -560 -440', { stroke: css(wet(pen, '#5a2a20', 0.4)), width: 16 });
}

function drawShark(pen: Pen): string {
  const grey = pen.own('#6f8494', '#5f7686');
  const belly = rgb('#e9edee');
  let svg =
    path('M820 -500L1180 -900C1130 -640 1130 -500 1160 -260L860 -440Z', {
      fill: wetFall(pen, grey, 0.9, 0.3),
    }) + path('M-40 -700L200 -1040L250 -640Z', { fill: wetFall(pen, grey, 1, 0.5) });
  svg += path(
    'M-1100 -470C-860 -700 -300 -790 200 -700C560 -640 780 -560 960 -480C740 -430 560 -340 200 -270C-300 -190 -860 -290 -1100 -470Z',
    { fill: wetFall(pen, grey, 1, 0.35) },
  );
  svg += path(
    'M-1090 -466C-800 -400 -300 -410 200 -420C560 -430 780 -456 940 -480C740 -420 560 -330 200 -262C-300 -190 -860 -290 -1090 -466Z',
    { fill: wetFall(pen, belly, 0.95, 0.4) },
  );
  svg += path('M-220 -330L-60 60L120 -340Z', { fill: wetFall(pen, grey, 0.7, 0.2) });
  svg +=
    path('M-500 -560q-30 60 0 130M-440 -570q-30 64 0 140M-380 -576q-30 66 0 144', {
      stroke: css(wet(pen, '#3f5160', 0.3)),
      width: 11,
    }) +
    circle(-820, -530, 26, { fill: '#14161c' }) +
    circle(-828, -538, 8, { fill: '#ffffff' });
  return svg + path('M-1010 -420Q-860 -380 -720 -400', { stroke: css(wet(pen, '#3f4a54', 0.3)), width: 13 });
}

/** A striped fish; a shark where the prompt says so. */
export const fish: Thing = { height: 0.42, aspect: 1.7, habitat: 'deep', draw: drawFish };
