/** Why a job came to nothing, by the code of its error. Two of them travel with pages that follow jobs. */
export const failures = {
  content_rejected: 'The prompt was refused by content moderation. Nothing was charged.',
  provider_failed: 'The picture could not be made. Nothing was charged.',
  validation_error:
    'It cannot be done like this: the picture and what was filled in do not fit each other. Nothing was charged.',
  field: 'It cannot be done like this with this picture: see {label}. Nothing was charged.',
  other: 'It failed. Nothing was charged.',
} as const;
