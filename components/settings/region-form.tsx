'use client';

import { useState } from 'react';
import { saveRegion } from '#app/(dashboard)/settings/actions.ts';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { OutcomeNotice } from '#components/auth/outcome-notice.tsx';
import { useAction } from '#components/auth/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Select } from '#components/ui/select.tsx';

interface RegionTexts {
  zone: string;
  zoneHint: string;
  device: string;
  language: string;
  languageHint: string;
  save: string;
  saved: string;
}

/** In which zone times are shown, and in which language the pages are, where there are several. */
export function RegionForm({
  timeZone,
  timeZones,
  locale,
  languages,
  texts,
}: {
  timeZone: string;
  timeZones: readonly string[];
  locale: string;
  languages: readonly { value: string; label: string }[];
  texts: RegionTexts;
}) {
  const [zone, setZone] = useState(timeZone);
  const { run, pending, done, error } = useAction(saveRegion);
  const errors = fieldErrorsOf(error);
  // The device may call a zone by another name than the server's list does.
  const offered = timeZones.includes(zone) ? timeZones : [zone, ...timeZones];
  function save(values: FormData) {
    run(Object.fromEntries(values));
  }
  return (
    <Form onSubmit={save} className="space-y-4">
      <Field name="timeZone" label={texts.zone} hint={texts.zoneHint} error={errors.get('timeZone')}>
        {(wiring) => (
          <Select {...wiring} value={zone} onChange={(event) => setZone(event.target.value)}>
            {offered.map((name) => (
              <option key={name} value={name}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {languages.length > 1 && (
        <Field name="locale" label={texts.language} hint={texts.languageHint} error={errors.get('locale')}>
          {(wiring) => (
            <Select {...wiring} defaultValue={locale}>
              {languages.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" pending={pending}>
          {texts.save}
        </Button>
        <Button variant="quiet" onClick={() => setZone(new Intl.DateTimeFormat().resolvedOptions().timeZone)}>
          {texts.device}
        </Button>
      </div>
      <OutcomeNotice error={error} done={done ? texts.saved : undefined} />
    </Form>
  );
}
