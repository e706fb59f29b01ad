'use client';

import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { balanceNow } from '#components/balance/queries.ts';
import { OrderNotices } from '#components/generate/order-notices.tsx';
import { previewOfQuote, previewOperation } from '#components/generate/preview.ts';
import { quoteOf } from '#components/generate/queries.ts';
import { type Closed, Quote } from '#components/generate/quote.tsx';
import { type Refused, type Started, useOrder } from '#components/generate/use-order.ts';
import { fetchJson } from '#components/query/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Form } from '#components/ui/form.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Job, JobsPage } from '#lib/contracts/job.ts';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { INPUT, type OfferedOperation, parameterId } from './parameter.ts';
import { ParameterField } from './parameter-field.tsx';
import { PictureChoice } from './picture-choice.tsx';
import { isThere, type Source, sourceOfJob } from './source.ts';
import { useServerNow } from './use-server-now.ts';
import { loadSending } from './use-upload.ts';

interface ProcessPageProps {
  operations: readonly OfferedOperation<Operation>[];
  /** The price book of `operations`. */
  version: string;
  /** The least balance at which anything can be ordered. */
  floorEur: string;
  recent: JobsPage;
  /** The same, to be asked for again. */
  recentPath: string;
  /** What stands where there is no picture to choose from. */
  empty: ReactNode;
  /** The job whose picture the address names; null where it names one whose picture is gone. */
  first: Job | null | undefined;
  /** The operation that is chosen at first. */
  firstOperation: Operation;
  renderedAt: string;
  /** From this balance on every model and size is open, as text. */
  fullFloor: string;
  /** Why nothing can be ordered whatever the balance, if so. */
  closed: Closed | undefined;
  start: (input: unknown) => Promise<Started>;
  /** Stands under the button. */
  children: ReactNode;
}

/** A job that was sent from here: with what, and what its operation and parameters are called. */
type Running = { jobId: string; input: Source; operation: OfferedOperation<Operation> };

/** The names of wrong fields with what is wrong, in words. `form` is for what no field is wrong by itself. */
type Wrong = Readonly<Record<string, string>>;

/** Not needed before something is sent: fetched when somebody begins to fill the form in. The contract weighs as much as the page. */
const loadRequest = () => import('./request.ts');
const loadResult = () => import('./result.tsx');
const Result = lazy(async () => ({ default: (await loadResult()).Result }));

function loadWhatFollows(): void {
  for (const loading of [loadRequest(), loadSending(), loadResult()]) loading.catch(() => {});
}

/** Choosing a picture and what to do with it, seeing what is held, sending it, and the result beside the picture. */
export function ProcessPage({
  operations,
  version,
  floorEur,
  recent,
  recentPath,
  empty,
  first,
  firstOperation,
  renderedAt,
  fullFloor,
  closed,
  start,
  children,
}: ProcessPageProps) {
  const t = useMessages('process');
  const { locale } = useIntlSettings();
  const nowMs = useServerNow(renderedAt);
  const { data: jobs } = useQuery({
    queryKey: ['jobs', 'pictures'],
    queryFn: ({ signal }) => fetchJson<JobsPage>(recentPath, { signal }),
    initialData: recent,
  });
  const labelOf = (id: string | undefined) => operations.find((each) => each.id === id)?.label ?? id ?? '';
  const toSource = (job: Job) => sourceOfJob(job, labelOf(job.operation));
  const [sent, setSent] = useState<readonly Source[]>([]);
  const [chosen, setChosen] = useState(() => (first ? toSource(first) : undefined));
  const [overlay, setOverlay] = useState<Source>();
  const [operationId, setOperationId] = useState(firstOperation);
  const [wrong, setWrong] = useState<Wrong>({});
  const [isUnread, setUnread] = useState(false);
  const [running, setRunning] = useState<Running>();
  const { order, isSending, refused, unanswered } = useOrder(start);
  const resultRef = useRef<HTMLDivElement>(null);
  const operation = operations.find(({ id }) => id === operationId) ?? operations[0]!;
  // The frame has read it.
  const { data: balance } = useQuery(balanceNow());
  const quote = useQuery(quoteOf({ operation: operation.id }, closed === undefined));
  const shown =
    quote.data === undefined
      ? previewOperation(operation.priceEur, floorEur, balance!)
      : previewOfQuote(quote.data);
  const sources = uniqueById([
    ...sent,
    ...(chosen === undefined ? [] : [chosen]),
    ...jobs.data.flatMap((job) => toSource(job) ?? []),
  ]).filter((source) => isThere(source, nowMs) || source.id === chosen?.id);
  const fieldErrors = { ...wrong, ...wrongOf(refused) };

  useEffect(() => {
    if (running !== undefined) resultRef.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);

  function choose(source: Source): void {
    setChosen(source);
    setWrong(({ [INPUT]: _, ...rest }) => rest);
  }

  const keepThen = (use: (source: Source) => void) => (source: Source) => {
    setSent((before) => [source, ...before]);
    use(source);
  };

  async function submit(values: FormData): Promise<void> {
    if (isSending) return;
    const reader = await loadRequest().catch(() => undefined);
    setUnread(reader === undefined);
    if (reader === undefined) return;
    const read = reader.readForm({ operation, form: values, chosen, overlay, nowMs }, { t, locale });
    const found = 'wrong' in read ? read.wrong : {};
    setWrong(found);
    reader.focusOnFirst(found);
    if ('wrong' in read || chosen === undefined) return;
    order({ operation: operation.id, request: read.request }, ({ job_id: jobId }) =>
      setRunning({ jobId, input: chosen, operation }),
    );
  }

  return (
    <>
      <Form
        onSubmit={submit}
        onFocus={loadWhatFollows}
        noValidate
        className="grid gap-x-16 gap-y-10 pb-14 lg:grid-cols-[minmax(0,1fr)_18rem]"
      >
        <div className="min-w-0 space-y-8">
          <PictureChoice
            name={INPUT}
            legend={t('picture')}
            hint={t('pictureHint')}
            sources={sources}
            chosen={chosen}
            error={
              fieldErrors[INPUT] ?? (first === null && chosen === undefined ? t('pictureGone') : undefined)
            }
            isClosed={closed !== undefined}
            empty={empty}
            onChoose={choose}
            onSent={keepThen(choose)}
          />
          <Field name="operation" label={t('operation')} hint={operation.about}>
            {(wiring) => (
              <Select
                {...wiring}
                value={operation.id}
                onChange={(event) => {
                  setOperationId(event.currentTarget.value as Operation);
                  setWrong({});
                }}
              >
                {operations.map(({ id, choice }) => (
                  <option key={id} value={id}>
                    {choice}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {/* Another operation begins with empty fields. */}
          <div key={operation.id} className="space-y-5">
            {operation.parameters.length === 0 ? (
              <p className="text-soft">{t('parametersNone')}</p>
            ) : (
              <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
                {operation.parameters.map((parameter) =>
                  parameter.kind === 'picture' ? (
                    <div key={parameter.name} className="sm:col-span-2">
                      <PictureChoice
                        name={parameterId(parameter.name)}
                        legend={parameter.label}
                        sources={sources}
                        chosen={overlay}
                        error={fieldErrors[parameter.name]}
                        isClosed={closed !== undefined}
                        onChoose={setOverlay}
                        onSent={keepThen(setOverlay)}
                      />
                    </div>
                  ) : (
                    <ParameterField
                      key={parameter.name}
                      parameter={parameter}
                      error={fieldErrors[parameter.name]}
                    />
                  ),
                )}
              </div>
            )}
            {fieldErrors.form !== undefined && (
              <p role="alert" className="text-sm text-danger">
                {fieldErrors.form}
              </p>
            )}
          </div>
        </div>
        <div className="space-y-5 self-start lg:sticky lg:top-24">
          <Quote
            preview={shown}
            version={quote.data?.price_version ?? version}
            fullFloor={fullFloor}
            closed={closed}
            isFlat
            hasNoLots={quote.isError}
          />
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
          {children}
          {Object.keys(wrong).length > 0 && (
            <p role="alert" className="text-sm text-danger">
              {t('wrongTitle')}
            </p>
          )}
          <OrderNotices refused={refused} unanswered={isUnread ? 'lost' : unanswered} fullFloor={fullFloor} />
        </div>
      </Form>
      <div ref={resultRef} className="scroll-mt-20">
        {running !== undefined && (
          <Suspense fallback={<Skeleton className="h-64" />}>
            <Result
              key={running.jobId}
              {...running}
              nowMs={nowMs}
              onGoOn={(source) => {
                choose(source);
                document.getElementById('operation')?.focus();
              }}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}

/** The fields that the server found wrong, in its words: `width` of a crop beyond the picture, say. */
function wrongOf(refused: Refused | undefined): Wrong {
  const fields = refused?.details?.fields as { field: string; message: string }[] | undefined;
  return Object.fromEntries((fields ?? []).map(({ field, message }) => [field, message]));
}

function uniqueById(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.id, source])).values()];
}
