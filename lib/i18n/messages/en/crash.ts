/** For when a page could not be shown at all. A file of its own: the browser carries these texts in itself. */
export const crash = {
  title: 'Something went wrong on our side',
  text: 'Your credit is safe: nothing is charged because a page failed. Try again; if it keeps happening, write to us with the reference below.',
  reference: 'Reference',
  retry: 'Try again',
  home: 'Go to the start page',
} as const;
