import { randomBytes } from 'node:crypto';
import type { Account } from '../account/account.ts';
import type { Destination } from '../account/state.ts';

/** Describes the destination that the settings name, and finds it again after a restart. */
export const SETTINGS_DESTINATION = 'From PADDLE_WEBHOOK_URL';

/** What is said about a new destination; the rest is as at Paddle. */
export type NewDestination = {
  url: string;
  /** Null makes one in Paddle's form. */
  secret: string | null;
  description?: string;
  subscribedEvents?: string[] | null;
};

/** Adds a destination for webhooks. */
export function addDestination(account: Account, wanted: NewDestination): Destination {
  const id = account.newId('ntfset');
  return account.state.destinations.put({
    id,
    description: wanted.description ?? 'Emulated destination',
    type: 'url',
    destination: wanted.url,
    active: true,
    api_version: 1,
    include_sensitive_fields: false,
    traffic_source: 'all',
    subscribed_events: wanted.subscribedEvents ?? null,
    endpoint_secret_key: wanted.secret ?? newSecret(id),
  });
}

/** A secret in Paddle's form: `pdl_ntfset_<id>_<32 random characters>`. */
function newSecret(destinationId: string): string {
  return `pdl_${destinationId}_${randomBytes(24).toString('base64url')}`;
}
