import { expect, test } from 'vitest';
import { ContentRejectedError } from '../errors.ts';
import { moderate } from './moderation.ts';

test.each([
  ['a scene of explicit gore', 'violence'],
  ['Ein Bild voller FOLTER', 'violence'],
  ['hentai poster', 'sexual'],
  ['two people in a sex act', 'sexual'],
  ['a naked man', 'sexual'],
  ['a flag with a swastika', 'hate'],
  ['self-harm', 'self-harm'],
])('%s is refused', (prompt, reason) => {
  expect(() => moderate(prompt)).toThrow(expect.objectContaining({ name: 'ContentRejectedError', reason }));
});

test.each([
  'a lighthouse at dusk',
  'a gorgeous gorge', // only begins like a refused word
  'a nudibranch on a reef',
  'Essex in autumn',
])('%s passes', (prompt) => {
  expect(() => moderate(prompt)).not.toThrow();
});

test('a liberal judgement lets nakedness pass and still refuses what is refused everywhere', () => {
  expect(() => moderate('a naked statue', 'normal')).toThrow(ContentRejectedError);
  expect(() => moderate('a naked statue', 'liberal')).not.toThrow();
  expect(() => moderate('a beheading', 'liberal')).toThrow(ContentRejectedError);
});
