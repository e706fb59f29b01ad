import { createHash } from 'node:crypto';

/**
 * A script that stands in every page and is there before all others: a form that its page reads (`components/ui/form.tsx`) is
 * kept from being sent by the browser before the page can read it. It is marked, and sent when it can be.
 */
export const EARLY_SUBMIT =
  "addEventListener('submit',(e)=>{if(!e.defaultPrevented&&!e.target.hasAttribute('action')){e.preventDefault();e.target.isEarly=true}})";

/** By which a page's policy allows that very text. */
export const EARLY_SUBMIT_HASH = `sha256-${createHash('sha256').update(EARLY_SUBMIT).digest('base64')}`;
