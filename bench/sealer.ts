import { createSecretKey, randomBytes } from 'node:crypto';
import { connect } from '#lib/db/client.ts';
import { startSealing } from '#lib/jobs/sealing.ts';

// What a worker does beside those that post: `node bench/sealer.ts URL`, until its standard input ends.

const db = connect(process.argv[2] ?? '');
const sealing = startSealing(db, { keyId: 'bench', tagKey: createSecretKey(randomBytes(32)) });
for await (const _ of process.stdin);
await sealing.stop();
await db.close();
