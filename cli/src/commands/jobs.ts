import { type Command, Option } from 'commander';
import type { ListOptions } from '../actions/jobs.ts';
import { contextOf } from '../context.ts';
import { parseLimit } from './arguments.ts';
import { addExamples } from './examples.ts';
import { addSavingOptions, type SavingOptions } from './saving.ts';

const DEFAULT_ROWS = 20;

export function addJobs(program: Command): void {
  const jobs = program
    .command('jobs')
    .summary('look at jobs, and fetch their pictures')
    .description('Looks at jobs, and fetches their pictures. Without a command: the list.')
    .helpCommand(false);

  const list = jobs
    .command('list', { isDefault: true })
    .summary('list generations and operations')
    .description(
      'Lists generations and operations, newest first.\nOn a pipe: id, status, kind, model or operation, created, held and cost, with tabs between.',
    )
    .addOption(
      new Option('--status <status>', 'only these').choices(['pending', 'processing', 'completed', 'failed']),
    )
    .addOption(new Option('--kind <kind>', 'only these').choices(['generation', 'operation']))
    .option('--model <model>', 'only those of this model')
    .option('--from <day>', 'from this day or instant on, UTC')
    .option('--to <day>', 'through this day, or up to this instant, UTC')
    .option('--limit <rows>', 'how many, or all', parseLimit, DEFAULT_ROWS)
    .action(async (options: ListOptions, command: Command) => {
      const { listJobs } = await import('../actions/jobs.ts');
      await listJobs(contextOf(command), options);
    });
  addExamples(list, [
    ['jobs list', 'the last twenty'],
    ['jobs list --status failed --from 2026-11-01', 'what failed this month?'],
    ['jobs list --status completed | cut -f1', 'their ids'],
  ]);

  const get = jobs
    .command('get')
    .summary('show one job')
    .description('Shows one job.\nOn a pipe: its status, alone.')
    .argument('<id>', 'the id of the job')
    .action(async (jobId: string, _options, command: Command) => {
      const { getJob } = await import('../actions/jobs.ts');
      await getJob(contextOf(command), jobId);
    });
  addExamples(get, [['jobs get 01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11', 'how is it going?']]);

  const wait = jobs
    .command('wait')
    .summary('wait for a job and save its picture')
    .description(
      'Waits for a job to end, checks its picture against its hash, and saves it: up to one hour after the end.\nOn a pipe: the path of the file, alone.',
    )
    .argument('<id>', 'the id of the job');
  addSavingOptions(wait).action(
    async (jobId: string, { timeout, ...options }: SavingOptions, command: Command) => {
      const { waitForJob } = await import('../actions/jobs.ts');
      await waitForJob(contextOf(command), jobId, { ...options, timeoutMs: timeout });
    },
  );
  addExamples(wait, [
    ['jobs wait 01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11', 'fetch what an interrupted command has asked for'],
    ['jobs wait 01990f6e-7c1d-7a52-b0c4-5d1f0a6a2c11 -o dusk.webp', 'as WebP'],
  ]);

  addExamples(jobs, [['jobs', 'the last twenty']]);
}
