import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** How long scripts wait for the first paint: where the line is slow they are better fetched beside what it waits for. */
const PATIENCE_MS = 300;

const SCRIPT = [
  '{let isTime=false;',
  'const ask=()=>{if(isTime)for(const held of document.querySelectorAll("script[type=held]")){',
  'const script=held.cloneNode();script.removeAttribute("type");held.replaceWith(script)}};',
  'const begin=()=>{isTime=true;ask()};',
  `setTimeout(begin,${PATIENCE_MS});`,
  'addEventListener("DOMContentLoaded",ask);',
  'new PerformanceObserver(begin).observe({type:"paint",buffered:true})}',
].join('');

/** By which a page's policy allows the script that asks for all others. */
export const PAINT_FIRST_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;

/**
 * Has a page that Next sends painted before its scripts are fetched, evaluated and run: they are marked so that the browser passes
 * them over, and a script before all else asks for them once there is a first paint, or after {@link PATIENCE_MS}.
 *
 * Called when Next has put its compression before the answer. Where it has not, as in the moment in which it starts, the page is
 * as Next wrote it.
 */
export function paintFirst(response: ServerResponse): void {
  const write = response.write;
  response.write = (...args: unknown[]) => {
    response.write = write;
    const [chunk, ...rest] = args;
    return Reflect.apply(write, response, [isPage(response) ? held(chunk) : chunk, ...rest]);
  };
}

function isPage(response: ServerResponse): boolean {
  return (
    String(response.getHeader('content-type')).startsWith('text/html') &&
    !response.hasHeader('content-length')
  );
}

/** The beginning of a page, with all that it says of scripts. Its bytes stay what they are, wherever it is cut. */
function held(beginning: unknown): unknown {
  if (!(beginning instanceof Uint8Array)) return beginning;
  const html = Buffer.from(beginning).toString('latin1');
  if (!html.includes('<head>')) return beginning;
  return Buffer.from(
    html
      .replace('<head>', `<head><script>${SCRIPT}</script>`)
      .replace(/<link rel="preload" as="script"[^>]*>/g, '')
      .replace(/<script (?=src="\/_next\/[^>]* async="")/g, '<script type="held" '),
    'latin1',
  );
}
