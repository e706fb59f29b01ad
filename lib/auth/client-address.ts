import ipaddr from 'ipaddr.js';

/**
 * The address block a request comes from, whose tries are counted together: the /24 of an IPv4 address, the /64 of an
 * IPv6 address (one household or one rented machine has that many).
 *
 * The address is the last one in `X-Forwarded-For`: the one that the proxy before us, or Next itself, saw. What stands
 * before it is the sender's own word.
 *
 * @returns `unknown` without an address that can be read; all of those are one block
 */
export function addressBlock(headers: Headers): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  if (!ipaddr.isValid(last)) return 'unknown';
  const address = ipaddr.process(last);
  const bits = address.kind() === 'ipv4' ? 24 : 64;
  const bytes = address.toByteArray().map((byte, i) => (i < bits / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}
