import { type Command, Option } from 'commander';
import { FORMATS } from '../jobs/picture.ts';
import { parseTimeoutMs } from './arguments.ts';

const DEFAULT_TIMEOUT_MS = 600_000;

/** The options of every command that waits for a picture and saves it. */
export function addSavingOptions(command: Command): Command {
  return command
    .option('-o, --output <path>', 'where to save it: a file, a folder, or - for stdout')
    .addOption(
      new Option('-f, --format <format>', 'which file to fetch (default: by the name, else png)').choices(
        FORMATS,
      ),
    )
    .option('--force', 'replace a file of that name, instead of picking a free name')
    .addOption(timeoutOption());
}

/** How long a command waits: typed in seconds, read as milliseconds. */
export function timeoutOption(): Option {
  return new Option('--timeout <seconds>', 'how long to wait for it')
    .argParser(parseTimeoutMs)
    .default(DEFAULT_TIMEOUT_MS, String(DEFAULT_TIMEOUT_MS / 1000));
}

/** The saving options as they arrive, `timeout` in milliseconds. */
export type SavingOptions = {
  output?: string;
  format?: (typeof FORMATS)[number];
  force?: boolean;
  timeout: number;
};
