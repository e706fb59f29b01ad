import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../lib/contracts/operation-choices.ts';
import manifest from '../package.json' with { type: 'json' };
import { completionScript } from '../src/completion/script.ts';
import { placesOf } from '../src/completion/words.ts';
import { buildProgram } from '../src/program.ts';
import { type Built, buildCli } from './built.ts';

let built: Built;
beforeAll(async () => {
  built = await buildCli();
});
afterAll(() => built.remove());

const program = buildProgram();
const commands = (command: Command): Command[] => [command, ...command.commands.flatMap(commands)];

test('every command has a description, and help that ends in examples', () => {
  for (const command of commands(program)) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect(help, command.name()).toMatch(/\nExamples:\n {2}# .+\n {2}depicta /);
    expect(command.description(), command.name()).not.toBe('');
  }
});

test('every option of every command is explained', () => {
  for (const { options } of placesOf(program)) {
    for (const { flags, description } of options) expect(description, flags.join()).not.toBe('');
  }
});

describe('the built command', () => {
  test('--help and no arguments at all show the help on stdout', async () => {
    for (const args of [['--help'], []]) {
      const { code, stdout, stderr } = await built.run(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: depicta/);
      expect(stdout).toContain('3 insufficient credit');
      expect(stdout).not.toContain('\u001b');
    }
  });

  test('--version is that of the package', async () => {
    expect(await built.run(['--version'])).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  });

  test.each([[['nonsense']], [['balance', '--nonsense']], [['jobs', 'get']], [['completion', 'tcsh']]])(
    '%j is refused on stderr with 1',
    async (args) => {
      const { code, stdout, stderr } = await built.run(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).not.toBe('');
    },
  );

  test.each([
    [['image'], /missing required argument 'prompt'/],
    [['image', 'a fox', '--format', 'gif'], /Allowed choices are png, jpeg, webp/],
    [['nonsense'], /unknown command 'nonsense'/],
    [['auth'], /There is no command/],
  ])('%j --json is refused on stdout too, in the form of the API', async (args, message) => {
    const { code, stdout, stderr } = await built.run([...args, '--json']);
    expect(code).toBe(1);
    expect(stderr).not.toBe('');
    expect(JSON.parse(stdout)).toEqual({
      error: 'usage',
      message: expect.stringMatching(message),
      details: null,
      request_id: null,
    });
    expect(stdout).not.toContain('error: ');
  });

  test('the help of process names every operation, and nothing that npm does not install', async () => {
    const { stdout } = await built.run(['process', '--help']);
    for (const operation of OPERATIONS) expect(stdout).toContain(`"${operation}"`);
    expect(stdout).not.toContain('docs/operations.md');
  });

  test('leaves it to the API to refuse an operation that is new to it', async () => {
    const { stderr } = await built.run(['process', 'paint', 'https://example.com/a.png']);
    expect(stderr).toContain('You are not signed in');
  });

  test('loads nothing of the network, of cryptography or of processes to show its help', () => {
    const dist = join(dirname(dirname(built.bin)), 'dist');
    const atStart = ['depicta.mjs'];
    const modules = new Set<string>();
    for (const name of atStart) {
      const source = readFileSync(join(dist, name), 'utf8');
      for (const [, from = ''] of source.matchAll(/^(?:import|\} from|import .+ from) ["'](.+)["'];$/gm)) {
        if (!from.startsWith('./')) modules.add(`import ${from}`);
        else if (!atStart.includes(from.slice(2))) atStart.push(from.slice(2));
      }
      for (const [, from = ''] of source.matchAll(/require\("(node:.+?)"\)/g)) modules.add(`require ${from}`);
    }
    // All of them are in Node's own start already. An import of `process` would open stdin; a require does not.
    expect([...modules].sort()).toEqual([
      'import node:module',
      'require node:events',
      'require node:fs',
      'require node:path',
      'require node:process',
    ]);
    expect(atStart.length).toBeGreaterThan(1);
    expect(readdirSync(dist).length).toBeGreaterThan(atStart.length + 8);
  });

  test('goes with the licence of what it contains', () => {
    expect(
      readFileSync(join(dirname(dirname(built.bin)), 'dist', 'LICENSE-commander.txt'), 'utf8'),
    ).toContain('MIT');
  });

  test('that is not built says how to build it', async () => {
    const dist = join(dirname(dirname(built.bin)), 'dist');
    renameSync(dist, `${dist}-away`);
    const { code, stderr } = await built.run(['--version']);
    renameSync(`${dist}-away`, dist);
    expect(code).toBe(1);
    expect(stderr).toContain('npm run build --workspace depicta');
  });
});

describe('completion', () => {
  /** What bash would offer after the words, the last of which is being typed. */
  function offered(...words: string[]): string[] {
    const script = `${completionScript(program, 'bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _depicta; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...words], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.split('\n').filter((line) => line !== '');
  }

  test('bash offers commands, then what follows them, then values', () => {
    expect(offered('depicta', '')).toEqual(program.commands.map((command) => command.name()));
    expect(offered('depicta', 'ba')).toEqual(['balance']);
    expect(offered('depicta', 'jobs', '')).toEqual(['list', 'get', 'wait']);
    expect(offered('depicta', 'jobs', 'list', '--st')).toEqual(['--status']);
    expect(offered('depicta', 'jobs', 'list', '--status', 'p')).toEqual(['pending', 'processing']);
    expect(offered('depicta', 'image', 'a fox', '--format', '')).toEqual(['png', 'jpeg', 'webp']);
    expect(offered('depicta', 'completion', 'z')).toEqual(['zsh']);
    expect(offered('depicta', 'process', '')).toEqual(OPERATIONS);
    expect(offered('depicta', 'process', 're')).toEqual(['resize', 'remove-background']);
    // After the operation comes a file, and then an option.
    expect(offered('depicta', 'process', 'resize', '')).toEqual([]);
    expect(offered('depicta', 'process', 'resize', 'a.png', '--ti')).toEqual(['--timeout']);
    expect(offered('depicta', 'balance', '--js')).toEqual(['--json']);
    // A word of the prompt is no command.
    expect(offered('depicta', 'image', 'jobs', '--mod')).toEqual(['--model']);
  });

  test.each(['zsh', 'fish'] as const)('%s is told every command, operation and long option', (shell) => {
    const script = completionScript(program, shell);
    for (const { commands: children, options } of placesOf(program)) {
      for (const { name } of children) expect(script).toContain(name);
      for (const { flags } of options) expect(script).toContain(flags.at(-1)!.slice(2));
    }
    for (const operation of OPERATIONS) expect(script).toContain(`'${operation}'`);
  });

  test('the built command prints the same', async () => {
    for (const shell of ['bash', 'zsh', 'fish'] as const) {
      expect((await built.run(['completion', shell])).stdout).toBe(completionScript(program, shell));
    }
  });
});
