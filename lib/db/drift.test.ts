import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '#lib/testing/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const schema = join(root, 'prisma', 'schema.prisma');
let databaseUrl: string;
let folder: string;

beforeAll(async () => {
  databaseUrl = (await emptyDatabase()).ownerUrl;
  folder = mkdtempSync(join(tmpdir(), 'depicta-drift-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Prisma's own comparison, by its own engine, over a database made for it beside ours. */
function difference(toSchema: string): Promise<{ code: unknown; output: string }> {
  const program = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const args = [program, 'migrate', 'diff', '--from-migrations=prisma/migrations', `--to-schema=${toSchema}`];
  const env = { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [...args, '--exit-code'], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, output: stdout + stderr }),
    );
  });
}

test('the migrations build exactly what the schema says', async () => {
  const { code, output } = await difference(schema);
  expect(output).toContain('No difference detected');
  expect(code).toBe(0);
});

test('a model without a migration would be noticed', async () => {
  const changed = join(folder, 'schema.prisma');
  writeFileSync(changed, `${readFileSync(schema, 'utf8')}\nmodel Forgotten {\n  id String @id @db.Uuid\n}\n`);
  const { code, output } = await difference(changed);
  expect(output).toContain('Forgotten');
  expect(code).toBe(2);
});
