import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addAuth } from './commands/auth.ts';
import { addBalance } from './commands/balance.ts';
import { addCompletion } from './commands/completion.ts';
import { addExamples } from './commands/examples.ts';
import { addImage } from './commands/image.ts';
import { addJobs } from './commands/jobs.ts';
import { addModels } from './commands/models.ts';
import { addPricing } from './commands/pricing.ts';
import { addProcess } from './commands/process.ts';
import { addStatement } from './commands/statement.ts';
import { addTopUp } from './commands/topup.ts';
import { addVerify } from './commands/verify.ts';
import { withoutKeys } from './config/api-key.ts';

/** Each part of the command line, in the order of the help. What a part does is loaded when it is called. */
const PARTS = [
  addImage,
  addProcess,
  addJobs,
  addBalance,
  addStatement,
  addVerify,
  addModels,
  addPricing,
  addTopUp,
  addAuth,
  addCompletion,
];

/** The whole tree of commands. Parsing never ends the process: commander's own ends are thrown. */
export function buildProgram(): Command {
  const program = new Command('depicta')
    .description('Depicta on the command line: make images, and see exactly what they cost.')
    .version(manifest.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .option('--json', 'everything as JSON on stdout')
    .option('--api-url <url>', 'address of the API (or DEPICTA_API_URL)')
    .option('--api-key-file <path>', 'read the API key from this file (or DEPICTA_API_KEY)')
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => `\u001b[1m${title}\u001b[22m` })
    .configureOutput({
      outputError: (text, write) => write(withoutKeys(withHint(text))),
    })
    .showHelpAfterError('Add --help for the options and examples.')
    .exitOverride();
  for (const addPart of PARTS) addPart(program);
  addExamples(program, [
    ['auth login', 'sign in with an API key'],
    ['image "a lighthouse at dusk"', 'make an image'],
    ['balance', 'see what is left'],
  ]);
  program.addHelpText(
    'after',
    '\nExit codes: 0 success, 1 general, 2 authentication, 3 insufficient credit, 4 content rejected, 5 rate limited, 6 not signed (verify)',
  );
  return program;
}

/** A prompt without quotes reaches us as many arguments. */
function withHint(error: string): string {
  return /too many arguments for 'image'/.test(error) ? `${error}Put the prompt in quotes.\n` : error;
}
