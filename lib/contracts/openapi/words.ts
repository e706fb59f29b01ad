import type { Operation } from '../operation-choices.ts';

/** What each operation does, and a body to try it with. */
export const OPERATION_WORDS: Readonly<Record<Operation, { summary: string; example: object }>> = {
  crop: { summary: 'cuts a rectangle out', example: { x: 200, y: 60, width: 240, height: 240 } },
  resize: { summary: 'makes a picture larger or smaller', example: { width: 300 } },
  rotate: { summary: 'turns a picture counter-clockwise', example: { angle: 12, fill_color: '#1E90FF' } },
  flip: { summary: 'mirrors a picture', example: { direction: 'horizontal' } },
  trim: { summary: 'cuts off borders of one color', example: { tolerance: 20 } },
  adjust: { summary: 'changes brightness, contrast and saturation', example: { brightness: 0.15 } },
  overlay: {
    summary: 'lays another picture over it',
    example: { overlay_image_url: 'https://example.com/badge.png', x: 20, y: 20 },
  },
  'metadata-strip': { summary: 'removes EXIF, XMP and IPTC', example: {} },
  convert: { summary: 'stores it in another format', example: { format: 'webp', quality: 80 } },
  optimize: { summary: 'makes the file smaller', example: { max_bytes: 50000 } },
  'remove-background': { summary: 'cuts the subject out of its background', example: { output: 'alpha' } },
  pad: { summary: 'adds space around it', example: { top: 40, bottom: 40, color: '#FFFFFF' } },
  border: { summary: 'draws a border inside of which it stands', example: { width: 12, color: '#102080' } },
  blur: { summary: 'makes it softer', example: { sigma: 6 } },
  sharpen: { summary: 'makes it crisper', example: { sigma: 2 } },
  grayscale: { summary: 'takes its colors away', example: {} },
  tint: { summary: 'gives it one color', example: { color: '#1E90FF' } },
  'round-corners': { summary: 'makes its corners round and see-through', example: { radius: 60 } },
  watermark: { summary: 'writes a line of text onto it', example: { text: 'Depicta', opacity: 0.6 } },
  thumbnail: { summary: 'makes a small square of it', example: { size: 200, crop: 'smart' } },
};

/** The introduction of the document. */
export const INTRODUCTION = `
Images by API, paid from prepaid credit in EUR.

**Keys.** Make one in the dashboard and send it as \`Authorization: Bearer dpct_...\`.

**Money** is a string of euros with exactly six decimal places, such as \`"9.955000"\`. \`balance_eur\` is what is available:
credit less what is held and what is kept aside for refunds. What a request costs at most is held when it is accepted; the
actual cost is charged when its result is there, and what fails costs nothing. \`POST /v1/quote\` tells beforehand what would be
held, from which lots.

**Repeating.** Send an \`Idempotency-Key\` of your own with each POST that orders something. The same key and body again is the same
order: it joins the wait, or is answered with what was recorded. The same key with another body is 422 \`idempotency_mismatch\`. Keys
are the customer's and are kept for 24 hours. What was refused before a job was made keeps no key; a job that failed keeps its key, so
try again with a new one. What is repeated is answered as it was recorded, a failure too, with the balance of that time, and has
\`Idempotent-Replayed: true\`. An upload is repeated so too, and a quote that would be accepted; each of the two has
keys of its own, so that an order may have the same.

**Waiting.** A generation or an operation is answered when it is done. With \`Prefer: respond-async\`, or when it takes longer than 50 seconds,
the answer is 202 with a \`poll_url\`. The work goes on whether or not anybody waits. Files can be downloaded for one hour from
completion; afterwards their address answers 410, and the bytes are gone.

**Times** are UTC. Where a time is asked for, it is ISO 8601 with its offset, seconds or not (\`2026-11-22T12:00Z\`), and a day means its
beginning: \`from=2026-11-01&to=2026-12-01\` is November, since \`from\` counts and \`to\` does not. Lists and balances of the past go by
when a thing was recorded.

**Requests** are JSON in UTF-8 of at most 1 MB, whatever their \`Content-Type\` says; pictures are sent to \`POST /v1/upload\`. A field or a
parameter that is not known is refused, not passed over.

**Errors** are flat JSON: \`error\` is a code, \`message\` is for people, \`details\` depends on the code, \`request_id\` finds the request in
our logs. A method that a path does not take is 405 \`method_not_allowed\`. A path has single slashes and none at its end; others are 404.

**Limits.** Requests are counted for each key and for each customer, those that only read by themselves. \`RateLimit-Policy\` and
\`RateLimit\` tell the limits and what is left; 429 says in \`Retry-After\` how many seconds to wait. At most ten generations and operations of a
customer are under way at once, and four uploads.
`.trim();
