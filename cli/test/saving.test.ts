import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig, writeConfig } from '../src/config/file.ts';
import { fileNameFor } from '../src/files/file-name.ts';
import { freeNames, saveFile } from '../src/files/save.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depicta-cli-saving-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('saveFile', () => {
  test('twenty at once under one name are twenty files, each whole', async () => {
    const path = join(folder, 'dusk.png');
    const saved = await Promise.all(
      Array.from({ length: 20 }, (_, i) => saveFile(path, Buffer.from(`picture ${i}`), { force: false })),
    );
    expect(new Set(saved).size).toBe(20);
    expect(readdirSync(folder)).toHaveLength(20);
    for (const [i, name] of saved.entries()) expect(readFileSync(name, 'utf8')).toBe(`picture ${i}`);
  });

  test('leaves nothing behind when it cannot write', async () => {
    await expect(
      saveFile(join(folder, 'no', 'dusk.png'), Buffer.from('x'), { force: false }),
    ).rejects.toThrow('could not be saved');
    writeFileSync(join(folder, 'file'), '');
    await expect(
      saveFile(join(folder, 'file', 'dusk.png'), Buffer.from('x'), { force: true }),
    ).rejects.toThrow('could not be saved');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('replaces a file in one step when forced', async () => {
    const path = join(folder, 'dusk.png');
    writeFileSync(path, 'mine');
    expect(await saveFile(path, Buffer.from('theirs'), { force: true })).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['dusk.png']);
  });
});

test('free names count from 2, before the ending', () => {
  const names = freeNames('a.b/dusk.tar.png');
  expect([names.next().value, names.next().value, names.next().value]).toEqual([
    'a.b/dusk.tar.png',
    'a.b/dusk.tar-2.png',
    'a.b/dusk.tar-3.png',
  ]);
});

describe('a prompt becomes a file name', () => {
  test.each([
    ['A lighthouse, at dusk!', 'a-lighthouse-at-dusk'],
    ['../../etc/passwd', 'etc-passwd'],
    ['--force', 'force'],
    ['Ein Bär im Schnee', 'ein-bär-im-schnee'],
    ['夕暮れの灯台', '夕暮れの灯台'],
    ['con', 'image-1'],
    ['🦊', 'image-1'],
    [
      'one two three four five six seven eight nine ten eleven twelve',
      'one-two-three-four-five-six-seven-eight-nine-ten-eleven',
    ],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('%j: %s', (prompt, name) => {
    expect(fileNameFor(prompt, 'image-1')).toBe(name);
  });
});

describe('the configuration file', () => {
  test('is 0600 whatever the umask and whatever it was before', async () => {
    const path = join(folder, 'depicta', 'config.json');
    const umask = process.umask(0);
    try {
      await writeConfig(path, { api_key: 'k' });
      chmodSync(path, 0o644);
      await writeConfig(path, { api_key: 'l' });
    } finally {
      process.umask(umask);
    }
    expect(lstatSync(path).mode & 0o777).toBe(0o600);
    expect(await readConfig(path)).toEqual({ api_key: 'l' });
    expect(readdirSync(join(folder, 'depicta'))).toEqual(['config.json']);
  });

  test('may be a link, which stays one', async () => {
    const [path, real] = [join(folder, 'config.json'), join(folder, 'elsewhere.json')];
    writeFileSync(real, '{}', { mode: 0o600 });
    symlinkSync(real, path);
    await writeConfig(path, { api_key: 'k' });
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(await readConfig(real)).toEqual({ api_key: 'k' });
  });

  test.each([['[]'], ['"text"'], ['{"api_key": 5}'], ['{"api_url": null}'], ['']])(
    '%s is refused by name',
    async (content) => {
      const path = join(folder, 'config.json');
      writeFileSync(path, content, { mode: 0o600 });
      await expect(readConfig(path)).rejects.toThrow(`${path} cannot be used`);
    },
  );

  test('that is not there is an empty one', async () => {
    expect(await readConfig(join(folder, 'config.json'))).toEqual({});
  });
});
