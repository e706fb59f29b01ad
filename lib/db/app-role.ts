import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * The role the app works as. Migrations grant it what the app may do; in particular not UPDATE nor DELETE on the
 * journal. It cannot log in until {@link letAppRoleIn} gives it a password, or makes a login role that is a
 * member of it.
 */
export const APP_ROLE = 'depicta_app';

/** Makes the role, which belongs to the whole server: another database on it may have brought it already. */
export async function ensureAppRole(client: Client): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (found.rowCount === 0) await withoutClash(() => client.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`));
}

/**
 * The queue's tables come from graphile-worker, without grants and with row security on and no policy, which
 * shows nothing to anybody but their owner. The app's role may use all of them: jobs are not money.
 */
export async function grantQueue(client: Client): Promise<void> {
  const { rows } = await client.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables AS t WHERE schemaname = 'graphile_worker' AND rowsecurity AND NOT EXISTS
       (SELECT 1 FROM pg_policies AS p WHERE p.schemaname = t.schemaname AND p.tablename = t.tablename
          AND p.policyname = $1) ORDER BY tablename`,
    [APP_ROLE],
  );
  const policies = rows
    .map((row) => `graphile_worker.${client.escapeIdentifier(row.tablename)}`)
    .map((table) => `CREATE POLICY ${APP_ROLE} ON ${table} TO ${APP_ROLE} USING (true) WITH CHECK (true);`);
  await client.query(`
    GRANT USAGE ON SCHEMA graphile_worker TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${APP_ROLE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${APP_ROLE};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE ON graphile_worker.migrations FROM ${APP_ROLE};
    ${policies.join('\n')}`);
}

/**
 * Lets the app log in with the user and password of its own URL. The user is {@link APP_ROLE} itself, or any
 * other name: then a login role that is a member of it, so that two systems may share one server.
 *
 * @throws {Error} when `appUrl` has no password or names the owner: the app must not own the journal
 */
export async function letAppRoleIn(client: Client, ownerUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const name = decodeURIComponent(username);
  if (password === '') throw new Error('APP_DATABASE_URL has no password');
  if (name === decodeURIComponent(new URL(ownerUrl).username)) {
    throw new Error(
      'APP_DATABASE_URL names the same user as DATABASE_URL. The app must work as a lesser role, which cannot ' +
        `change the journal: use ${APP_ROLE}, and a password of your choice.`,
    );
  }
  const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1 AND rolsuper', [name]);
  if (rows.length > 0)
    throw new Error('APP_DATABASE_URL names a superuser: the app must work as a lesser role');
  if (await canLogIn(appUrl)) return;
  const role = client.escapeIdentifier(name);
  const secret = client.escapeLiteral(decodeURIComponent(password));
  await withoutClash(async () => {
    const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${secret}`);
    if (name !== APP_ROLE) await client.query(`GRANT ${APP_ROLE} TO ${role}`);
  });
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ member: boolean }>(
      "SELECT pg_has_role(current_user, $1, 'USAGE') AS member",
      [APP_ROLE],
    );
    return rows[0]?.member === true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Roles belong to the server, advisory locks to a database: two databases being set up at once may collide. */
async function withoutClash(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await change();
      return;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      // unique_violation and duplicate_object: somebody else made it; internal_error: "tuple concurrently updated".
      if (code === '23505' || code === '42710') {
        if (attempt > 1) return;
      } else if (code !== 'XX000' || !message.includes('concurrently') || attempt === 10) throw error;
      await sleep(20 * attempt);
    }
  }
}
