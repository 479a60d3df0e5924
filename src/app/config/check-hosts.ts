// The hosts that this server may ask whether a service is back (`verification.by: app`): a policy names addresses, and whoever runs the server which of them it may reach.
import type { CheckHosts } from '../../shell/checks/checker.ts';
import { type Reader, textOf } from './values.ts';

const NAME = String.raw`(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*`;
const PORT = String.raw`(?::[1-9]\d{0,4})?`;
const open = new RegExp(`^(?:\\*\\.)?${NAME}${PORT}$`);
const inside = new RegExp(`^(?:${NAME}|\\[[0-9a-f:]+\\])${PORT}$`);

/** Null where nothing is allowed. */
export function checkHostsFrom(reader: Reader): CheckHosts | null {
  const found = {
    open: hostsOf(reader, 'FIREBREAK_CHECK_HOSTS', open, 'status.example.com, *.example.com'),
    inside: hostsOf(reader, 'FIREBREAK_CHECK_PRIVATE_HOSTS', inside, 'prometheus.internal:9090 (no *.)'),
  };
  return found.open.length + found.inside.length === 0 ? null : found;
}

function hostsOf(reader: Reader, variable: string, shape: RegExp, example: string): readonly string[] {
  const words = (textOf(reader.env, variable) ?? '').toLowerCase().split(/[\s,]+/);
  const hosts = words.filter((word) => word !== '');
  const wrong = hosts.find((host) => !shape.test(host));
  if (wrong === undefined) return hosts;
  reader.report({
    variable,
    happened: `"${wrong.slice(0, 60)}" is not such a host.`,
    expected: `names of hosts without protocol and path, with a port where it is not the usual one: ${example}.`,
    next: 'correct it or remove it.',
  });
  return [];
}
