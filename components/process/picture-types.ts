/** The kinds of picture that can be read, as browsers name them. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/avif,image/gif,image/tiff';
