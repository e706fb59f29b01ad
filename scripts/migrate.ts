import { appDatabaseUrl, ownerDatabaseUrl } from '#lib/core/env.ts';
import { migrate } from '#lib/db/migrate.ts';

// Brings a database up to date, as its owner: `node scripts/run.mjs migrate` with DATABASE_URL, and APP_DATABASE_URL
// to let the app's role in with its password.

const { applied } = await migrate({ ownerUrl: ownerDatabaseUrl(), appUrl: appDatabaseUrl() });
process.stdout.write(
  applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}\n`,
);
