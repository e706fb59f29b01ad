/** What the service hands out: `dpct_` and 43 letters or digits. */
const API_KEY = /^dpct_[A-Za-z0-9]{43}$/;

/** Whether a text has the form of an API key. */
export function isApiKey(text: string): boolean {
  return API_KEY.test(text);
}

/** The last four characters: all of a key that may ever be shown. */
export function lastFour(key: string): string {
  return key.slice(-4);
}

/** A text with every key in it cut to its last four characters, for whatever echoes what was typed. */
export function withoutKeys(text: string): string {
  return text.replace(/dpct_[A-Za-z0-9]{8,}/g, (key) => `dpct_...${lastFour(key)}`);
}
