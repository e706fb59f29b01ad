import { usage } from '../failure.ts';

/** What was typed after the operation: the picture, and the parameters by the names of the API. */
export type Typed = { source: string; parameters: Record<string, string | number | boolean> };

/** Parameters that are text even when they look like a number. */
const TEXT = /^(text|overlay_image_url|.*color)$/;

/**
 * Reads `PICTURE --name value --name value`; the picture may stand anywhere between the pairs. Which parameters there are
 * and what they may be the API knows and says.
 *
 * @throws {Failure} for a parameter without a value, no picture, or two
 */
export function parseParameters(words: readonly string[]): Typed {
  const parameters: Typed['parameters'] = {};
  const sources: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const option = /^--([a-z][a-z0-9_-]*)(?:=(.*))?$/is.exec(word);
    if (option === null) {
      if (word !== '-' && word.startsWith('-')) throw usage(`There is no option ${word}.`);
      sources.push(word);
      continue;
    }
    const name = nameOf(option[1] ?? '');
    const value = option[2] ?? words[++at];
    if (value === undefined) throw usage(`--${option[1]} needs a value.`);
    if (Object.hasOwn(parameters, name)) throw usage(`--${option[1]} was given twice.`);
    parameters[name] = readValue(name, value);
  }
  const [source, second] = sources;
  if (source === undefined)
    throw usage('There is no picture to work on.', 'Try: depicta process resize photo.jpg --width 600');
  if (second !== undefined)
    throw usage(`${source} and ${second} are two pictures, and there is place for one.`);
  return { source, parameters };
}

function nameOf(typed: string): string {
  const name = typed.toLowerCase().replaceAll('-', '_');
  return name === 'overlay' ? 'overlay_image_url' : name;
}

function readValue(name: string, text: string): string | number | boolean {
  if (TEXT.test(name)) return text;
  if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
