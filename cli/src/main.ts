#!/usr/bin/env node
import { CommanderError } from 'commander';
import { EXIT } from './failure.ts';
import { buildProgram } from './program.ts';
import { report, reportEnd } from './report.ts';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.success);
});

const program = buildProgram();
try {
  if (process.argv.length > 2) await program.parseAsync();
  else program.outputHelp();
} catch (error) {
  // Set and not exited with: what was written to a pipe may still be on its way.
  const json = program.opts<{ json?: boolean }>().json === true;
  process.exitCode = error instanceof CommanderError ? reportEnd(error, { json }) : report(error, { json });
}
