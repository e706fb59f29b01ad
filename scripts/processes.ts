import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const hasProc = existsSync('/proc/self/stat');

/**
 * When a process began, in a form to compare only: together with its number it names one process for good, while
 * a number alone is given out again.
 *
 * @returns undefined when there is no such process
 */
export function beginningOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (hasProc) {
    try {
      // The name, in brackets, may itself hold spaces and brackets; the state comes after it, the start 19 later.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  return (
    spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined
  );
}

/** The command line of a process, its arguments apart where the system tells; empty when there is no such process. */
export function commandOf(pid: number): string[] {
  if (!Number.isInteger(pid) || pid <= 0) return [];
  if (hasProc) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    } catch {
      return [];
    }
  }
  const shown = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return shown.stdout?.trim().split(' ') ?? [];
}
