import type { NotificationSettings } from '@paddle/paddle-node-sdk';
import { callPaddle, type PaddleClient } from './client.ts';
import { NEEDED_EVENTS } from './events.ts';

/** What is asked before money is taken, each with what it found and what to do. */
export type SelfCheck = { name: SelfCheckName; ok: boolean; detail: string };

type SelfCheckName =
  | 'keys_match_environment'
  | 'legal_pages'
  | 'paddle_answers'
  | 'webhook_destination'
  | 'webhook_secret'
  | 'subscribed_events'
  | 'default_payment_link'
  | 'clock';

/** What the check looks at: this process's settings. */
export type PaddleSettings = {
  /** `sandbox`, `production`, or an emulator's URL. */
  environment: string;
  apiKey: string;
  clientToken: string;
  webhookSecrets: readonly string[];
  /** Ours, that a destination must name. */
  webhookUrl: string;
  /** Facts of the operator that the legal pages still lack, by their settings. */
  missingFacts: readonly string[];
};

const WEBHOOK_PATH = '/api/webhooks/paddle';
/** Webhooks are believed within 300 s; half of it is a reason to look. */
const CLOCK_TOLERANCE_MS = 150_000;
const HOSTS: Readonly<Record<string, string>> = {
  production: 'https://api.paddle.com',
  sandbox: 'https://sandbox-api.paddle.com',
};

/** Where Paddle is to deliver to, for an app at an address. */
export function webhookUrlOf(appUrl: string): string {
  return new URL(WEBHOOK_PATH, appUrl).href;
}

/**
 * Whether payments will work, before the first is made: the keys are of the environment, the legal pages name the seller,
 * Paddle takes the keys, a destination
 * of ours gets every event that we need and signs with a secret that we know, a default payment link is set, and our clock
 * agrees. It asks and changes nothing. `docs/paddle.md` says what each means for whoever goes live.
 *
 * @param now the clock; Paddle's is compared with it
 * @returns every check in order; those after a failed answer are left out
 */
export async function checkPaddle(
  paddle: PaddleClient,
  settings: PaddleSettings,
  now: () => Date,
): Promise<SelfCheck[]> {
  const checks = [keysMatch(settings), legalPages(settings)];
  try {
    const destinations = await callPaddle('list destinations', () => paddle.notificationSettings.list());
    checks.push({ name: 'paddle_answers', ok: true, detail: 'It answers and takes the API key.' });
    checks.push(...destinationChecks(destinations, settings));
    checks.push(await paymentLink(paddle));
    checks.push(await clockAgrees(settings.environment, now));
  } catch (error) {
    const detail = `Paddle does not answer or refuses the API key (PADDLE_API_KEY): ${(error as Error).message}`;
    checks.push({ name: 'paddle_answers', ok: false, detail });
  }
  return checks;
}

function keysMatch({ environment, apiKey, clientToken }: PaddleSettings): SelfCheck {
  const name = 'keys_match_environment';
  const forms = { production: [/^pdl_live_/, /^live_/], sandbox: [/^pdl_sdbx_/, /^test_/] } as const;
  if (environment !== 'production' && environment !== 'sandbox')
    return { name, ok: true, detail: 'An emulator takes any key.' };
  const [ofKey, ofToken] = forms[environment];
  const wrong = [
    ...(ofKey.test(apiKey) ? [] : ['PADDLE_API_KEY']),
    ...(ofToken.test(clientToken) ? [] : ['PADDLE_CLIENT_TOKEN']),
  ];
  return wrong.length === 0
    ? { name, ok: true, detail: `Both keys are of ${environment}.` }
    : {
        name,
        ok: false,
        detail: `Not of ${environment}: ${wrong.join(', ')}. Take it from that environment.`,
      };
}

/** Paddle looks at them before it approves a website, and buyers must know whom they deal with. */
function legalPages({ environment, missingFacts }: PaddleSettings): SelfCheck {
  const name = 'legal_pages';
  if (missingFacts.length === 0)
    return {
      name,
      ok: true,
      detail: 'The terms, the privacy notice and the refund policy name the operator.',
    };
  const lacking = `Not set: ${missingFacts.join(', ')}.`;
  return environment === 'production' || environment === 'sandbox'
    ? {
        name,
        ok: false,
        detail: `${lacking} /terms, /privacy and /refund-policy show the gaps to everybody.`,
      }
    : { name, ok: true, detail: `${lacking} An emulator sells nothing; set them before going live.` };
}

function destinationChecks(
  destinations: readonly NotificationSettings[],
  { webhookUrl, webhookSecrets }: PaddleSettings,
): SelfCheck[] {
  // One for simulated events alone brings no payment.
  const ours = destinations.filter(
    ({ destination, active, trafficSource }) =>
      active && destination === webhookUrl && trafficSource !== 'simulation',
  );
  if (ours.length === 0)
    return [
      {
        name: 'webhook_destination',
        ok: false,
        detail: `No active destination delivers to ${webhookUrl}. Make one under Developer tools, Notifications.`,
      },
    ];
  const signed = ours.every(({ endpointSecretKey }) => webhookSecrets.includes(endpointSecretKey));
  const subscribed = new Set(
    ours.flatMap(({ subscribedEvents }) => subscribedEvents.map(({ name }) => String(name))),
  );
  const missing = NEEDED_EVENTS.filter((event) => !subscribed.has(event));
  return [
    { name: 'webhook_destination', ok: true, detail: `${ours.length} active, to ${webhookUrl}.` },
    {
      name: 'webhook_secret',
      ok: signed,
      detail: signed
        ? 'Each signs with a secret of PADDLE_WEBHOOK_SECRETS.'
        : 'One signs with a secret that is not in PADDLE_WEBHOOK_SECRETS: all it delivers is refused.',
    },
    {
      name: 'subscribed_events',
      ok: missing.length === 0,
      detail:
        missing.length === 0
          ? 'Every event that we need is delivered.'
          : `Not subscribed: ${missing.join(', ')}. Tick them at the destination.`,
    },
  ];
}

/** Paddle gives each payment a checkout link once a default one is set; without it no payment can be begun. */
async function paymentLink(paddle: PaddleClient): Promise<SelfCheck> {
  const name = 'default_payment_link';
  const [newest] = await callPaddle('newest payment', () => paddle.transactions.list({ perPage: 1 }).next());
  if (newest === undefined)
    return { name, ok: true, detail: 'Not known before the first payment; set it under Checkout settings.' };
  const isSet = newest.checkout?.url != null;
  return {
    name,
    ok: isSet,
    detail: isSet
      ? 'Set.'
      : 'The newest payment has no checkout link. Set the default payment link under Checkout settings.',
  };
}

/** By the date in an answer of Paddle's; an emulator has the clock of this machine. */
async function clockAgrees(environment: string, now: () => Date): Promise<SelfCheck> {
  const name = 'clock';
  const host = HOSTS[environment];
  if (host === undefined) return { name, ok: true, detail: 'An emulator runs by our own clock.' };
  const answer = await fetch(`${host}/event-types`, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  const apartMs = Math.abs(theirs - now().getTime());
  return {
    name,
    ok: apartMs <= CLOCK_TOLERANCE_MS,
    detail: `${Math.round(apartMs / 1000)} s from Paddle's clock; webhooks are believed within 300 s.`,
  };
}
