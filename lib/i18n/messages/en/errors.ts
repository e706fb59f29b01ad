/** Pages and notices for when something went wrong: what happened, what to do, what to quote. */
export const errors = {
  notFoundTitle: 'This page does not exist',
  notFoundText: 'The address may be mistyped, or what it showed is gone or is not yours to see.',
  notFoundHome: 'Go to the start page',
  notFoundOverview: 'Go to your overview',
  notFoundDesk: 'Go to the support desk',
  offline: 'We could not reach the server. Check your connection and try again.',
  unexpected: 'The server answered in a way we did not expect. Try again in a moment.',
  timeout: 'The server took too long to answer. Try again in a moment.',
} as const;
