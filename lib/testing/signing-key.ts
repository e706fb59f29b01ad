/** A key of the proof that signs in tests and nowhere else. */
export const TEST_SIGNING_KEY = 'MC4CAQAwBQYDK2VwBCIEIPa8fBCcEvNumfik45Yjc661RIomzRgM7LnJj6R2Pftk';
