#!/usr/bin/env node
// The command itself is bundled into dist. This file is committed, so that npm finds something to link when it
// installs the workspace, before anything is built.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/depicta.mjs', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  stop(`depicta needs Node 20.19 or newer; this is ${process.version}. Get one from https://nodejs.org.`);
} else if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  stop(
    'depicta is not built yet. In the folder of the project run:\n\n  npm run build --workspace depicta\n',
  );
}

/** @param {string} message */
function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
