'use client';

import { type ComponentProps, useEffect, useRef } from 'react';

type FormProps = Omit<ComponentProps<'form'>, 'ref' | 'method' | 'action' | 'onSubmit'> & {
  /** Reads what was filled in; the form itself is for what comes after, such as emptying it. */
  onSubmit: (values: FormData, form: HTMLFormElement) => void;
};

/**
 * A form that its page reads: the browser never sends it, so nothing of it comes into an address.
 *
 * It can be filled in and sent as soon as it is shown. What was typed or chosen before its page could hear of it, or was filled
 * in again by the browser, is told to its controls when it can, and a form that was sent by then (`lib/http/early-input.ts`)
 * is sent. Without it a form whose controls React keeps would show one thing and send another.
 */
export function Form({ onSubmit, ...rest }: FormProps) {
  const ref = useRef<HTMLFormElement & { isEarly?: boolean }>(null);
  useEffect(() => {
    const form = ref.current!;
    const tellings = Array.from(form.elements, telling);
    // What was found is told once React has come to its end: in the middle of it, it puts its own values back before it has heard.
    queueMicrotask(() => {
      for (const tell of tellings) tell?.();
    });
    // Once the controls have taken up what they were told.
    if (form.isEarly) setTimeout(() => form.requestSubmit());
  }, []);
  return (
    <form
      {...rest}
      ref={ref}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget), event.currentTarget);
      }}
    />
  );
}

/**
 * How to tell a control's own of what it shows now, if that is not what the server rendered. React hears of a change only where
 * the value is not the one that it has read itself: that one is put back first.
 */
function telling(control: Element): (() => void) | undefined {
  const say = (name: string) => control.dispatchEvent(new Event(name, { bubbles: true }));
  if (control instanceof HTMLSelectElement) {
    const { value } = control;
    if ([...control.options].some((option) => option.defaultSelected && !option.selected))
      return () => {
        control.value = value;
        say('change');
      };
  }
  if (!(control instanceof HTMLInputElement)) return undefined;
  const { type, checked, defaultChecked, value, defaultValue } = control;
  if (type === 'file') return value === '' ? undefined : () => say('change');
  if (checked !== defaultChecked)
    // The radio button that is chosen now speaks for the one that was.
    return type === 'radio' && !checked
      ? undefined
      : () => {
          control.checked = defaultChecked;
          control.click();
        };
  if (value === defaultValue) return undefined;
  return () => {
    control.value = defaultValue;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(control, value);
    say('input');
  };
}
