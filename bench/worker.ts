import { connect } from '#lib/db/client.ts';
import { holdAndSettle, ledgerOf } from './pairs.ts';

// A second process of ours: `node bench/worker.ts URL CLIENTS SECONDS < customers.json`, the answer on stdout.

const [url = '', clients = '32', seconds = '5'] = process.argv.slice(2);
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const customers = JSON.parse(Buffer.concat(chunks).toString()) as string[];

const db = connect(url);
const options = { customers, clients: Number(clients), seconds: Number(seconds) };
await holdAndSettle(ledgerOf(db), { ...options, seconds: 1 });
process.stdout.write(JSON.stringify(await holdAndSettle(ledgerOf(db), options)));
await db.close();
