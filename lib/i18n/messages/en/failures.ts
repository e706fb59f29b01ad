/** Why a job came to nothing, by the code of its error. They travel with the pages that follow jobs. */
export const failures = {
  content_rejected: 'The prompt was refused by content moderation. You were not charged.',
  provider_failed: 'The picture could not be made. You were not charged.',
  validation_error:
    'It cannot be done like this: the picture and what was filled in do not fit each other. You were not charged.',
  field: 'It cannot be done like this with this picture: see {label}. You were not charged.',
  other: 'It failed. You were not charged.',
} as const;
