import { css, type Rgb, rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, type Point, path, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';
import { wet, wetFall } from './wet.ts';

type WhaleKind = {
  readonly back: Rgb;
  readonly belly: Rgb;
  readonly orca: boolean;
  readonly plain: boolean;
  readonly dolphin: boolean;
};

function whaleKind(pen: Pen): WhaleKind {
  const dolphin = pen.named('dolphin', 'delfin', 'delphin');
  const orca = pen.named('orca');
  const [first, second] = dolphin ? ['#7f97a8', '#8aa2b2'] : ['#3f5f7d', '#4a6a86'];
  return {
    back: orca ? rgb('#22262e') : pen.own(first!, second!),
    belly: rgb('#e9eef0'),
    orca,
    plain: orca || dolphin,
    dolphin,
  };
}

function wholeWhale(pen: Pen): string {
  const { back, belly, orca } = whaleKind(pen);
  let svg = path(
    smooth(
      [
        [820, -560],
        [1010, -720],
        [1180, -790],
        [1120, -660],
        [1150, -520],
        [1190, -420],
        [1040, -450],
        [860, -520],
      ],
      true,
      0.8,
    ),
    { fill: wetFall(pen, back, 0.9, 0.3) },
  );
  const body: Point[] = [
    [-1080, -470],
    [-1000, -680],
    [-760, -830],
    [-420, -880],
    [0, -830],
    [420, -700],
    [780, -590],
    [900, -540],
    [760, -480],
    [420, -400],
    [60, -250],
    [-360, -150],
    [-760, -180],
    [-1010, -310],
  ];
  svg += path(smooth(body, true), { fill: wetFall(pen, back, 1, 0.3) });
  svg += path(
    smooth(
      [
        [-1076, -440],
        [-760, -440],
        [-420, -420],
        [0, -380],
        [420, -410],
        [60, -250],
        [-360, -150],
        [-760, -180],
        [-1000, -300],
      ],
      true,
      0.8,
    ),
    { fill: wetFall(pen, belly, 0.9, 0.35) },
  );
  let pleats = '';
  for (let i = 0; i < 7; i += 1)
    pleats += `M${-1000 + i * 20} ${-400 + i * 30}Q${-640} ${-360 + i * 32} ${-200 - i * 40} ${-340 + i * 24}`;
  svg += path(pleats, { stroke: css(wet(pen, '#9fb2bd', 0.5)), width: 10, strokeOpacity: 0.7 });
  svg +=
    path(
      smooth(
        [
          [-420, -330],
          [-300, -180],
          [-180, 60],
          [-330, 0],
          [-500, -160],
          [-540, -300],
        ],
        true,
        0.8,
      ),
      { fill: wetFall(pen, shift(back, -0.04), 0.8, 0.3) },
    ) +
    path(
      smooth(
        [
          [380, -720],
          [470, -800],
          [540, -820],
          [520, -690],
        ],
        true,
        0.8,
      ),
      { fill: wetFall(pen, back, 0.9, 0.5) },
    );
  if (orca) svg += ellipse(-800, -600, 110, 54, { fill: css(wet(pen, belly, 0.95)) });
  svg += circle(-800, -470, 26, { fill: '#12141a' }) + circle(-808, -478, 9, { fill: '#ffffff' });
  for (let i = 0; i < 12; i += 1)
    svg += circle(between(pen.rng, -900, 300), between(pen.rng, -800, -620), between(pen.rng, 6, 18), {
      fill: css(wet(pen, '#dfe8ea', 0.9)),
      opacity: 0.4,
    });
  return svg + path('M-1070 -430Q-900 -400 -760 -420', { stroke: css(wet(pen, '#20303e', 0.3)), width: 12 });
}

function breach(pen: Pen): string {
  const { back, belly, plain, dolphin } = whaleKind(pen);
  const body: Point[] = [
    [-360, 30],
    [-340, -260],
    [-230, -560],
    [-60, -800],
    [130, -960],
    [260, -985],
    [330, -900],
    [330, -700],
    [300, -440],
    [280, -200],
    [300, 30],
  ];
  let svg = path(
    smooth(
      [
        [-270, -460],
        [-460, -560],
        [-640, -540],
        [-560, -420],
        [-360, -300],
      ],
      true,
      0.8,
    ),
    { fill: pen.tone(back, 0.25) },
  );
  svg += path(`${smooth(body)}Z`, { fill: pen.rounded(back, 1, 0.2) });
  svg += path(
    `${smooth([
      [60, 30],
      [70, -260],
      [130, -560],
      [230, -820],
      [300, -940],
      [336, -800],
      [320, -500],
      [290, -200],
      [304, 30],
    ])}Z`,
    { fill: pen.rounded(belly, 1, 0.4) },
  );
  if (!plain) {
    let pleats = '';
    for (let i = 0; i < 6; i += 1)
      pleats += `M${110 + i * 32} 20Q${100 + i * 36} -400 ${214 + i * 18} ${-800 + i * 20}`;
    svg += path(pleats, { stroke: pen.tone('#93a6b2', 0.4), width: 9, strokeOpacity: 0.8 });
  }
  svg += path(
    smooth(
      [
        [230, -360],
        [440, -420],
        [640, -350],
        [560, -240],
        [330, -200],
      ],
      true,
      0.8,
    ),
    { fill: pen.falling(shift(back, -0.03), 0.9, 0.4) },
  );
  svg +=
    circle(118, -760, 22, { fill: '#12141a' }) +
    circle(112, -767, 7, { fill: '#ffffff' }) +
    (dolphin
      ? path(
          smooth(
            [
              [250, -975],
              [330, -1010],
              [400, -985],
              [380, -930],
              [300, -900],
            ],
            true,
          ),
          { fill: pen.rounded(back, 1, 0.3) },
        )
      : '') +
    path('M330 -880Q220 -800 170 -640', { stroke: pen.tone(shift(back, -0.14), 0.2), width: 10 });
  return svg + splash(pen);
}

function splash(pen: Pen): string {
  const white = pen.stage.toneRgb([248, 252, 255], 0.95);
  let svg = '';
  for (let i = 0; i < 30 + 20 * pen.stage.detail; i += 1) {
    const x = between(pen.rng, -620, 600);
    const tall = 230 * (1 - Math.abs(x) / 700) * pen.rng();
    svg += ellipse(x, -tall + 10, between(pen.rng, 6, 26), between(pen.rng, 8, 34), {
      fill: css(white),
      opacity: between(pen.rng, 0.4, 0.95),
    });
  }
  for (let i = -5; i <= 5; i += 1)
    svg += ellipse(i * 112, 20, 140, 46 + 14 * (5 - Math.abs(i)), { fill: pen.stage.halo(white, 0.85) });
  const ring = pen.stage.linear(
    [
      [0, white, 0],
      [0.5, white, 0.8],
      [1, white, 0],
    ],
    [0, 0],
    [1, 0],
  );
  return (
    svg + ellipse(0, 40, 820, 26, { fill: ring }) + ellipse(0, 78, 960, 18, { fill: ring, opacity: 0.6 })
  );
}

/** A whale: leaping from the sea, or whole where there is no surface to leap from. */
export const whale: Thing = {
  height: 0.46,
  aspect: 1.2,
  habitat: 'water',
  elsewhere: { height: 0.36, aspect: 2.3, habitat: 'deep', draw: wholeWhale },
  draw: breach,
};
