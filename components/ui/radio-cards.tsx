import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface RadioCard<Value extends string> {
  value: Value;
  label: ReactNode;
  /** A second line in a quieter tone. */
  note?: ReactNode;
  disabled?: boolean;
}

interface RadioCardsProps<Value extends string> {
  legend: ReactNode;
  name: string;
  options: readonly RadioCard<Value>[];
  /** With `onChange` the caller keeps the choice (a client component); without it the form does. */
  value?: Value | undefined;
  defaultValue?: Value | undefined;
  onChange?: ((value: Value) => void) | undefined;
  error?: string | undefined;
  /** How many stand side by side where there is room. */
  columns?: 2 | 3 | 5;
}

const COLUMNS = { 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3', 5: 'grid-cols-3 sm:grid-cols-5' } as const;

/** One of a few, each on its own card: amounts to top up, models, sizes. Arrow keys move the choice. */
export function RadioCards<Value extends string>({
  legend,
  name,
  options,
  value,
  defaultValue,
  onChange,
  error,
  columns = 3,
}: RadioCardsProps<Value>) {
  const errorId = `${name}-error`;
  return (
    <fieldset aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className={classNames('grid gap-2', COLUMNS[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              'relative flex min-h-12 flex-col justify-center rounded-md border border-line bg-sheet py-2 transition-colors',
              columns === 5 ? 'px-2 text-center' : 'px-4',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              option.disabled === true
                ? 'text-soft'
                : 'hover:border-edge has-checked:border-accent has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)]',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              className="absolute size-0 opacity-0"
              {...(onChange === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value, onChange: () => onChange(option.value) })}
            />
            <span className={classNames('font-medium tabular-nums', columns === 5 && 'whitespace-nowrap')}>
              {option.label}
            </span>
            {option.note !== undefined && <span className="text-sm text-soft">{option.note}</span>}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={errorId} className="mt-1.5 text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
