import { Spinner } from './spinner.tsx';

/**
 * Something that takes more than a second: what is going on, and how far it is when that is known.
 *
 * @param label what is under way, read aloud when it changes
 * @param done from 0 to 1; left out when unknown
 */
export function Progress({ label, done, id }: { label: string; done?: number | undefined; id: string }) {
  return (
    <div className="space-y-2">
      <p id={id} role="status" className="flex items-center gap-2 text-sm text-soft">
        {done === undefined && <Spinner />}
        {label}
      </p>
      {done !== undefined && (
        <progress
          aria-labelledby={id}
          max={1}
          value={done}
          className="block h-1 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </div>
  );
}
