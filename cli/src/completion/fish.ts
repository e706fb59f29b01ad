import type { CompletableOption, Place } from './words.ts';

/** Completion for fish, a line each. */
export function fishScript(places: readonly Place[]): string {
  const all = places.flatMap(({ paths }) => paths.filter((path) => path !== ''));
  return `# depicta completion for fish
function __depicta_at
  set -l at
  for word in (commandline -opc)[2..-1]
    if contains -- "$at $word" ${all.map((path) => quoted(` ${path}`)).join(' ')}
      set at "$at $word"
    end
  end
  contains -- "$at" $argv
end
complete -c depicta -f
${places.flatMap(linesAt).join('\n')}
`;
}

function linesAt({ paths, commands, choices, options }: Place): string[] {
  const typed = paths.map((path) => `"${path === '' ? '' : ` ${path}`}"`);
  const condition = `-n ${quoted(`__depicta_at ${typed.join(' ')}`)}`;
  return [
    ...commands.map(
      ({ name, summary }) => `complete -c depicta ${condition} -a ${quoted(name)} -d ${quoted(summary)}`,
    ),
    ...choices.map((choice) => `complete -c depicta ${condition} -a ${quoted(choice)}`),
    ...options.map((option) => `complete -c depicta ${condition} ${flagsOf(option)}`),
  ];
}

function flagsOf({ flags, description, takesValue, choices }: CompletableOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r -F' : '';
  return `${names.join(' ')}${value} -d ${quoted(description)}`;
}

/** In fish's single quotes a backslash escapes itself and the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
