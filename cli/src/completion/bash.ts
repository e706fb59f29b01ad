import type { Place } from './words.ts';

/** Completion for bash: a function that finds the place in the tree, then offers its words, else files. */
export function bashScript(places: readonly Place[]): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => `"${path}"`);
  const values = places.flatMap(({ path, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ flags, choices }) => ({ path, flags, choices })),
  );
  return `# depicta completion for bash
_depicta() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${at:+$at }$word" in
      ${paths.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at $prev" in
${values.map(({ path, flags, choices }) => `    ${flags.map((flag) => `"${path} ${flag}"`).join('|')}) COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$cur")); return ;;`).join('\n')}
  esac
  case "$at" in
${places.map((place) => `    "${place.path}") words="${wordsAt(place).join(' ')}" ;;`).join('\n')}
  esac
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    *) COMPREPLY=($(for word in $words; do case "$word" in -*) ;; "$cur"*) printf '%s\\n' "$word" ;; esac; done)) ;;
  esac
}
complete -o default -F _depicta depicta
`;
}

function wordsAt({ commands, options, choices }: Place): string[] {
  return [...commands.map(({ name }) => name), ...choices, ...options.flatMap(({ flags }) => flags)];
}
