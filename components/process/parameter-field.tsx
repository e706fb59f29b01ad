'use client';

import { useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, type FieldWiring } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useMessages } from '#lib/i18n/client.tsx';
import { type Parameter, parameterId } from './parameter.ts';

/** Asks for one parameter with the control that fits it. A picture is asked for with `PictureChoice`. */
export function ParameterField({
  parameter,
  error,
}: {
  parameter: Exclude<Parameter, { kind: 'picture' }>;
  error: string | undefined;
}) {
  const t = useMessages('process');
  const { name, label, hint, isRequired, kind } = parameter;
  const id = parameterId(name);
  if (kind === 'flag')
    return <Checkbox name={name} id={id} label={label} hint={hint} error={error} defaultChecked />;
  const isOpen = !isRequired && kind !== 'choice';
  return (
    <Field
      name={name}
      id={id}
      label={label}
      hint={hint}
      error={error}
      required={isRequired}
      aside={isOpen ? t('optional') : undefined}
    >
      {(wiring) => <Control parameter={parameter} wiring={wiring} />}
    </Field>
  );
}

function Control({
  parameter,
  wiring,
}: {
  parameter: Exclude<Parameter, { kind: 'picture' | 'flag' }>;
  wiring: FieldWiring;
}) {
  switch (parameter.kind) {
    case 'number':
      // No number field: the wheel would change it, and a comma is refused in some languages.
      return (
        <Input
          {...wiring}
          inputMode={parameter.from < 0 ? 'text' : parameter.isWhole ? 'numeric' : 'decimal'}
          autoComplete="off"
        />
      );
    case 'choice':
      return (
        <Select {...wiring} defaultValue={parameter.initial ?? parameter.options[0]?.value}>
          {parameter.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      );
    case 'color':
      return <ColorInput label={parameter.label} wiring={wiring} />;
    case 'text':
      return <Input {...wiring} autoComplete="off" />;
  }
}

const WHOLE_COLOR = /^#[0-9a-f]{6}/i;

/** A color as text, with the device's own chooser beside it; an opacity that was written stays. */
function ColorInput({ label, wiring }: { label: string; wiring: FieldWiring }) {
  const t = useMessages('process');
  const [color, setColor] = useState('');
  const shown = WHOLE_COLOR.exec(color)?.[0].toLowerCase() ?? '#ffffff';
  return (
    <span className="flex gap-2">
      <Input
        {...wiring}
        value={color}
        onChange={(event) => setColor(event.currentTarget.value)}
        placeholder="#1E90FF"
        maxLength={9}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1"
      />
      <input
        type="color"
        aria-label={t('pick', { label })}
        value={shown}
        onChange={(event) => setColor(event.currentTarget.value.toUpperCase() + color.slice(7, 9))}
        className="h-10 w-12 shrink-0 rounded-md border border-edge bg-sheet p-1"
      />
    </span>
  );
}
