import { createHash } from 'node:crypto';

/** How long a press waits before it is tried again, where the part of the page that it is on cannot answer yet. */
const AGAIN_MS = 100;

/**
 * A script that stands in every page and is there before all others, for what is done before they have come. A form that its page
 * reads (`components/ui/form.tsx`) is kept from being sent by the browser: it is marked, and sent when it can be. A button that the
 * page answers is kept, and pressed again once `components/shell/early-presses.tsx` calls `pressEarly`.
 *
 * React stops a press on its way, at the document, as long as it waits for a script of what was pressed: such a press does not come
 * as far as the root element, and is tried again until it does. One that does, when the page answers, is answered.
 */
export const EARLY_INPUT = [
  "{addEventListener('submit',(e)=>{if(!e.defaultPrevented&&!e.target.hasAttribute('action')){e.preventDefault();e.target.isEarly=true}});",
  'const kept=new Set;',
  "const pressed=(e)=>e.target.closest?.('button[type=button]:not([popovertarget])');",
  'const again=()=>{for(const button of [...kept]){kept.delete(button);button.click()}};',
  "addEventListener('click',(e)=>{const button=pressed(e);if(button)setTimeout(()=>{if(!e.isAnswered){",
  `kept.add(button);if(!self.pressEarly)setTimeout(again,${AGAIN_MS})}})},true);`,
  "document.documentElement.addEventListener('click',(e)=>{if(!self.pressEarly){e.isAnswered=true;kept.delete(pressed(e))}},true);",
  'self.pressEarly=()=>setTimeout(again)}',
].join('');

/** By which a page's policy allows that very text. */
export const EARLY_INPUT_HASH = `sha256-${createHash('sha256').update(EARLY_INPUT).digest('base64')}`;
