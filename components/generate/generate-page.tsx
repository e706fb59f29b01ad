'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { formatCredits } from '#components/format/credits.ts';
import { fetchJson } from '#components/query/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Field } from '#components/ui/field.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { JobAccepted } from '#lib/contracts/image.ts';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  IMAGE_SIZES,
  type ImageSize,
} from '#lib/contracts/image-choices.ts';
import type { JobsPage } from '#lib/contracts/job.ts';
import type { Models } from '#lib/contracts/pricing.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { firstChoice, offered, preview } from './choices.ts';
import { Quote } from './quote.tsx';
import { RatioChoice } from './ratio-choice.tsx';
import { RecentPictures } from './recent-pictures.tsx';

/** What the server action answers. */
type Started =
  | { ok: true; job: JobAccepted }
  | { ok: false; error: { code: string; message: string; requestId: string } };

interface GeneratePageProps {
  models: Models;
  recent: JobsPage;
  /** The instant from which jobs are recent, as it stands in `recentPath`. */
  recentPath: string;
  /** From this balance on every model and size is open, as text. */
  fullFloor: string;
  start: (input: unknown) => Promise<Started>;
}

/** Choosing, seeing what will be held, sending, and watching the picture come. */
export function GeneratePage({ models: initial, recent, recentPath, fullFloor, start }: GeneratePageProps) {
  const t = useMessages('generate');
  const words = useMessages('words');
  const { locale } = useIntlSettings();
  const client = useQueryClient();
  const { data: models } = useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => fetchJson<Models>('/v1/models', { signal }),
    initialData: initial,
  });
  const [choice, setChoice] = useState(() => firstChoice(initial));
  const [refused, setRefused] = useState<Exclude<Started, { ok: true }>['error']>();
  const [missing, setMissing] = useState(false);
  const [isSending, send] = useTransition();
  // One token a press that has not been answered: pressed twice or sent again, it is one picture.
  const token = useRef<string>(undefined);
  const shown = preview(models, choice);
  const model = offered(models, choice.model);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const prompt = String(new FormData(event.currentTarget).get('prompt') ?? '').trim();
    setMissing(prompt === '');
    if (prompt === '') return;
    token.current ??= crypto.randomUUID();
    const picture = {
      prompt,
      model: choice.model,
      aspect_ratio: choice.ratio,
      image_size: choice.size,
    };
    send(async () => {
      setRefused(undefined);
      try {
        const answer = await start({ requestToken: token.current, picture });
        token.current = undefined;
        if (!answer.ok) setRefused(answer.error);
      } catch {
        // No answer came: the token stays, so that sending it again cannot make a second picture.
        setRefused({ code: 'unreachable', message: '', requestId: '' });
      }
      await client.invalidateQueries();
    });
  }

  return (
    <>
      <form
        onSubmit={submit}
        noValidate
        className="grid gap-x-16 gap-y-10 pb-14 lg:grid-cols-[minmax(0,1fr)_18rem]"
      >
        <div className="space-y-8">
          <Field
            name="prompt"
            label={t('prompt')}
            hint={t('promptHint')}
            error={missing ? t('promptMissing') : undefined}
            required
          >
            {(wiring) => (
              <Textarea
                {...wiring}
                rows={3}
                maxLength={4000}
                placeholder={t('promptExample')}
                className="text-lg"
              />
            )}
          </Field>
          <RadioCards
            legend={t('model')}
            name="model"
            columns={3}
            value={choice.model}
            onChange={(value) => setChoice({ ...choice, model: value })}
            options={models.models.map((each) => ({
              value: each.id,
              label: each.alias,
              note: each.description,
            }))}
          />
          <RatioChoice
            legend={t('ratio')}
            value={choice.ratio}
            ratios={ASPECT_RATIOS.filter((ratio) => model.aspect_ratios.includes(ratio))}
            onChange={(ratio: AspectRatio) => setChoice({ ...choice, ratio })}
          />
          <RadioCards
            legend={t('size')}
            name="size"
            columns={3}
            value={choice.size}
            onChange={(value: ImageSize) => setChoice({ ...choice, size: value })}
            options={IMAGE_SIZES.flatMap((size) => {
              const price = model.sizes.find((each) => each.image_size === size);
              if (price === undefined) return [];
              return [
                {
                  value: size,
                  label: size,
                  note: t('holds', { amount: formatCredits(price.hold_eur, locale) }),
                },
              ];
            })}
          />
        </div>
        <div className="space-y-5 self-start lg:sticky lg:top-24">
          {shown !== undefined && <Quote preview={shown} version={models.version} fullFloor={fullFloor} />}
          <Button type="submit" variant="primary" size="lg" block pending={isSending}>
            {t('submit')}
          </Button>
          <p className="text-sm text-soft">{t('cannotCancel')}</p>
          {refused !== undefined && (
            <ErrorNotice
              title={refused.message === '' ? t('refused') : refused.message}
              requestLine={
                refused.requestId === '' ? undefined : words('requestId', { id: refused.requestId })
              }
              action={
                refused.code.startsWith('credit_') && (
                  <LinkButton href="/top-up" size="sm">
                    {t('topUp')}
                  </LinkButton>
                )
              }
            />
          )}
        </div>
      </form>
      <RecentPictures initial={recent} path={recentPath} />
    </>
  );
}
