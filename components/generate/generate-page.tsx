'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { balanceNow } from '#components/balance/queries.ts';
import { formatCredits } from '#components/format/credits.ts';
import { fetchJson } from '#components/query/fetch-json.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  IMAGE_SIZES,
  type ImageSize,
} from '#lib/contracts/image-choices.ts';
import type { JobsPage } from '#lib/contracts/job.ts';
import type { Models } from '#lib/contracts/pricing.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { type Choice, firstChoice, offered, preview, withModel } from './choices.ts';
import { OrderNotices } from './order-notices.tsx';
import { previewOfQuote } from './preview.ts';
import { quoteOf } from './queries.ts';
import { type Closed, Quote } from './quote.tsx';
import { RatioChoice } from './ratio-choice.tsx';
import { RecentPictures } from './recent-pictures.tsx';
import { type Started, useOrder } from './use-order.ts';

interface GeneratePageProps {
  models: Models;
  recent: JobsPage;
  /** The instant from which jobs are recent, as it stands in `recentPath`. */
  recentPath: string;
  /** What the models and their tiers are called, by the model's id. */
  labels: Readonly<Record<string, { name: string; about: string | undefined; tier: string }>>;
  /** From this balance on every model and size is open, as text. */
  fullFloor: string;
  /** Why nothing can be ordered whatever the balance, if so. */
  closed: Closed | undefined;
  start: (input: unknown) => Promise<Started>;
}

/** Choosing, seeing what will be held, sending, and watching the picture come. */
export function GeneratePage({
  models: initial,
  recent,
  recentPath,
  labels,
  fullFloor,
  closed,
  start,
}: GeneratePageProps) {
  const t = useMessages('generate');
  const { locale } = useIntlSettings();
  const { data: models } = useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => fetchJson<Models>('/v1/models', { signal }),
    initialData: initial,
  });
  const [choice, setChoice] = useState(() => firstChoice(initial));
  const [missing, setMissing] = useState(false);
  const { order, isSending, ...outcome } = useOrder(start);
  const quote = useQuery(quoteOf({ model: choice.model, image_size: choice.size }, closed === undefined));
  // The frame has read it.
  const { data: balance } = useQuery(balanceNow());
  const shown =
    quote.data === undefined ? preview(models, choice, balance!.owed_eur) : previewOfQuote(quote.data);
  const model = offered(models, choice.model);

  const change = (changes: Partial<Choice>) => setChoice((before) => ({ ...before, ...changes }));

  function submit(values: FormData): void {
    const prompt = String(values.get('prompt') ?? '').trim();
    setMissing(prompt === '');
    if (prompt === '') {
      document.getElementById('prompt')?.focus();
      return;
    }
    order({
      picture: {
        prompt,
        model: choice.model,
        aspect_ratio: choice.ratio,
        image_size: choice.size,
      },
    });
  }

  return (
    <>
      <Form
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
            onChange={(value) => setChoice((before) => withModel(models, before, value))}
            options={models.models.map((each) => ({
              value: each.id,
              label: (
                <span className="flex flex-wrap items-center gap-x-2">
                  {labels[each.id]?.name ?? each.alias}
                  <Badge>{labels[each.id]?.tier ?? each.tier}</Badge>
                </span>
              ),
              note: labels[each.id]?.about ?? each.description,
            }))}
          />
          <RatioChoice
            legend={t('ratio')}
            value={choice.ratio}
            ratios={ASPECT_RATIOS.filter((ratio) => model.aspect_ratios.includes(ratio))}
            onChange={(ratio: AspectRatio) => change({ ratio })}
          />
          <RadioCards
            legend={t('size')}
            name="size"
            columns={3}
            value={choice.size}
            onChange={(value: ImageSize) => change({ size: value })}
            options={IMAGE_SIZES.flatMap((size) => {
              const price = model.sizes.find((each) => each.image_size === size);
              if (price === undefined) return [];
              return [
                {
                  value: size,
                  label: size,
                  note: t('holds', { amount: formatCredits(price.hold_eur, locale, { precision: 'exact' }) }),
                },
              ];
            })}
          />
        </div>
        <div className="space-y-5 self-start lg:sticky lg:top-24">
          {shown !== undefined && (
            <Quote
              preview={shown}
              version={quote.data?.price_version ?? models.version}
              fullFloor={fullFloor}
              closed={closed}
              hasNoLots={quote.isError}
            />
          )}
          <Button
            type="submit"
            variant="primary"
            size="lg"
            block
            pending={isSending}
            disabled={closed !== undefined}
          >
            {t('submit')}
          </Button>
          <p className="text-sm text-soft">{t('cannotCancel')}</p>
          <OrderNotices {...outcome} fullFloor={fullFloor} />
        </div>
      </Form>
      <RecentPictures initial={recent} path={recentPath} />
    </>
  );
}
