// Which addresses a check may connect to, judged where the connection is made: a name is looked up once, and what was judged is what is connected to (no DNS rebinding).
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import { guardedLookup, InsideAddress, isInside, literalOf, type Resolve } from '../notify/webhook/address-guard.ts';

export { InsideAddress, type Resolve };

/** Where machines are asked for their own credentials, and what is only ever link-local: no check is there, whatever is allowed. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('64:ff9b::', 96, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
never.addAddress('100.100.100.200', 'ipv4');

export type PinnedLookup = {
  /** For one connection; fails with `InsideAddress`. */
  readonly of: LookupFunction;
  /** Whether the host is written as an address that must not be asked: such a host is never looked up. */
  refuses(url: URL): boolean;
};

/** `mayBeInside`: this very host is allowed though it is inside a network. */
export function pinnedLookup(resolve: Resolve, mayBeInside: boolean): PinnedLookup {
  const isRefused = mayBeInside ? isNever : isInside;
  return {
    of: guardedLookup(resolve, isRefused),
    refuses(url) {
      const literal = literalOf(url);
      return literal !== null && isRefused(literal);
    },
  };
}

function isNever(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  return never.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}
