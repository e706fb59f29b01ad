import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { storeDelivery } from '#lib/inbox/receive.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { giveFromDesk } from '#lib/staff/desk-grants.ts';
import { REFUSALS } from '#lib/topups/refund-request.ts';
import { askRefund } from '#lib/topups/refunds.ts';
import { newStaff, PASSWORD, withFactor } from '../accounts.ts';
import { Books, eur } from '../books.ts';
import type { Subject, Things, Visitors } from './visitors.ts';

// What is asked of each page, route and action: always about one subject, whoever asks.

type About = Subject & Things;

/** The variable parts of an address, by the address. */
export const PARAMS: Record<string, (about: About) => Record<string, string>> = {
  '/history/[id]': ({ jobId }) => ({ id: jobId }),
  '/refunds/[id]': ({ purchaseId }) => ({ id: purchaseId }),
  '/support/customers/[id]': ({ customerId }) => ({ id: customerId }),
  '/support/payments/[id]': ({ purchaseId }) => ({ id: purchaseId }),
  '/api/[...path]': () => ({ path: 'nothing' }),
  '/api/auth/[...nextauth]': () => ({ nextauth: 'csrf' }),
  '/api/payments/[id]/credit-notes/[adjustment]': ({ purchaseId }) => ({
    id: purchaseId,
    adjustment: 'adj_1',
  }),
  '/api/payments/[id]/invoice': ({ purchaseId }) => ({ id: purchaseId }),
  '/api/statements/[month]': () => ({ month: now().toISOString().slice(0, 7) }),
  '/api/top-ups/[id]': ({ purchaseId }) => ({ id: purchaseId }),
  '/files/[...key]': ({ pictureUrl }) => ({ key: new URL(pictureUrl).pathname.replace('/files/', '') }),
  '/v1/[[...path]]': () => ({ path: 'nothing' }),
  '/v1/jobs/[id]': ({ jobId }) => ({ id: jobId }),
  '/v1/process/[operation]': () => ({ operation: 'grayscale' }),
};

/** The query of an address. */
export const QUERY: Record<string, (about: About) => Record<string, string>> = {
  '/top-up': ({ purchaseId }) => ({ purchase: purchaseId }),
  '/generate/process': ({ jobId }) => ({ job: jobId }),
  '/reset': () => ({ token: 'guessed' }),
  '/verify': () => ({ token: 'guessed' }),
  '/api/quote': () => ({ operation: 'resize' }),
  '/api/statements/[month]': () => ({ format: 'csv' }),
  '/api/top-ups/quote': () => ({ amount_eur: '10.000000', country: 'DE' }),
  '/files/[...key]': ({ pictureUrl }) => Object.fromEntries(new URL(pictureUrl).searchParams),
};

/** The body of what is posted. */
export const BODY: Record<string, (about: About) => unknown> = {
  '/api/account/forgot': ({ email }) => ({ email }),
  '/api/account/resend': ({ email }) => ({ email }),
  '/api/account/reset': () => ({ token: 'guessed', password: 'three green kettles' }),
  '/api/account/second-factor': () => ({ code: '000000' }),
  '/api/account/second-factor/offer': () => ({ password: PASSWORD }),
  '/api/account/second-factor/set-up': () => ({ code: '000000' }),
  '/api/account/sign-in': ({ email }) => ({ email, password: 'guessed wrong' }),
  '/api/account/sign-out': () => ({}),
  '/api/account/sign-up': ({ email }) => ({ email, name: 'Eve', password: 'three green kettles' }),
  '/api/account/verify': () => ({ token: 'guessed', password: PASSWORD }),
  '/v1/generate/image': () => ({ prompt: 'a lighthouse' }),
  '/v1/process/[operation]': ({ pictureUrl }) => ({ input_image_url: pictureUrl }),
  '/v1/quote': () => ({ operation: 'resize' }),
};

/** What an action is sent, by its name; it makes what the subject needs for it. */
export const INPUT: Record<string, (about: Subject, world: Visitors) => Promise<Record<string, unknown>>> = {
  '/api-keys createKey': async () => ({ name: 'Mine', monthlyCap: '10' }),
  '/api-keys revokeKey': async ({ key }) => ({ keyId: key.apiKey.id }),
  '/generate startGeneration': async () => ({ requestToken: uuidv7(), picture: { prompt: 'a lighthouse' } }),
  '/generate/process startProcessing': async (about, world) => {
    const { pictureUrl } = await world.picture(about);
    return { requestToken: uuidv7(), operation: 'grayscale', request: { input_image_url: pictureUrl } };
  },
  '/overview dismissGiven': async () => ({ upTo: now().toISOString() }),
  '/refunds askRefundAction': async (about, world) => ({
    purchaseId: await world.payment(about),
    amountEur: '10.000000',
  }),
  '/refunds findPaymentAction': async (about, world) => ({
    number: (await world.begun(about)).paddleTransactionId,
  }),
  '/settings saveName': async () => ({ name: 'Lady Ada' }),
  '/settings savePassword': async () => ({ current: PASSWORD, password: 'three green kettles' }),
  '/settings saveWarnings': async () => ({ lowBalance: '2', grantLetter: 'on' }),
  '/settings saveRegion': async () => ({ timeZone: 'Europe/Berlin', locale: 'en' }),
  '/settings saveTheme': async () => ({ theme: 'dark' }),
  '/settings endSession': async ({ userId }, { app }) => {
    const session = await app.db.prisma.session.findFirstOrThrow({ where: { userId } });
    return { sessionId: session.id };
  },
  '/settings endOthers': async () => ({}),
  '/settings resendMail': async () => ({}),
  '/settings/closing closeAccountAction': async () => ({
    ...{ password: PASSWORD, phrase: 'close my account', forfeitEur: '10.000000' },
  }),
  '/settings/second-factor renewCodesAction': async (_about, world) => {
    await rememberPasswords(world);
    return { password: PASSWORD };
  },
  '/support/staff changeRoleAction': async (_about, world) => ({
    userId: await colleague(world),
    ...{ role: 'admin', reason: 'Moved to the finance team' },
  }),
  '/support/staff resetFactorAction': async (_about, world) => ({
    userId: await colleague(world),
    reason: 'Lost their phone',
  }),
  '/top-up beginTopUpAction': async () => ({
    ...{ requestToken: uuidv7(), amountEur: '10.000000', country: 'DE', consentVersion: CURRENT_CONSENT },
  }),
  '/top-up quoteBusinessAction': async () => ({
    ...{ amountEur: '10.000000', country: 'DE', business: { name: 'Ada Ltd', vatNumber: 'DE123456789' } },
  }),
  '/top-up resumeTopUpAction': async (about, world) => ({ id: (await world.begun(about)).id }),
  '/support findAction': async (about, world) => ({ number: await world.payment(about) }),
  '/support approveAction': async (about, world) => ({
    requestId: await requestOf(about, world),
    approval: 'only',
  }),
  '/support refuseAction': async (about, world) => ({
    requestId: await requestOf(about, world),
    reason: REFUSALS[0],
  }),
  '/support beginRefundAction': async (about, world) => ({
    purchaseId: await world.payment(about),
    ...{ amount: '5.00', reason: 'Sorry' },
  }),
  '/support previewRefundAction': async (about, world) => ({
    purchaseId: await world.payment(about),
    ...{ amount: '5.00', reason: 'Sorry' },
  }),
  '/support replayAction': async (_about, world) => ({ eventId: await parkedEvent(world) }),
  '/support dismissAction': async (_about, world) => ({ eventId: await parkedEvent(world), reason: 'Seen' }),
  '/support reconcileAction': async () => ({}),
  '/support/customers searchAction': async ({ email }) => ({ text: email }),
  '/support/customers previewGrantAction': async (about) => grantForm(about),
  '/support/customers giveGrantAction': async (about) => ({ ...grantForm(about), grantId: uuidv7() }),
  '/support/customers approveGrantAction': async (about, world) => ({
    grantId: await waitingGrant(about, world),
  }),
  '/support/customers refuseGrantAction': async (about, world) => ({
    grantId: await waitingGrant(about, world),
    reason: 'Too much',
  }),
  '/support/customers statusAction': async ({ customerId }) => ({
    ...{ customerId, to: 'suspended', reason: 'Looks stolen' },
  }),
  '/support/customers previewWriteOffAction': debtForm,
  '/support/customers writeOffAction': async (about, world) => ({
    ...(await debtForm(about, world)),
    writeOffId: uuidv7(),
  }),
  '/support/customers checkBooksAction': async () => ({}),
};

function grantForm({ customerId }: Subject) {
  return { customerId, amount: '2.50', reason: 'Sorry', note: 'T-1' };
}

/** A refund that a subject asked for. */
async function requestOf(about: Subject, world: Visitors): Promise<string> {
  const { prisma } = world.app.db;
  const purchaseId = await world.payment(about);
  await askRefund(prisma, { customerId: about.customerId, purchaseId, amountCents: cents(1000n) }, now());
  return (await prisma.refundRequest.findFirstOrThrow({ where: { purchaseId } })).id;
}

/** A grant to a subject that an admin has to approve. */
async function waitingGrant({ customerId }: Subject, world: Visitors): Promise<string> {
  const { support } = await world.staff();
  const order = { id: uuidv7(), customerId, amountMicros: eur('60'), reason: 'Sorry', internalNote: 'T-1' };
  await giveFromDesk(world.app.db.prisma, order, { ...support, role: 'support' }, now());
  return order.id;
}

/** Somebody of the desk with a second factor, who is none of the visitors. */
async function colleague({ app }: Visitors): Promise<string> {
  const { userId } = await newStaff(app.db, now());
  await withFactor(app.db, userId, now());
  return userId;
}

/** Gives everybody of the desk their first password again: to save another is a row of the table, too. */
async function rememberPasswords(world: Visitors): Promise<void> {
  await world.app.given.ownerPool.query(
    `UPDATE user_account SET password_hash = (SELECT password_hash FROM user_account WHERE id = $1) WHERE role <> 'customer'`,
    [await colleague(world)],
  );
}

/** Something of Paddle's that waits for a person. */
async function parkedEvent({ app }: Visitors): Promise<string> {
  const eventId = `evt_${uuidv7()}`;
  const delivery = { eventId, eventType: 'adjustment.created', occurredAt: now(), payload: { data: {} } };
  const { id } = await storeDelivery(app.db.prisma, 'paddle', delivery as never, {
    via: 'webhook',
    at: now(),
  });
  await app.given.ownerPool.query(
    "UPDATE inbound_event SET status = 'parked', finished_at = received_at, retry_at = NULL WHERE id = $1",
    [id],
  );
  return id;
}

/** What a subject owes: a payment that was used for a picture went back whole. */
async function debtForm(about: Subject, world: Visitors) {
  const { customerId, lotId } = about;
  await world.picture(about);
  await Books.of(onPool(world.app.db.pool), customerId).clawBack(now(), lotId, '10');
  return { customerId, amount: '0.01', reason: 'Not worth a letter' };
}
