import type { ComponentProps, ReactNode } from 'react';
import { AlertIcon } from './icons.tsx';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'id' | 'children'> {
  name: string;
  id?: string | undefined;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
}

/** Yes or no, with its label beside it. */
export function Checkbox({ name, id = name, label, hint, error, ...rest }: CheckboxProps) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint !== undefined && hintId, error !== undefined && errorId]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="space-y-1.5">
      <div className="grid grid-cols-[1.125rem_1fr] gap-x-3">
        <span className="relative mt-[0.1875rem] size-[1.125rem]">
          <input
            {...rest}
            type="checkbox"
            name={name}
            id={id}
            aria-describedby={describedBy === '' ? undefined : describedBy}
            aria-invalid={error !== undefined || undefined}
            className="peer size-full appearance-none rounded-sm border border-edge bg-sheet transition-colors checked:border-accent checked:bg-accent hover:border-soft aria-invalid:border-danger forced-colors:appearance-auto"
          />
          <svg
            aria-hidden="true"
            viewBox="0 0 18 18"
            className="pointer-events-none absolute inset-0 hidden text-on-accent peer-checked:block forced-colors:hidden"
          >
            <path
              d="m4.5 9.5 3 3 6-7"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.75"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </span>
        <div>
          <label htmlFor={id}>{label}</label>
          {hint !== undefined && (
            <p id={hintId} className="mt-0.5 text-sm text-soft">
              {hint}
            </p>
          )}
        </div>
      </div>
      {error !== undefined && (
        <p id={errorId} className="flex gap-1.5 text-sm text-danger">
          <AlertIcon className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  );
}
