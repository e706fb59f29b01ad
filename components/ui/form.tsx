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
    for (const control of form.elements) tell(control);
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

/** React hears of a change only where the value is not the one that it has read itself: that one is put back first. */
function tell(control: Element): void {
  const say = (name: string) => control.dispatchEvent(new Event(name, { bubbles: true }));
  if (control instanceof HTMLSelectElement) {
    if ([...control.options].some((option) => option.defaultSelected && !option.selected)) say('change');
  }
  if (!(control instanceof HTMLInputElement)) return;
  const { type, checked, defaultChecked, value, defaultValue } = control;
  if (type === 'file') {
    if (value !== '') say('change');
  } else if (checked !== defaultChecked) {
    // The radio button that is chosen now speaks for the one that was.
    if (type === 'radio' && !checked) return;
    control.checked = defaultChecked;
    control.click();
  } else if (value !== defaultValue) {
    control.value = defaultValue;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(control, value);
    say('input');
  }
}
