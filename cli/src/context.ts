import type { Command } from 'commander';
import type { ConnectionFlags } from './config/settings.ts';
import type { Environment } from './environment.ts';
import { createOutput, type Output } from './terminal/output.ts';

/** What every command is given. */
export type Context = { flags: ConnectionFlags; env: Environment; output: Output };

type GlobalOptions = ConnectionFlags & { json?: boolean };

/** The surroundings of a command that was called. */
export function contextOf(command: Command): Context {
  const { json = false, ...flags } = command.optsWithGlobals<GlobalOptions>();
  return { flags, env: process.env, output: createOutput(process, { json, env: process.env }) };
}
