import { createHash } from 'node:crypto';

/**
 * A script that stands in every page and is there before all others, for what is done before they have come. A form that its page
 * reads (`components/ui/form.tsx`) is kept from being sent by the browser: it is marked, and sent when it can be. A button that the
 * page answers is kept in `earlyPresses` and pressed again by `components/shell/early-presses.tsx`.
 */
export const EARLY_INPUT = [
  "addEventListener('submit',(e)=>{if(!e.defaultPrevented&&!e.target.hasAttribute('action')){e.preventDefault();e.target.isEarly=true}});",
  'self.earlyPresses=new Set;',
  "addEventListener('click',(e)=>{self.earlyPresses?.add(e.target.closest('button[type=button]:not([popovertarget])'))})",
].join('');

/** By which a page's policy allows that very text. */
export const EARLY_INPUT_HASH = `sha256-${createHash('sha256').update(EARLY_INPUT).digest('base64')}`;
