import { controlStateRoutes } from './control/state.ts';
import { controlTransactionRoutes } from './control/transactions.ts';
import { controlWebhookRoutes } from './control/webhooks.ts';
import { requireApiKey, requireLoopback } from './http/guards.ts';
import type { Area } from './http/server.ts';
import { addressRoutes } from './rest/addresses.ts';
import { businessRoutes } from './rest/businesses.ts';
import { customerRoutes } from './rest/customers.ts';
import { eventRoutes } from './rest/events.ts';
import { notificationSettingRoutes } from './rest/notification-settings.ts';
import { priceRoutes } from './rest/prices.ts';
import { productRoutes } from './rest/products.ts';
import { transactionRoutes } from './rest/transactions.ts';

/** Everything the emulator answers, by who may ask. */
export function createAreas(): Area[] {
  const control: Area = {
    owns: (path) => path.startsWith('/_control/'),
    routes: [...controlStateRoutes, ...controlTransactionRoutes, ...controlWebhookRoutes],
    guard: requireLoopback,
    faulty: false,
    headers: { 'cache-control': 'no-store' },
  };
  const rest: Area = {
    owns: () => true,
    routes: [
      ...customerRoutes,
      ...addressRoutes,
      ...businessRoutes,
      ...productRoutes,
      ...priceRoutes,
      ...transactionRoutes,
      ...eventRoutes,
      ...notificationSettingRoutes,
    ],
    guard: requireApiKey,
    faulty: true,
    headers: {},
  };
  return [control, rest];
}
