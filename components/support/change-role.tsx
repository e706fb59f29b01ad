'use client';

import { changeRoleAction } from '#app/(support)/support/staff/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';

/** Gives a colleague another role, with the reason that the audit log keeps. The page says afterwards what they are. */
export function ChangeRole({
  userId,
  roles,
  texts,
}: {
  userId: string;
  /** Those that they do not have, by their names. */
  roles: readonly { id: string; label: string }[];
  texts: { role: string; reason: string; change: string };
}) {
  const { run, pending, error } = useAction(changeRoleAction);
  const errors = fieldErrorsOf(error);
  function change(values: FormData) {
    run({ userId, ...Object.fromEntries(values) });
  }
  return (
    <Form onSubmit={change} className="max-w-md space-y-4">
      <Field name="role" id={`role-${userId}`} label={texts.role} error={errors.get('role')}>
        {(wiring) => (
          <Select {...wiring} autoComplete="off">
            {roles.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        name="reason"
        id={`role-reason-${userId}`}
        label={texts.reason}
        error={errors.get('reason')}
        required
      >
        {(wiring) => <Input {...wiring} autoComplete="off" maxLength={500} />}
      </Field>
      <Button type="submit" pending={pending}>
        {texts.change}
      </Button>
      <OutcomeNotice error={error} done={undefined} />
    </Form>
  );
}
