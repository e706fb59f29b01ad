import type { ReactNode } from 'react';
import { AlertIcon } from './icons.tsx';

/** What ties a control to its label, hint and error. Spread it on `Input`, `Select` or `Textarea`. */
export interface FieldWiring {
  id: string;
  name: string;
  required?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface FieldProps {
  /** The form field's name; also its id unless another is given. */
  name: string;
  /** Needed when two forms of one page have a field of the same name. */
  id?: string | undefined;
  label: ReactNode;
  /** What to know before filling it in. */
  hint?: ReactNode;
  /** What is wrong and what to write instead. */
  error?: string | undefined;
  required?: boolean | undefined;
  /** Stands beside the label of a field that may stay empty, e.g. the word "optional". */
  aside?: ReactNode;
  children: (wiring: FieldWiring) => ReactNode;
}

/** A labelled control: `<Field name="email" label="E-mail">{(wiring) => <Input {...wiring} type="email" />}</Field>`. */
export function Field({ name, id = name, label, hint, error, required, aside, children }: FieldProps) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint !== undefined && hintId, error !== undefined && errorId]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="space-y-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside !== undefined && <span className="text-sm text-soft">{aside}</span>}
      </div>
      {hint !== undefined && (
        <p id={hintId} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        ...(required === true && { required: true }),
        ...(describedBy !== '' && { 'aria-describedby': describedBy }),
        ...(error !== undefined && { 'aria-invalid': true }),
      })}
      {error !== undefined && (
        <p id={errorId} className="flex gap-1.5 text-sm wrap-anywhere text-danger">
          <AlertIcon className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  );
}
