import { database } from '#lib/db/client.ts';
import { health } from '#lib/http/health-store.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { publicRoute } from '#lib/http/route.ts';

export const dynamic = 'force-dynamic';

/** Whether this process can do its work. */
export const GET = publicRoute({}, async () => {
  const body = await health(database());
  return { body, status: body.status === 'ok' ? 200 : 503 };
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethodsThan('GET');
