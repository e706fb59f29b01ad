import sharp from 'sharp';
import { expect, test } from 'vitest';
import { open } from '../source.ts';
import { removeBackground } from './remove.ts';

const WIDTH = 480;
const HEIGHT = 360;

/** Ten subjects: what is drawn, in its own colors, and so where it stands. */
const SUBJECTS = {
  ball: '<circle cx="240" cy="190" r="110" fill="url(#warm)"/>',
  ring: '<path fill-rule="evenodd" fill="url(#warm)" d="M240 60a120 120 0 1 0 .1 0zM240 120a60 60 0 1 1-.1 0z"/>',
  bottle: '<path fill="url(#cool)" d="M215 60h50v50q35 20 35 60v130h-120v-130q0-40 35-60z"/>',
  star: '<path fill="url(#warm)" d="M240 50l35 95 100 5-78 62 27 97-84-55-84 55 27-97-78-62 100-5z"/>',
  house:
    '<path fill="#b5452f" d="M120 180l120-110 120 110z"/><path fill="#7c2f20" d="M145 180h190v130h-190z"/>',
  leaf: '<path fill="url(#green)" d="M110 280q0-200 260-210q-10 240-230 220z"/>',
  person:
    '<circle cx="240" cy="110" r="48" fill="#8a4b2d"/><path fill="url(#cool)" d="M150 310q0-140 90-140t90 140z"/>',
  cup: '<path fill="url(#warm)" d="M150 110h150l-20 180h-110z"/><path fill="none" stroke="#c2541b" stroke-width="22" d="M292 150q80 0 60 60t-74 40"/>',
  stripes:
    '<rect x="130" y="90" width="220" height="60" fill="#3a1f6e"/><rect x="130" y="150" width="220" height="60" fill="#d8a51d"/><rect x="130" y="210" width="220" height="60" fill="#3a1f6e"/>',
  pair: '<circle cx="160" cy="190" r="75" fill="url(#cool)"/><rect x="280" y="120" width="120" height="140" rx="20" fill="url(#green)"/>',
} as const;

/** Three grounds, from studio paper to a room: shades, a texture, two colors that meet behind the subject. */
const GROUNDS = {
  paper: '<rect width="480" height="360" fill="url(#paper)"/>',
  meadow:
    '<rect width="480" height="360" fill="#a9cdee"/><rect width="480" height="360" filter="url(#cloth)" opacity=".35"/>',
  room: '<rect width="480" height="240" fill="url(#wall)"/><rect y="240" width="480" height="120" fill="#cbb596"/><ellipse cx="240" cy="305" rx="140" ry="18" fill="#000" opacity=".12"/>',
} as const;

const PAINTS = `<defs>
  <linearGradient id="warm" y2="1"><stop stop-color="#e9762b"/><stop offset="1" stop-color="#8f2d14"/></linearGradient>
  <linearGradient id="cool" x2="1"><stop stop-color="#1d3f8f"/><stop offset="1" stop-color="#102048"/></linearGradient>
  <linearGradient id="green" x2="1" y2="1"><stop stop-color="#2f7d32"/><stop offset="1" stop-color="#143d17"/></linearGradient>
  <linearGradient id="paper" x2="1" y2="1"><stop stop-color="#fbfaf7"/><stop offset="1" stop-color="#b9b4aa"/></linearGradient>
  <linearGradient id="wall" x2="1"><stop stop-color="#e4e9ee"/><stop offset="1" stop-color="#b4c2cd"/></linearGradient>
  <filter id="cloth"><feTurbulence baseFrequency=".08" numOctaves="2" seed="3"/><feColorMatrix type="saturate" values=".3"/></filter>
</defs>`;

const CASES = Object.keys(SUBJECTS).flatMap((subject) =>
  Object.keys(GROUNDS).map((ground) => ({ subject, ground }) as Case),
);
type Case = { subject: keyof typeof SUBJECTS; ground: keyof typeof GROUNDS };

const svg = (content: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${PAINTS}${content}</svg>`,
  );

async function composite({ subject, ground }: Case) {
  const drawn = sharp(svg(SUBJECTS[subject]));
  const truth = await drawn.clone().extractChannel('alpha').raw().toBuffer();
  const base = await sharp(svg(GROUNDS[ground])).flatten({ background: '#ffffff' }).png().toBuffer();
  const noise = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .png()
    .toBuffer();
  const bytes = await sharp(base)
    .composite([{ input: await drawn.png().toBuffer() }, { input: noise, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer();
  return { bytes, truth };
}

/** How well two masks agree: what both hold of what either holds. */
function overlapOf(found: Uint8Array, truth: Uint8Array): number {
  let [both, either] = [0, 0];
  truth.forEach((value, at) => {
    const [a, b] = [(found[at] ?? 0) > 127, value > 127];
    if (a && b) both += 1;
    if (a || b) either += 1;
  });
  return both / either;
}

/** What is usually done: everything that is near the corner's color goes. */
async function colorKey(bytes: Uint8Array, tolerance: number): Promise<Uint8Array> {
  const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const away = [0, 1, 2].map((c) => (data[at * 3 + c] ?? 0) - (data[c] ?? 0));
    return Math.hypot(...away) < tolerance ? 0 : 255;
  });
}

test('a subject is found before paper, cloth and a room, far better than by a color key', {
  timeout: 120_000,
}, async () => {
  const found: { name: string; ours: number; key: number }[] = [];
  for (const one of CASES) {
    const { bytes, truth } = await composite(one);
    const mask = await (await removeBackground(await open(bytes), { output: 'mask' })).raw().toBuffer();
    const keys = await Promise.all([16, 32, 64, 96].map((tolerance) => colorKey(bytes, tolerance)));
    found.push({
      name: `${one.subject} before ${one.ground}`,
      ours: overlapOf(mask, truth),
      // The best of four: nobody has to guess the tolerance for it.
      key: Math.max(...keys.map((key) => overlapOf(key, truth))),
    });
  }
  const mean = (of: (one: (typeof found)[number]) => number) =>
    found.reduce((sum, one) => sum + of(one), 0) / found.length;
  const worst = found.reduce((a, b) => (a.ours < b.ours ? a : b));
  expect(found).toHaveLength(30);
  expect(worst.ours, `${worst.name}`).toBeGreaterThan(0.97);
  expect(mean(({ ours }) => ours)).toBeGreaterThan(0.96);
  expect(mean(({ ours }) => ours)).toBeGreaterThan(mean(({ key }) => key) + 0.05);
});
