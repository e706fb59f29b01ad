import type { Command, Option } from 'commander';

/** What can be typed at one place of the command's tree. */
export type Place = {
  /** What may have been typed so far, such as `jobs list`, or `process crop` and its like; empty at the beginning. */
  paths: readonly string[];
  commands: readonly { name: string; summary: string }[];
  options: readonly CompletableOption[];
  /** What the first argument may be, where that is a closed list. */
  choices: readonly string[];
};

export type CompletableOption = {
  flags: readonly string[];
  description: string;
  takesValue: boolean;
  /** What the value may be; empty where it is free. */
  choices: readonly string[];
};

/** Every place of the tree, the beginning first. Taken from the commands themselves, so that it cannot drift. */
export function placesOf(program: Command): Place[] {
  const shared = program.options.map(toCompletable);
  const walk = (command: Command, path: string): Place[] => {
    const commands = command.commands.map((child) => ({
      name: child.name(),
      summary: (child.summary() || child.description()).split('\n')[0] ?? '',
    }));
    const own = command === program ? [] : command.options.map(toCompletable);
    const choices = command.registeredArguments[0]?.argChoices ?? [];
    const here: Place = { paths: [path], commands, options: [...own, ...shared, HELP], choices };
    const chosen: Place = { ...here, paths: choices.map((choice) => `${path} ${choice}`), choices: [] };
    return [
      here,
      ...(choices.length > 0 ? [chosen] : []),
      ...command.commands.flatMap((child) => walk(child, `${path} ${child.name()}`.trim())),
    ];
  };
  return walk(program, '');
}

const HELP: CompletableOption = {
  flags: ['-h', '--help'],
  description: 'show help',
  takesValue: false,
  choices: [],
};

function toCompletable(option: Option): CompletableOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}
