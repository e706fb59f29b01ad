// `npm run` does not pass SIGTERM on: a killed npm leaves its script running, as the child of somebody else.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const hasProc = existsSync('/proc/self/stat');

/**
 * Calls back once when the npm that runs this process is gone. Without npm nothing is watched: who starts us
 * in the background of a shell that ends (nohup, a service manager) wants us to stay.
 *
 * @param {() => void} callback
 */
export function onOrphaned(callback) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  // npm runs scripts through `sh -c`, which some systems' shells replace by the script itself and others keep.
  const npm = /^\S*sh -c /.test(look(shell).command) ? look(shell).parent : undefined;
  const timer = setInterval(
    () => {
      if (process.ppid === shell && (npm === undefined || look(shell).parent === npm)) return;
      clearInterval(timer);
      callback();
    },
    hasProc ? 500 : 2_000,
  );
  timer.unref();
}

/** @param {number} pid */
function look(pid) {
  try {
    if (hasProc) {
      // The name, in brackets, may itself hold spaces and brackets.
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
      return { parent: Number(afterName.split(' ')[1]), command };
    }
    const shown = spawnSync('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' });
    const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(shown.stdout ?? '') ?? [];
    return { parent: Number(parent), command: command ?? '' };
  } catch {
    return { parent: undefined, command: '' };
  }
}
