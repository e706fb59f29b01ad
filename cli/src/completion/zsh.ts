import type { CompletableOption, Place } from './words.ts';

/** Completion for zsh, with a description beside each word. */
export function zshScript(places: readonly Place[]): string {
  const all = places.flatMap(({ paths }) => paths.filter((path) => path !== '').map(quoted));
  return `#compdef depicta
# depicta completion for zsh
_depicta() {
  local at="" word
  local -a offered flags
  for word in \${words[2,CURRENT-1]}; do
    case "\${at:+$at }$word" in
      ${all.join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${places.flatMap((place) => place.options.filter(({ choices }) => choices.length > 0).map((option) => valueCase(place, option))).join('\n')}
  esac
  case "$at" in
${places.map(placeCase).join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    _describe -o 'option' flags
  elif (( \${#offered} )); then
    _describe 'command' offered
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" == _depicta ]]; then
  _depicta "$@"
else
  compdef _depicta depicta
fi
`;
}

function placeCase({ paths, commands, choices, options }: Place): string {
  const offered = [...commands.map(({ name, summary }) => described(name, summary)), ...choices.map(quoted)];
  const flags = options.flatMap(({ flags: names, description }) =>
    names.map((name) => described(name, description)),
  );
  return `    ${paths.map(quoted).join('|')}) offered=(${offered.join(' ')}); flags=(${flags.join(' ')}) ;;`;
}

function valueCase({ paths }: Place, { flags, choices }: CompletableOption): string {
  const patterns = paths.flatMap((path) => flags.map((flag) => quoted(`${path} ${flag}`))).join('|');
  return `    ${patterns}) compadd -- ${choices.map(quoted).join(' ')}; return ;;`;
}

/** `_describe` takes `word:description`. */
function described(word: string, description: string): string {
  return quoted(`${word.replaceAll(':', '\\:')}:${description}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
