import { plainText } from '../terminal/plain-text.ts';

/**
 * The wrong fields that an answer names, a line each: `prompt: must not be empty`. Both usual forms are read, a
 * field's name with its message and a list of both.
 */
export function fieldLines(details: unknown): string[] {
  if (typeof details === 'string') return [plainText(details)];
  if (Array.isArray(details)) return details.flatMap(lineOf);
  if (typeof details !== 'object' || details === null) return [];
  return Object.entries(details).flatMap(([name, value]) => {
    const isTexts = Array.isArray(value) && value.every((item) => typeof item !== 'object');
    if (!isTexts && typeof value === 'object' && value !== null) return fieldLines(value);
    return [`${plainText(name)}: ${[value].flat().map(plainText).join(', ')}`];
  });
}

function lineOf(item: unknown): string[] {
  if (typeof item !== 'object' || item === null) return [plainText(item)];
  const { field, path, name, message } = item as Record<string, unknown>;
  const where = field ?? path ?? name;
  if (message === undefined) return [];
  const label = Array.isArray(where) ? where.join('.') : plainText(where);
  return [label === '' ? plainText(message) : `${label}: ${plainText(message)}`];
}
