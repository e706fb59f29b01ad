import { describe, expect, test } from 'vitest';
import { rgb } from '../paint/colour.ts';
import { parsePrompt } from './parse.ts';
import type { Scene } from './scene.ts';

/** The parts of a scene that are worth naming in a test. */
const read = (prompt: string): Scene => parsePrompt(prompt);

describe('the subject', () => {
  test.each([
    ['a lighthouse at dusk', 'lighthouse'],
    ['ein alter Leuchtturm', 'lighthouse'],
    ['Segelboote auf der Ostsee', 'boat'],
    ['Drei Bären im Wald', 'bear'],
    ['die Häuser am Fluss', 'house'],
    ['Äpfel', 'apple'],
    ['Waldhütte', 'house'],
    ['Bergsee', 'mountain'],
    ['wolves', 'dog'],
    ['hot-air balloons', 'balloon'],
    ['northern lights', 'aurora'],
    ['a Christmas tree', 'tree'],
    ['palm trees', 'island'],
    ['portrait of a cat', 'cat'],
    ['portrait of a woman', 'portrait'],
    ['a man in the desert', 'figure'],
    ['a woman with a dog', 'dog'],
    ['a mountain under the moon', 'mountain'],
    ['a city without a car', 'city'],
  ])('of "%s" is %s', (prompt, subject) => {
    expect(read(prompt).main.subject).toBe(subject);
  });

  test('named first is the main one; the other things come along, smaller', () => {
    const scene = read('a cat and two dogs beside a red umbrella with a robot');
    expect(scene.main).toEqual({ subject: 'cat', count: 1 });
    expect(scene.companions).toEqual([
      { subject: 'dog', count: 2 },
      { subject: 'umbrella', count: 1 },
    ]);
  });

  test('of a portrait is who is portrayed, and nobody comes along', () => {
    expect(read('neon portrait of a robot')).toMatchObject({ main: { subject: 'robot' }, companions: [] });
  });

  test.each([
    ['three boats', 3],
    ['vier Katzen', 4],
    ['a pair of owls', 2],
    ['12 penguins', 12],
    ['900 penguins', 12],
    ['0 penguins', 3],
    ['cats', 3],
    ['a cat', 1],
    ['two old red cats', 2],
  ])('of "%s" is there %i times', (prompt, count) => {
    expect(read(prompt).main.count).toBe(count);
  });

  test('is chosen by the words where none is known: the same for the same words, not the same for all', () => {
    const prompts = Array.from({ length: 40 }, (_, i) => `quarterly synergy ${'xyz'[i % 3]}${i}q`);
    const subjects = prompts.map((prompt) => read(prompt).main.subject);
    expect(prompts.map((prompt) => read(prompt).main.subject)).toEqual(subjects);
    expect(new Set(subjects).size).toBeGreaterThan(6);
    expect(new Set(prompts.map((prompt) => read(prompt).layoutKey)).size).toBe(prompts.length);
    expect(read('').main.subject).toBeTypeOf('string');
  });

  test.each([
    ['a rainy evening', 'street'],
    ['Frühling', 'garden'],
    ['in the kitchen', 'candle'],
    ['deep underwater', 'fish'],
    ['a starry night', 'moon'],
  ])('of "%s", which names none, is %s', (prompt, subject) => {
    expect(read(prompt).main.subject).toBe(subject);
  });
});

describe('light, weather and place', () => {
  test.each<[string, Partial<Scene>]>([
    ['a lighthouse at dusk', { time: 'dusk', place: 'sea', weather: 'clear' }],
    ['Leuchtturm bei Sonnenaufgang im Nebel', { time: 'dawn', weather: 'fog' }],
    ['ein verschneites Dorf bei Nacht', { time: 'night', weather: 'snow', season: 'winter' }],
    ['a castle in a thunderstorm', { weather: 'storm' }],
    ['a cat on the beach', { place: 'beach' }],
    ['a deer in the mountains', { place: 'mountains' }],
    ['Fuchs im Herbst', { season: 'autumn' }],
    ['a fox under the milky way', { time: 'night' }],
    ['a house in Winterwald', { season: 'winter', place: 'forest' }],
  ])('"%s"', (prompt, expected) => {
    expect(read(prompt)).toMatchObject(expected);
  });
});

describe('style and colour', () => {
  test.each([
    ['watercolor of a cat', 'watercolour'],
    ['Ölgemälde einer Katze', 'oil'],
    ['a cat, pixel art', 'pixel'],
    ['Katze, schwarz-weiß', 'monochrome'],
    ['a cat in the style of van Gogh', 'oil'],
    ['a cat', 'plain'],
  ])('"%s" is %s', (prompt, style) => {
    expect(read(prompt).style).toBe(style);
  });

  test('a colour belongs to the subject that it stands before, or to the light', () => {
    expect(read('a red car')).toMatchObject({ accent: rgb('#d1332e'), tint: undefined });
    expect(read('ein roter Wagen')).toMatchObject({ accent: rgb('#d1332e'), tint: undefined });
    expect(read('a car under a purple sky')).toMatchObject({ accent: undefined, tint: rgb('#7a4bb0') });
    expect(read('a blue house in golden light')).toMatchObject({
      accent: rgb('#2f6fc4'),
      tint: rgb('#e8b53a'),
    });
    expect(read('a field of lavender')).toMatchObject({ accent: rgb('#a78ad4'), tint: undefined });
    expect(read('a car in red light')).toMatchObject({ accent: undefined, tint: rgb('#d1332e') });
    expect(read('a cat beside a red car')).toMatchObject({ accent: undefined, tint: undefined });
  });

  test('does not change the layout, and everything else does', () => {
    expect(read('a red car').layoutKey).toBe(read('a blue car').layoutKey);
    expect(read('a red car').layoutKey).not.toBe(read('a red bus').layoutKey);
    expect(parsePrompt('a red car', 1).layoutKey).not.toBe(read('a red car').layoutKey);
  });

  test('case, blanks and the way an umlaut is written do not matter', () => {
    const scene = read('  EIN  Bär im Wald ');
    expect(read('ein baer im wald').layoutKey).toBe(scene.layoutKey);
    expect(read('ein Bär im Wald')).toEqual(scene); // with a combining diaeresis
  });
});
