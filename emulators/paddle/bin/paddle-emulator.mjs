#!/usr/bin/env node
// Published, the package holds JavaScript: Node strips no types below node_modules. A clone runs its sources.
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
await import(existsSync(built) ? built.href : new URL('../src/main.ts', import.meta.url).href);
