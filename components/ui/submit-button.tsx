'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button.tsx';

/** Sends the form around it, and waits with it: pressing twice sends once. For forms with a server action. */
export function SubmitButton({ variant = 'primary', pending, ...rest }: Omit<ButtonProps, 'type'>) {
  const form = useFormStatus();
  return <Button {...rest} variant={variant} type="submit" pending={pending === true || form.pending} />;
}
