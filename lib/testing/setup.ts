import { afterAll } from 'vitest';
import { closeDatabases } from './postgres.ts';

// Registered before any test file's own hooks, so it runs after them. The rules that every database must obey
// when a file has ended are added above this line with `afterFile`.
afterAll(closeDatabases);
