import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { CONTROL_LOOK } from './control-look.ts';

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={classNames(CONTROL_LOOK, 'block resize-y px-3 py-2 [field-sizing:content]', className)}
    />
  );
}
