/** Pages and notices for when something went wrong: what happened, what to do, what to quote. */
export const errors = {
  notFoundTitle: 'This page does not exist',
  notFoundText: 'The address may be mistyped, or what it showed is gone or is not yours to see.',
  notFoundHome: 'Go to the start page',
  notFoundOverview: 'Go to your overview',
  crashTitle: 'Something went wrong on our side',
  crashText:
    'Your credit is safe: nothing is charged because a page failed. Try again; if it keeps happening, write to us with the reference below.',
  crashReference: 'Reference',
  crashRetry: 'Try again',
  crashHome: 'Go to the start page',
  offline: 'We could not reach the server. Check your connection and try again.',
  unexpected: 'The server answered in a way we did not expect. Try again in a moment.',
  timeout: 'The server took too long to answer. Try again in a moment.',
} as const;
