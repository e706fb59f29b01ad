import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How to run the server as someone who is not root, which PostgreSQL insists on.
 * `prefix` goes before the command; `owner` is who must own the data on disk (absent: whoever runs us).
 */
export type ServerUser = { prefix: string[]; owner?: { uid: number; gid: number } };

const unshare = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/**
 * Decides as whom the server runs. Anybody but root runs it as themselves. Root takes the system's `postgres` or
 * `nobody` where that user can reach both the programs and the data; else (a clone under a closed folder, or a
 * container that may not change its user) a user namespace in which our own files look like nobody's.
 *
 * @param program a program of the server, tried with `--version`
 * @param folder the existing folder that holds the data directory
 * @throws Error when root has no way to start it; it says what to do.
 */
export function chooseServerUser(program: string, folder: string): ServerUser {
  if (process.getuid?.() !== 0) return { prefix: [] };
  for (const name of ['postgres', 'nobody']) {
    const owner = lookUp(name);
    if (owner && succeeds('sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', folder, program], owner)) {
      return { prefix: [], owner };
    }
  }
  const [command, ...args] = [...unshare, program, '--version'];
  if (succeeds(command!, args)) return { prefix: unshare, owner: { uid: 0, gid: 0 } };
  throw new Error(
    `PostgreSQL refuses to run as root, and no other user can reach ${folder}. Run this as an ordinary user, put ` +
      'the folder where user "nobody" can reach it, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Gives the data directory to the user that will run the server; does nothing when it is theirs already. */
export function giveTo(owner: ServerUser['owner'], path: string): void {
  if (!owner) return;
  const stat = lstatSync(path);
  if (stat.uid === owner.uid && stat.gid === owner.gid) return;
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTo(owner, join(path, name));
  // Last, so that a run cut short begins again at the top.
  if (!stat.isSymbolicLink()) chownSync(path, owner.uid, owner.gid);
}

function lookUp(name: string): { uid: number; gid: number } | undefined {
  const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout || Number.NaN);
  const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout || Number.NaN);
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

function succeeds(command: string, args: string[], owner: { uid?: number; gid?: number } = {}): boolean {
  return spawnSync(command, args, { ...owner, stdio: 'ignore', timeout: 10_000 }).status === 0;
}
