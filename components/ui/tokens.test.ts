import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// WCAG 2.2: 1.4.3 asks 4.5:1 of text, 1.4.11 asks 3:1 of the edges of controls.

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const OKLCH = String.raw`oklch\(([\d.]+) ([\d.]+)(?: ([\d.]+))?\)`;

/** Each colour token's relative luminance in light and dark. */
const luminances = new Map(
  [
    ...css.matchAll(
      new RegExp(String.raw`--color-([a-z-]+): light-dark\(\s*(${OKLCH}), (${OKLCH})\s*\)`, 'g'),
    ),
  ].map((match) => [match[1], { light: luminanceOf(match[2] ?? ''), dark: luminanceOf(match[6] ?? '') }]),
);

function luminanceOf(colour: string): number {
  const [, lightness, chroma, hue] = (new RegExp(OKLCH).exec(colour) ?? []).map(Number);
  if (lightness === undefined || chroma === undefined) throw new Error(`not a colour of ours: ${colour}`);
  const angle = (Number.isNaN(hue ?? 0) ? 0 : (hue ?? 0)) * (Math.PI / 180);
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, scheme: 'light' | 'dark'): number {
  const [a, b] = [luminances.get(one)?.[scheme], luminances.get(other)?.[scheme]];
  if (a === undefined || b === undefined) throw new Error(`no such token: ${one} or ${other}`);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const SURFACES = ['paper', 'sheet', 'wash', 'accent-wash', 'warn-wash', 'danger-wash'];
const TEXTS = ['ink', 'soft', 'faint', 'accent', 'accent-strong', 'warn', 'danger'];

it('finds every colour token', () => {
  const declared = [...css.matchAll(/--color-([a-z-]+): light-dark/g)].map((match) => match[1]);
  expect([...luminances.keys()].toSorted()).toEqual(declared.toSorted());
  expect(declared.length).toBeGreaterThan(15);
});

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  it.each(TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface] as const)))(
    '%s can be read on %s',
    (text, surface) => {
      expect(contrast(text, surface, scheme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    ['on-danger', 'danger'],
    ['on-danger', 'danger-strong'],
    ['paper', 'ink'],
  ])('%s can be read on %s', (text, surface) => {
    expect(contrast(text, surface, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['paper', 'sheet', 'wash'])('controls and the ledger line stand out from %s', (surface) => {
    expect(contrast('edge', surface, scheme)).toBeGreaterThanOrEqual(3);
    expect(contrast('accent', surface, scheme)).toBeGreaterThanOrEqual(3);
  });
});
