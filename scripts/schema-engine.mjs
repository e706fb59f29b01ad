#!/usr/bin/env node
// Prisma's schema engine without its download: speaks the command line and the JSON-RPC (one object a line) of the
// native engine, and forwards to the official WebAssembly build of the same version. `prisma.config.ts` names this
// file in PRISMA_SCHEMA_ENGINE_BINARY, so that `npm run prisma -- migrate dev` works behind any firewall.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { errorCodeOf, postgresFactory } from './schema-engine-adapter.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
const datasource = JSON.parse(values.datasource ?? '{}');

if (positionals[0] === 'cli') {
  process.exit(await runCommand(positionals[1]));
} else {
  await answerRequests();
}

/** The engine's own small commands: `can-connect-to-database`, `create-database`, `drop-database`. */
async function runCommand(command) {
  const url = new URL(datasource.url);
  const name = decodeURIComponent(url.pathname.slice(1));
  try {
    if (command === 'can-connect-to-database') await onServer(url, () => {});
    else {
      const verb = command === 'create-database' ? 'CREATE DATABASE' : 'DROP DATABASE IF EXISTS';
      url.pathname = '/postgres';
      await onServer(url, (client) => client.query(`${verb} ${client.escapeIdentifier(name)}`));
    }
    return 0;
  } catch (error) {
    const fields = { message: error.message, error_code: errorCodeOf(error) };
    // Prisma reads JSON lines from here and leaves out the first; a line break at the end would be one too many.
    const lines = [
      { level: 'INFO', target: 'schema_engine', fields: { message: `Running ${command}` } },
      { level: 'ERROR', target: 'schema_engine::logger', fields },
    ];
    process.stderr.write(lines.map((line) => JSON.stringify(line)).join('\n'));
    return 1;
  }
}

async function onServer(url, work) {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function answerRequests() {
  const factory = bindMigrationAwareSqlAdapterFactory(postgresFactory(datasource));
  let engine;
  // One after the other, as the native engine does.
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    // An answer to a notification of ours.
    if (request.method === undefined) continue;
    try {
      engine ??= await startEngine(factory);
      send({ id: request.id, result: (await answer(engine, request)) ?? null });
    } catch (error) {
      send({ id: request.id, error: describe(error, factory) });
    }
  }
}

async function startEngine(factory) {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const wasm = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = values.datamodels?.map((path) => [path, readFileSync(path, 'utf8')]);
  return bindings.SchemaEngine.new({ datamodels }, () => {}, factory);
}

async function answer(engine, { method, params }) {
  if (method === 'getDatabaseVersion') return engine.version(params);
  if (method === 'createDatabase') throw new Error('Create the database first, with CREATE DATABASE');
  if (typeof engine[method] !== 'function') throw new Error(`The engine has no method ${method}`);
  const result = await engine[method](params);
  if (method !== 'diff') return result;
  // The native engine prints a difference through a notification of its own.
  if (result.stdout) send({ id: 0, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
  return { exitCode: result.exitCode, stdout: null };
}

/** In the shape that Prisma's command line reads. */
function describe(error, factory) {
  const cause =
    typeof error?.id === 'number' ? factory.errorRegistry.consumeError(error.id)?.error : undefined;
  const message = cause?.message ?? error?.message ?? String(error);
  return { code: 4466, message, data: { is_panic: false, message, error_code: error?.code, meta: null } };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
