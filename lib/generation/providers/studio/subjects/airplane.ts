import { rgb } from '../paint/colour.ts';
import { ellipse, path, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawAirplane(pen: Pen): string {
  const body = pen.own('#f3f2ee', '#f3f2ee', '#e9eef2');
  const trim = pen.accent ?? rgb('#2f5fae');
  const grey = rgb('#aab2bd');
  let svg = path('M120 -560L-300 -900L-420 -900L-140 -520Z', { fill: pen.tone(grey, 0.35) });
  svg +=
    path('M760 -640L980 -930L1080 -930L980 -600Z', { fill: pen.falling(trim, 0.95, 0.5) }) +
    path('M800 -560L1060 -660L1120 -640L960 -520Z', { fill: pen.tone(grey, 0.35) });
  svg += path(
    'M-1000 -470C-960 -560 -820 -610 -640 -620H760C900 -620 1010 -600 1080 -560C960 -500 820 -420 660 -400H-640C-830 -400 -970 -410 -1000 -470Z',
    { fill: pen.falling(body, 1, 0.3) },
  );
  svg += path(
    'M-960 -430C-830 -400 -700 -396 -640 -400H660C760 -410 860 -450 940 -494C700 -440 -500 -440 -960 -430Z',
    { fill: pen.tone(trim, 0.6) },
  );
  svg += path('M-940 -540Q-890 -582 -820 -596L-806 -548Z', { fill: pen.tone('#2b3a4c', 0.7) });
  let panes = '';
  for (let x = -700; x < 720; x += 58) panes += `M${x} -556a15 19 0 1 0 30 0a15 19 0 1 0 -30 0`;
  svg += path(panes, { fill: pen.lamp('#40536a') });
  for (const x of [-760, 700]) svg += rect(x, -580, 44, 110, { stroke: pen.tone(grey, 0.6), width: 6 }, 14);
  svg += path('M180 -440L-330 -40L-470 -40L-190 -440Z', { fill: pen.falling(grey, 0.95, 0.45) });
  svg +=
    path('M-300 -300h230q40 34 0 72h-230q-40 -36 0 -72z', { fill: pen.falling(body, 0.9, 0.2) }) +
    ellipse(-302, -264, 18, 36, { fill: pen.tone('#2a2f38', 0.4) });
  return svg + path('M830 -470L1010 -350L1080 -352L960 -480Z', { fill: pen.tone(grey, 0.75) }) + trail(pen);
}

function trail(pen: Pen): string {
  const fill = pen.stage.linear(
    [
      [0, [255, 255, 255], 0.6],
      [1, [255, 255, 255], 0],
    ],
    [0, 0],
    [1, 0],
  );
  return path('M1090 -556L2600 -500L2600 -440L1090 -536Z', { fill });
}

/** An airliner in flight. */
export const airplane: Thing = { height: 0.28, aspect: 2.2, habitat: 'air', draw: drawAirplane };
