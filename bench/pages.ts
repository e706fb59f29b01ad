import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Demo, dataFolder, readDemo } from '#scripts/demo-file.ts';
import { freePort } from '#scripts/free-port.ts';
import { during } from '#scripts/progress.ts';
import { startStack } from '#scripts/stack.ts';
import { stopRequest } from '#scripts/stop-request.ts';
import { buildEmptyApp, startNext } from './empty-app.ts';
import { type Browser, openBrowser, signIn } from './pages/browser.ts';
import { INTERACTIONS, inpOf } from './pages/interactions.ts';
import { runLighthouse } from './pages/lighthouse.ts';
import { earlierResults, keepResults, type Measured, report } from './pages/results.ts';
import { EMPTY, pathOf, TARGETS, type Target } from './pages/targets.ts';
import { weigh } from './pages/weight.ts';

// npm run bench:pages -- [--only overview,history] [--skip weight,lighthouse,inp] [--runs 5] [--again] [--scripts]
//                        [--results FILE] [--strict]
//
// What the pages weigh and how fast they are on a phone, beside the budgets (bench/pages/targets.ts), on the production build.
// The demo that runs on DATA_DIR is opened (it must be a production build: `npm run demo`), or else one is started for this.
//
//   --only     some pages by name, `inp` for the interactions, `empty` for a page of an app of Next with nothing in it: what no
//              page of ours can weigh or take less than; default: all
//   --skip     some of the measures: weight, lighthouse, inp
//   --runs     how many runs of Lighthouse a page, and of each interaction; the median is shown
//   --again    measures again what is known; without it a run goes on where an earlier one of the same build ended
//   --scripts  lists the scripts of each page that is weighed
//   --results  where the figures are kept; default: bench-pages.json in DATA_DIR
//   --strict   ends with 1 when a budget is missed; otherwise only what could not be measured does
//
// JavaScript is counted without a browser's cache: bytes of the bodies of scripts as sent (gzip), until the page is quiet.
// The rest is Lighthouse's: its phone, with its simulated slow network and processor. Accessibility and best practices, which do
// not change from run to run, are judged in the first.

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    skip: { type: 'string', default: '' },
    runs: { type: 'string', default: '5' },
    again: { type: 'boolean', default: false },
    scripts: { type: 'boolean', default: false },
    results: { type: 'string' },
    strict: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const only = values.only?.split(',');
const skipped = values.skip.split(',');
const names = [...TARGETS.map(({ name }) => name), EMPTY.name, 'inp'];
const unknown = only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0)
  throw new Error(`No such page: ${unknown.join(', ')}. There are ${names.join(', ')}.`);
const isWanted = (name: string) => only === undefined || only.includes(name);

const stopping = stopRequest();
const running = readDemo();
let problems: string[] = [];
if (running !== undefined) problems = await measureAll(running, dataFolder());
else {
  const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
  chmodSync(folder, 0o711);
  try {
    const stack = await startStack({ dataDir: folder, port: 0, mode: 'production', signal: stopping });
    try {
      problems = await measureAll(stack.demo, '.data');
    } finally {
      await stack.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(problems.length > 0 ? 1 : 0);

/** @returns what ends this with 1 */
async function measureAll(demo: Demo, folder: string): Promise<string[]> {
  const file = values.results ?? join(folder, 'bench-pages.json');
  const results = earlierResults(file, await buildOf(demo));
  const unmeasured: string[] = [];
  const browser = await openBrowser();
  try {
    const wanted = TARGETS.filter(({ name }) => isWanted(name));
    // Whoever is signed in is led away from the pages for those who are not: they come first.
    for (const isCustomers of [false, true]) {
      if (isCustomers) await signIn(browser.context, demo);
      for (const target of wanted.filter((each) => each.isCustomers === isCustomers))
        await measured(target, async () => `${demo.appUrl}${await addressOf(browser, demo, target)}`);
    }
    if (isWanted(EMPTY.name)) await onEmptyApp((url) => measured(EMPTY, async () => url));
    if (isWanted('inp') && !skipped.includes('inp')) await measureInteractions();
  } finally {
    await browser.close();
  }
  const { text, missed } = report(results);
  console.log(`\n${text}\n`);
  for (const [name, { quality }] of Object.entries(results.pages))
    if (quality !== undefined && quality.failing.length > 0)
      console.log(`${name} loses points for: ${quality.failing.join(', ')}`);
  if (missed.length === 0) console.log('Every budget is met.');
  else console.log(`Missed: ${missed.length}\n${missed.map((each) => `  ${each}`).join('\n')}`);
  for (const each of unmeasured) console.log(`Could not be measured: ${each}`);
  return [...unmeasured, ...(values.strict ? missed : [])];

  async function measured(target: Target, address: () => Promise<string>): Promise<void> {
    try {
      await measurePage(target, await address());
    } catch (error) {
      unmeasured.push(`${target.name}: ${(error as Error).message}`);
    }
  }

  async function measurePage({ name }: Target, url: string): Promise<void> {
    const known = values.again ? undefined : results.pages[name];
    const page: Measured = { scriptBytes: 0, otherOrigins: [], runs: [], ...known };
    const keep = () => {
      results.pages[name] = page;
      keepResults(file, results);
    };
    if (!skipped.includes('weight') && (page.scriptBytes === 0 || values.scripts)) {
      const weight = await weighAlone(browser, url);
      Object.assign(page, { scriptBytes: weight.scriptBytes, otherOrigins: weight.otherOrigins });
      console.log(`  ${name}: ${(weight.scriptBytes / 1024).toFixed(1)} KB of JavaScript`);
      if (values.scripts)
        for (const { url: script, bytes } of weight.scripts)
          console.log(`    ${bytes} ${new URL(script).pathname}`);
      keep();
    }
    while (!skipped.includes('lighthouse') && page.runs.length < runs && !stopping.aborted) {
      const title = `${name}: run ${page.runs.length + 1} of ${runs}`;
      const judge = page.quality === undefined;
      const found = await during(title, () => runLighthouse(url, { port: browser.port, judge }));
      page.runs.push(found.run);
      if (found.quality !== undefined) page.quality = found.quality;
      keep();
    }
  }

  async function measureInteractions(): Promise<void> {
    for (const interaction of INTERACTIONS) {
      const { name } = interaction;
      const times = values.again ? [] : (results.interactions[name] ?? []);
      await during(name, async () => {
        while (times.length < runs && !stopping.aborted)
          times.push(await inpOf(browser.context, demo.appUrl, interaction));
      }).catch((error: Error) => unmeasured.push(`${name}: ${error.message}`));
      if (times.length > 0) results.interactions[name] = times;
      keepResults(file, results);
    }
  }
}

/** Builds and runs an app with nothing in it. @param use is given the address of its page */
async function onEmptyApp(use: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'depicta-bench-'));
  const project = join(folder, 'empty-app');
  try {
    await during('Building an empty app', () => buildEmptyApp(project));
    const port = await freePort();
    const env = { ...process.env, NODE_ENV: 'production' } as NodeJS.ProcessEnv;
    const logFile = join(folder, 'empty.log');
    const app = startNext({ name: 'empty', project, args: [project], port, env, logFile });
    try {
      await app.announced;
      await use(`http://127.0.0.1:${port}/`);
    } finally {
      await app.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Next's own id of the build that answers: what was measured of another one is not gone on with. */
async function buildOf({ appUrl }: Demo): Promise<string> {
  const html = await (await fetch(appUrl)).text();
  const id = /\\?"b\\?":\\?"([^"\\]+)/.exec(html)?.[1];
  if (id === undefined) throw new Error(`${appUrl} is no production build; start it with "npm run demo"`);
  return id;
}

async function addressOf({ context }: Browser, { appUrl }: Demo, target: Target): Promise<string> {
  const page = await context.newPage();
  try {
    const path = await pathOf(page, appUrl, target);
    if (path === undefined) throw new Error(`nothing in ${target.path} leads to it`);
    return path;
  } finally {
    await page.close();
  }
}

/** In a context of its own, signed in as the browser is, with nothing in its cache. */
async function weighAlone({ context }: Browser, url: string) {
  const fresh = await context.browser()!.newContext({ storageState: await context.storageState() });
  try {
    return await weigh(await fresh.newPage(), url);
  } finally {
    await fresh.close();
  }
}
