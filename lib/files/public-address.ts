import ipaddr from 'ipaddr.js';

/** IPv6 addresses that the internet routes; everything else is local, reserved, or IPv4 in disguise. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet: not this machine, not a network of ours, not a cloud's metadata, and
 * no form of IPv6 that carries such an IPv4 address inside.
 *
 * Source: the special-purpose address registries of IANA, as `ipaddr.js` has them.
 *
 * @param text an IP address as a resolver gives it; anything else is not public
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || (address as ipaddr.IPv6).match(GLOBAL_UNICAST);
}
