import type { Place } from './words.ts';

/** Completion for bash: a function that finds the place in the tree, then offers its words, else files. */
export function bashScript(places: readonly Place[]): string {
  const all = places.flatMap(({ paths }) => paths.filter((path) => path !== '').map(quoted));
  const values = places.flatMap(({ paths, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ flags, choices }) => ({
        typed: paths.flatMap((path) => flags.map((flag) => quoted(`${path} ${flag}`))),
        choices,
      })),
  );
  return `# depicta completion for bash
_depicta() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${at:+$at }$word" in
      ${all.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at $prev" in
${values.map(({ typed, choices }) => `    ${typed.join('|')}) COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$cur")); return ;;`).join('\n')}
  esac
  case "$at" in
${places.map((place) => `    ${place.paths.map(quoted).join('|')}) words="${wordsAt(place).join(' ')}" ;;`).join('\n')}
  esac
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    *) COMPREPLY=($(for word in $words; do case "$word" in -*) ;; "$cur"*) printf '%s\\n' "$word" ;; esac; done)) ;;
  esac
}
complete -o default -F _depicta depicta
`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

function wordsAt({ commands, options, choices }: Place): string[] {
  return [...commands.map(({ name }) => name), ...choices, ...options.flatMap(({ flags }) => flags)];
}
