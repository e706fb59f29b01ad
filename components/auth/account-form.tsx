'use client';

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { fetchJson } from '#components/query/fetch-json.ts';
import { ProblemError } from '#components/query/problem-error.ts';
import { ProblemNotice } from '#components/query/problem-notice.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field, type FieldWiring } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { fieldErrorsOf } from './field-errors.ts';
import { PasswordInput } from './password-input.tsx';

/** One field of a form for strangers. */
interface AccountField {
  name: string;
  type: 'text' | 'email' | 'password';
  label: string;
  hint?: string;
  /** What the browser and a password manager may fill in. */
  autoComplete: string;
  /** The keys that a phone shows. */
  inputMode?: 'numeric';
  minLength?: number;
  maxLength?: number;
  /** Beside the label, such as the way to a forgotten password. */
  aside?: ReactNode;
  /** Found wrong by the server, where no script ran. */
  error?: string | undefined;
}

interface AccountFormProps {
  /** The route handler that takes the form. */
  action: string;
  fields: readonly AccountField[];
  /** Fields that are not shown, such as the secret of a link. */
  hidden?: Readonly<Record<string, string>>;
  submitLabel: string;
  submitVariant?: 'primary' | 'secondary';
  /** What was wrong with the form as a whole, where no script ran. */
  problem?: string | undefined;
  showLabel: string;
  hideLabel: string;
  /** Done instead of going on, with what the form was answered. */
  onAccepted?: (answer: AccountAnswer) => void;
}

/** What an accepted form is answered: where it leads, and what is shown this once. */
export interface AccountAnswer {
  next: string;
  codes?: readonly string[];
}

/**
 * A form that works without a script, and better with one: it stays where it is, keeps what was typed, and puts each
 * problem beside its field.
 */
export function AccountForm(props: AccountFormProps) {
  const { action, fields, hidden = {}, submitLabel, submitVariant = 'primary', onAccepted } = props;
  const form = useRef<HTMLFormElement>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const answered = failure !== undefined;
  const errors = fieldErrorsOf(failure);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    setFailure(undefined);
    try {
      const body = Object.fromEntries(new FormData(event.currentTarget));
      const answer = await fetchJson<AccountAnswer>(action, { method: 'POST', body });
      if (onAccepted !== undefined) return onAccepted(answer);
      // A whole page, so that everything on it is of the person who is signed in now.
      location.assign(answer.next);
    } catch (error) {
      setFailure(error);
      setPending(false);
    }
  }

  // A page kept for the back button comes back with its button ready.
  useEffect(() => {
    const ready = () => setPending(false);
    window.addEventListener('pageshow', ready);
    return () => window.removeEventListener('pageshow', ready);
  }, []);
  useEffect(() => {
    if (answered) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [answered]);

  return (
    <form ref={form} method="post" action={action} onSubmit={send} className="space-y-5">
      <FormProblem
        failure={failure}
        known={errors.size > 0}
        found={answered || pending ? undefined : props.problem}
      />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Field
          key={field.name}
          name={field.name}
          label={field.label}
          hint={field.hint}
          aside={field.aside}
          error={answered ? errors.get(field.name) : field.error}
          required
        >
          {(wiring) => (
            <Control field={field} wiring={wiring} showLabel={props.showLabel} hideLabel={props.hideLabel} />
          )}
        </Field>
      ))}
      <Button type="submit" variant={submitVariant} block pending={pending}>
        {submitLabel}
      </Button>
    </form>
  );
}

function Control({
  field,
  wiring,
  showLabel,
  hideLabel,
}: {
  field: AccountField;
  wiring: FieldWiring;
  showLabel: string;
  hideLabel: string;
}) {
  const { type, autoComplete, inputMode, minLength, maxLength } = field;
  const rest = { ...wiring, autoComplete, inputMode, minLength, maxLength };
  if (type === 'password') return <PasswordInput {...rest} showLabel={showLabel} hideLabel={hideLabel} />;
  return <Input {...rest} type={type} />;
}

/** What is wrong with the whole form. A refusal is a sentence; a failure of ours has a number to quote. */
function FormProblem({
  failure,
  known,
  found,
}: {
  failure: unknown;
  known: boolean;
  found: string | undefined;
}) {
  if (failure === undefined) return found === undefined ? null : <Banner tone="danger">{found}</Banner>;
  if (known) return null;
  const refused = failure instanceof ProblemError && failure.status >= 400 && failure.status < 500;
  if (refused && failure.code !== 'unexpected') return <Banner tone="danger">{failure.message}</Banner>;
  return <ProblemNotice error={failure} />;
}
