import { fileRoutes, isFilePath } from './checkout/files.ts';
import { checkoutRoutes, previewRoutes } from './checkout/routes.ts';
import { controlAdjustmentRoutes } from './control/adjustments.ts';
import { controlStateRoutes } from './control/state.ts';
import { controlTransactionRoutes } from './control/transactions.ts';
import { controlWebhookRoutes } from './control/webhooks.ts';
import { documentRoutes } from './documents/routes.ts';
import { allowAll, requireApiKey, requireLoopback, requireSameOrigin } from './http/guards.ts';
import type { Area } from './http/server.ts';
import { addressRoutes } from './rest/addresses.ts';
import { adjustmentRoutes } from './rest/adjustments.ts';
import { businessRoutes } from './rest/businesses.ts';
import { customerRoutes } from './rest/customers.ts';
import { eventRoutes } from './rest/events.ts';
import { notificationSettingRoutes } from './rest/notification-settings.ts';
import { notificationRoutes } from './rest/notifications.ts';
import { priceRoutes } from './rest/prices.ts';
import { productRoutes } from './rest/products.ts';
import { transactionRoutes } from './rest/transactions.ts';

/** Everything the emulator answers, by who may ask. */
export function createAreas(): Area[] {
  const control: Area = {
    owns: (path) => path.startsWith('/_control/'),
    routes: [
      ...controlStateRoutes,
      ...controlTransactionRoutes,
      ...controlAdjustmentRoutes,
      ...controlWebhookRoutes,
    ],
    guard: requireLoopback,
    faulty: false,
    headers: { 'cache-control': 'no-store' },
  };
  const files: Area = {
    owns: isFilePath,
    routes: fileRoutes,
    guard: allowAll,
    faulty: false,
    headers: {
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
  const checkout: Area = {
    owns: (path) => path.startsWith('/checkout/'),
    routes: checkoutRoutes,
    guard: requireSameOrigin,
    faulty: false,
    headers: { 'cache-control': 'no-store' },
  };
  const preview: Area = {
    owns: (path) => path.startsWith('/checkout-preview/'),
    routes: previewRoutes,
    guard: allowAll,
    faulty: false,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type',
      'access-control-allow-methods': 'POST',
      'cache-control': 'no-store',
    },
  };
  const documents: Area = {
    owns: (path) => path.startsWith('/documents/'),
    routes: documentRoutes,
    guard: allowAll,
    faulty: false,
    headers: {},
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
      ...notificationRoutes,
      ...adjustmentRoutes,
    ],
    guard: requireApiKey,
    faulty: true,
    headers: {},
  };
  return [control, files, checkout, preview, documents, rest];
}
