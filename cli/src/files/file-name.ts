const LONGEST = 60;

/**
 * A file name, without ending, that tells what was asked for: `a-lighthouse-at-dusk`.
 *
 * @param prompt any text, in any script
 * @param otherwise for a prompt without a letter or a digit
 */
export function fileNameFor(prompt: string, otherwise: string): string {
  const words = prompt
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`;
    if ([...longer].length > LONGEST) break;
    name = longer;
  }
  if (name === '' && words[0] !== undefined) name = [...words[0]].slice(0, LONGEST).join('');
  // Names that Windows keeps for devices.
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/.test(name) ? otherwise : name;
}
