/**
 * Who gets what: each page, each method of each route and each server action, with what each kind of visitor is answered.
 * `app/access.test.ts` walks the tree, finds every one of them by itself, asks for each as each, and fails where this table
 * says otherwise, or says nothing.
 *
 * The visitors. With the session's cookie: nobody; a customer whose address is not verified, one who is, one who is suspended,
 * one whose account is closed (with the cookie of before) - each of these asks for what is their own; another customer, support
 * and an admin, who ask for what is the owner's. With an API key: one that is revoked, the customer's own, another customer's,
 * and those of the customers who are not verified, suspended and closed.
 *
 * The answers: a status; `in`, led to sign in; `on`, led on elsewhere; `ok`, an action that was done. A star: the word that
 * stands in all that the subject owns can be read. Without one it cannot, nor can the word of anybody else.
 */
export const PAGES = `
                         nobody  unverif owner   another suspend closed  support admin
/                        200 to everybody
/api-keys                in      200*    200*    200     200*    in      404     404
/balance                 in      200*    200*    200     200*    in      404     404
/closed                  200 to everybody
/docs                    200 to everybody
/forgot                  200 to everybody
/generate                in      200*    200*    200     200*    in      404     404
/generate/process        in      200*    200*    200     200*    in      404     404
/history                 in      200*    200*    200     200*    in      404     404
/history/[id]            in      200*    200*    404     200*    in      404     404
/overview                in      200*    200*    200     200*    in      404     404
/pricing                 200 to everybody
/privacy                 200 to everybody
/refund-policy           200 to everybody
/refunds                 in      200*    200*    200     200*    in      404     404
/refunds/[id]            in      200*    200*    404     200*    in      404     404
/reset                   200 to everybody
/settings                in      200*    200*    200     200*    in      200     200
/sign-in                 200     on      on      on      on      200     on      on
/sign-in/second-factor   in      on      on      on      on      in      on      on
/sign-in/second-factor/set-up  in  404  404     404     404     in      200     200
/sign-up                 200     on      on      on      on      200     on      on
/statement               in      200*    200*    200     200*    in      404     404
/support                 in      404     404     404     404     in      200     200
/support/audit           in      404     404     404     404     in      200     200
/support/books           in      404     404     404     404     in      200     200
/support/customers/[id]  in      404     404     404     404     in      200*    200*
/support/events          in      404     404     404     404     in      200     200
/support/grants          in      404     404     404     404     in      200     200
/support/payments/[id]   in      404     404     404     404     in      200*    200*
/support/reconciliation  in      404     404     404     404     in      200     200
/support/refunds         in      404     404     404     404     in      200     200
/support/staff           in      404     404     404     404     in      404     200
/terms                   200 to everybody
/top-up                  in      200*    200*    on      200*    in      404     404
/verify                  200 to everybody
`;

export const ROUTES = `
                                                        nobody  unverif owner   another suspend closed  support admin   | revoked key     another unverif suspend closed
DELETE,GET,PATCH,POST,PUT /api/[...path]                404 to everybody
GET /api/account/export                                 401     200*    200*    200     200*    401     404     404     | 401     404     404     404     404     401
POST /api/account/forgot                                200 to everybody
POST /api/account/resend                                200 to everybody
POST /api/account/reset                                 410 to everybody
POST /api/account/second-factor                         401     200     200     200     200     401     200     200     | 401     401     401     401     401     401
POST /api/account/second-factor/offer                   401     404     404     404     404     401     200     200     | 401     401     401     401     401     401
POST /api/account/second-factor/set-up                  401     404     404     404     404     401     409     409     | 401     401     401     401     401     401
POST /api/account/sign-in                               401 to everybody
POST /api/account/sign-out                              200 to everybody
POST /api/account/sign-up                               200 to everybody
POST /api/account/verify                                410 to everybody
GET /api/auth/[...nextauth]                             200 to everybody
POST /api/auth/[...nextauth]                            404 to everybody
GET /api/history                                        401     200*    200*    200     200*    401     404     404     | 401     200*    200     200*    200*    401
GET /api/live                                           401     200     200     200     200     401     404     404     | 401     200     200     200     200     401
GET /api/payments/[id]/credit-notes/[adjustment]        401     404     404     404     404     401     404     404     | 401     404     404     404     404     401
GET /api/payments/[id]/invoice                          401     on      on      404     on      401     404     404     | 401     on      404     on      on      401
GET /api/quote                                          401     200     200     200     200     401     404     404     | 401     200     200     200     200     401
GET /api/statements/[month]                             401     200*    200*    200     200*    401     404     404     | 401     200*    200     200*    200*    401
GET /api/top-ups/[id]                                   401     200     200     404     200     401     404     404     | 401     200     404     200     200     401
GET /api/top-ups/quote                                  401     200     200     200     200     401     404     404     | 401     200     200     200     200     401
POST /api/uploads                                       401     403     200     200     403     401     404     404     | 401     401     401     401     401     401
POST /api/webhooks/paddle                               401 to everybody
GET /docs/redoc.js                                      200 to everybody
DELETE,PATCH,POST,PUT /files/[...key]                   405 to everybody
GET /files/[...key]                                     200 to everybody
OPTIONS /files/[...key]                                 204 to everybody
DELETE,PATCH,POST,PUT /health                           405 to everybody
GET /health                                             200 to everybody
OPTIONS /health                                         204 to everybody
DELETE,GET,OPTIONS,PATCH,POST,PUT /v1/[[...path]]       404 to everybody
DELETE,GET,PATCH,PUT /v1/account/notifications/dismiss  405 to everybody
OPTIONS /v1/account/notifications/dismiss               204 to everybody
POST /v1/account/notifications/dismiss                  401     401     401     401     401     401     401     401     | 401     200*    200     200*    200*    401
DELETE,PATCH,POST,PUT /v1/account/profile               405 to everybody
GET /v1/account/profile                                 401     200*    200*    200     200*    401     404     404     | 401     200*    200     200*    200*    401
OPTIONS /v1/account/profile                             204 to everybody
DELETE,PATCH,POST,PUT /v1/balance                       405 to everybody
GET /v1/balance                                         401     200     200     200     200     401     404     404     | 401     200     200     200     200     401
OPTIONS /v1/balance                                     204 to everybody
DELETE,GET,PATCH,PUT /v1/generate/image                 405 to everybody
OPTIONS /v1/generate/image                              204 to everybody
POST /v1/generate/image                                 401     401     401     401     401     401     401     401     | 401     200     200     403     403     401
DELETE,PATCH,POST,PUT /v1/jobs                          405 to everybody
GET /v1/jobs                                            401     200*    200*    200     200*    401     404     404     | 401     200*    200     200*    200*    401
OPTIONS /v1/jobs                                        204 to everybody
DELETE,PATCH,POST,PUT /v1/jobs/[id]                     405 to everybody
GET /v1/jobs/[id]                                       401     200*    200*    404     200*    401     404     404     | 401     200*    404     200*    200*    401
OPTIONS /v1/jobs/[id]                                   204 to everybody
DELETE,PATCH,POST,PUT /v1/models                        405 to everybody
GET /v1/models                                          401     200     200     200     200     401     404     404     | 401     200     200     200     200     401
OPTIONS /v1/models                                      204 to everybody
DELETE,PATCH,POST,PUT /v1/openapi.json                  405 to everybody
GET /v1/openapi.json                                    200 to everybody
OPTIONS /v1/openapi.json                                204 to everybody
DELETE,PATCH,POST,PUT /v1/openapi.yaml                  405 to everybody
GET /v1/openapi.yaml                                    200 to everybody
OPTIONS /v1/openapi.yaml                                204 to everybody
DELETE,PATCH,POST,PUT /v1/pricing                       405 to everybody
GET /v1/pricing                                         200 to everybody
OPTIONS /v1/pricing                                     204 to everybody
DELETE,GET,PATCH,PUT /v1/process/[operation]            405 to everybody
OPTIONS /v1/process/[operation]                         204 to everybody
POST /v1/process/[operation]                            401     401     401     401     401     401     401     401     | 401     200     200     403     403     401
DELETE,PATCH,POST,PUT /v1/proof                         405 to everybody
GET /v1/proof                                           401     200     200     200     200     401     404     404     | 401     200     200     200     200     401
OPTIONS /v1/proof                                       204 to everybody
DELETE,GET,PATCH,PUT /v1/quote                          405 to everybody
OPTIONS /v1/quote                                       204 to everybody
POST /v1/quote                                          401     401     401     401     401     401     401     401     | 401     200     200     200     200     401
DELETE,PATCH,POST,PUT /v1/statement                     405 to everybody
GET /v1/statement                                       401     200*    200*    200     200*    401     404     404     | 401     200*    200     200*    200*    401
OPTIONS /v1/statement                                   204 to everybody
DELETE,GET,PATCH,PUT /v1/upload                         405 to everybody
OPTIONS /v1/upload                                      204 to everybody
POST /v1/upload                                         401     401     401     401     401     401     401     401     | 401     200     200     403     403     401
`;

/** By the folder of their file and their names. What is refused leaves every row of the database as it was. */
export const ACTIONS = `
                                          nobody  unverif owner   another suspend closed  support admin
/api-keys createKey                       401     403     ok      ok      ok      401     404     404
/api-keys revokeKey                       401     ok      ok      404     ok      401     404     404
/generate startGeneration                 401     403     ok      ok      403     401     404     404
/generate/process startProcessing         401     403     ok      ok      403     401     404     404
/overview dismissGiven                    401     ok      ok      ok      ok      401     404     404
/refunds askRefundAction                  401     ok      ok      404     ok      401     404     404
/refunds findPaymentAction                401     on      on      404     on      401     404     404
/settings endOthers                       401     ok      ok      ok      ok      401     ok      ok
/settings endSession                      401     ok      ok      404     ok      401     404     404
/settings resendMail                      401     ok      ok      ok      ok      401     404     404
/settings saveName                        401     ok      ok      ok      ok      401     ok      ok
/settings savePassword                    401     ok      ok      ok      ok      401     ok      ok
/settings saveRegion                      401     ok      ok      ok      ok      401     ok      ok
/settings saveTheme                       401     ok      ok      ok      ok      401     ok      ok
/settings saveWarnings                    401     ok      ok      ok      ok      401     404     404
/settings/closing closeAccountAction      401     on      on      on      on      401     404     404
/settings/second-factor renewCodesAction  401     404     404     404     404     401     ok      ok
/support approveAction                    401     404     404     404     404     401     ok      ok
/support beginRefundAction                401     404     404     404     404     401     ok      ok
/support dismissAction                    401     404     404     404     404     401     ok      ok
/support findAction                       401     404     404     404     404     401     on      on
/support previewRefundAction              401     404     404     404     404     401     ok      ok
/support reconcileAction                  401     404     404     404     404     401     ok      ok
/support refuseAction                     401     404     404     404     404     401     ok      ok
/support replayAction                     401     404     404     404     404     401     ok      ok
/support/customers approveGrantAction     401     404     404     404     404     401     404     ok
/support/customers checkBooksAction       401     404     404     404     404     401     ok      ok
/support/customers giveGrantAction        401     404     404     404     404     401     ok      ok
/support/customers previewGrantAction     401     404     404     404     404     401     ok      ok
/support/customers previewWriteOffAction  401     404     404     404     404     401     404     ok
/support/customers refuseGrantAction      401     404     404     404     404     401     404     ok
/support/customers searchAction           401     404     404     404     404     401     on      on
/support/customers statusAction           401     404     404     404     404     401     ok      ok
/support/customers writeOffAction         401     404     404     404     404     401     404     ok
/support/staff resetFactorAction          401     404     404     404     404     401     404     ok
/support/staff changeRoleAction           401     404     404     404     404     401     404     ok
/top-up beginTopUpAction                  401     403     ok      ok      403     401     404     404
/top-up quoteBusinessAction               401     403     ok      ok      403     401     404     404
/top-up resumeTopUpAction                 401     403     ok      404     403     401     404     404
`;
