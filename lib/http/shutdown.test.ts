import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

/** A process with Next's way of ending, and work to be done before. */
async function started(workMs: number) {
  const script = `
    import { beforeTheEnd } from '#lib/http/shutdown.ts';
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { console.log('ends'); process.exit(143); });
    beforeTheEnd(async () => {
      console.log('works');
      await new Promise((resolve) => setTimeout(resolve, ${workMs}));
      console.log('done');
    });
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(...chunk.toString().trim().split('\n')));
  await once(child.stdout, 'data');
  return { child, said };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: what is under way is done before the process ends',
  async (signal) => {
    const { child, said } = await started(300);
    child.kill(signal);
    const [code] = await once(child, 'exit');
    expect([code, said]).toEqual([143, ['ready', 'works', 'done', 'ends']]);
  },
);

test('a second signal waits for nothing', async () => {
  const { child, said } = await started(60_000);
  child.kill('SIGTERM');
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect([code, said]).toEqual([143, ['ready', 'works', 'ends']]);
});
