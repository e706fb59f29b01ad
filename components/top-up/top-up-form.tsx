'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { beginTopUpAction } from '#app/(dashboard)/(customer)/top-up/actions.ts';
import { balanceNow } from '#components/balance/queries.ts';
import { formatCents } from '#components/format/cash.ts';
import { formatCredits } from '#components/format/credits.ts';
import { formatLastValidDay } from '#components/format/dates.ts';
import { ProblemError } from '#components/query/problem-error.ts';
import { ProblemNotice } from '#components/query/problem-notice.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Select } from '#components/ui/select.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import type { TopUp } from '#lib/contracts/top-up.ts';
import { TOP_UP_MAXIMUM, TOP_UP_MINIMUM, TOP_UP_PRESETS } from '#lib/contracts/top-up-amounts.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { floorToCents, fromWire, toWire, ZERO } from '#lib/money/credits.ts';
import { actionValue } from './action-value.ts';
import {
  amountOf,
  type Choice,
  firstChoice,
  newRequestToken,
  problemsOf,
  type Quotable,
  quotable,
} from './choice.ts';
import { Price, useQuote } from './price.tsx';
import type { TopUpSetup } from './setup.ts';

/** For the few who buy for a business: fetched once the buyer begins to choose. */
export const loadBusinessFields = () => import('./business-fields.tsx');
/** Not part of the form either. */
export const loadPurchase = () => import('./purchase.tsx');
const LateNotice = lazy(async () => ({ default: (await loadPurchase()).LateNotice }));
/** For the few who owe something. */
const Owing = lazy(async () => ({ default: (await loadPurchase()).Owing }));
const BusinessFields = lazy(async () => ({ default: (await loadBusinessFields()).BusinessFields }));

interface TopUpFormProps {
  setup: TopUpSetup;
  onBegun: (topUp: TopUp) => void;
  /** Stands under the consent. */
  children: ReactNode;
}

/** Amount, country and consent; beside them what it costs and until when the credit is valid. */
export function TopUpForm({ setup, onBegun, children }: TopUpFormProps) {
  const t = useMessages('topUp');
  const { locale } = useIntlSettings();
  const [choice, setChoice] = useState<Choice>(() => firstChoice(setup.country));
  const [wasSent, setWasSent] = useState(false);
  const token = useRef<{ of: string; token: string }>(undefined);
  const amount = amountOf(choice);
  const amountEur = 'amountEur' in amount ? amount.amountEur : undefined;
  const quoted = useQuote(quotable(choice));
  // The frame has read it.
  const { data: balance } = useQuery(balanceNow());
  const problems = wasSent ? problemsOf(choice) : {};
  const amountProblem =
    problems.amount ?? (choice.custom === '' || 'amountEur' in amount ? undefined : amount.problem);
  const limits = {
    minimum: formatCredits(TOP_UP_MINIMUM, locale),
    maximum: formatCredits(TOP_UP_MAXIMUM, locale),
  };

  const begin = useMutation({
    mutationFn: async (chosen: Quotable) => {
      // The same choice sent again, after a double click or a lost answer, is the same top-up.
      const of = JSON.stringify(chosen);
      if (token.current?.of !== of) token.current = { of, token: newRequestToken() };
      const requestToken = token.current.token;
      const consentVersion = setup.consent.version;
      return actionValue(await beginTopUpAction({ ...chosen, requestToken, consentVersion })).topUp;
    },
    onSuccess: onBegun,
  });

  const change = (changes: Partial<Choice>) => setChoice((before) => ({ ...before, ...changes }));
  const send = (_values: FormData, form: HTMLFormElement) => {
    if (begin.isPending) return;
    setWasSent(true);
    const found = problemsOf(choice);
    const chosen = quotable(choice);
    const first = (['amount', 'country', 'company', 'vatNumber', 'consent'] as const).find(
      (name) => found[name],
    );
    if (first !== undefined) form.querySelector<HTMLElement>(`#${first}`)?.focus();
    else if (chosen !== undefined) begin.mutate(chosen);
  };
  const { quote } = quoted;
  const payLabel =
    quote === undefined
      ? t('pay')
      : t('payAmount', { amount: formatCents(floorToCents(fromWire(quote.total_eur)), locale) });

  return (
    <Form
      noValidate
      onSubmit={send}
      className="grid gap-x-16 gap-y-10 pb-16 lg:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <div className="min-w-0 space-y-8">
        <div className="space-y-4">
          <RadioCards
            legend={t('presets')}
            name="preset"
            columns={5}
            options={TOP_UP_PRESETS.map((preset) => ({
              value: toWire(preset),
              label: formatCredits(preset, locale),
            }))}
            value={choice.custom === '' ? choice.preset : ''}
            onChange={(preset) => change({ preset, custom: '' })}
          />
          <div className="max-w-72">
            <Field
              name="amount"
              label={t('customLabel')}
              hint={t('customHint', limits)}
              error={amountProblem && t(amountProblem, limits)}
            >
              {(wiring) => (
                <Input
                  {...wiring}
                  before="€"
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={12}
                  placeholder={t('customExample')}
                  value={choice.custom}
                  onChange={(event) => change({ custom: event.target.value })}
                />
              )}
            </Field>
          </div>
        </div>
        <div className="max-w-md">
          <Field
            name="country"
            label={t('country')}
            hint={t('countryHint')}
            error={problems.country && t(problems.country)}
          >
            {(wiring) => (
              <Select
                {...wiring}
                autoComplete="country"
                value={choice.country}
                onChange={(event) => change({ country: event.target.value })}
              >
                <option value="">{t('countryNone')}</option>
                {setup.countries.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div className="max-w-md space-y-4">
          <Checkbox
            name="business"
            label={t('business')}
            checked={choice.isBusiness}
            onChange={(event) => change({ isBusiness: event.target.checked })}
          />
          {choice.isBusiness && (
            <Suspense>
              <BusinessFields
                choice={choice}
                problems={problems}
                vatProblem={quoted.vatProblem}
                onChange={change}
              />
            </Suspense>
          )}
        </div>
        <div className="max-w-prose">
          <p className="mb-2 font-medium">{t('consentTitle')}</p>
          <Checkbox
            name="consent"
            label={setup.consent.text}
            checked={choice.consented}
            onChange={(event) => change({ consented: event.target.checked })}
            error={problems.consent && t(problems.consent)}
          />
          {children}
        </div>
      </div>

      <div className="lg:sticky lg:top-20 lg:self-start">
        <Sheet className="space-y-5">
          <h2 className="text-lg font-medium">{t('summaryTitle')}</h2>
          <Price amountEur={amountEur} quoted={quoted} />
          {fromWire(balance!.owed_eur) !== ZERO && (
            <Suspense>
              <Owing owedEur={balance!.owed_eur} amountEur={amountEur} />
            </Suspense>
          )}
          {begin.isError &&
            (begin.error instanceof ProblemError ? (
              <ProblemNotice error={begin.error} />
            ) : (
              <ErrorNotice title={t('unansweredTitle')}>{t('unansweredText')}</ErrorNotice>
            ))}
          {begin.isPending && (
            <Suspense>
              <LateNotice />
            </Suspense>
          )}
          <p className="text-soft">
            {t('newExpiry', { day: formatLastValidDay(setup.newExpiresAt, locale) })}
          </p>
          <Button type="submit" variant="primary" size="lg" block pending={begin.isPending}>
            {begin.isPending ? t('starting') : payLabel}
          </Button>
          <p className="text-sm text-soft">
            {t('cards')} {t('refundNote')}
          </p>
        </Sheet>
      </div>
    </Form>
  );
}
