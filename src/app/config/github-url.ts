// Where GitHub is: github.com, or the host that `GHE_HOST` names. https://docs.github.com/en/enterprise-server/rest
import { type Reader, textOf, wordOf } from './values.ts';

const hostShape = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?$/i;
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/** The base of REST calls; null when the host is wrong, which is reported. */
export function githubUrl(reader: Reader): string | null {
  const host = textOf(reader.env, 'GHE_HOST');
  const protocol = wordOf(reader, 'GHE_PROTOCOL', ['https', 'http'], 'https');
  if (host === null) return 'https://api.github.com';
  if (!hostShape.test(host)) {
    reader.report({
      variable: 'GHE_HOST',
      happened: `"${host.slice(0, 60)}" is not a host name.`,
      expected: 'a host, perhaps with a port, without protocol and path: github.example.com.',
      next: 'correct it, or remove it for github.com.',
    });
    return null;
  }
  if (reader.production && protocol === 'http' && !loopback.test(host)) {
    reader.report({
      variable: 'GHE_PROTOCOL',
      happened: 'http would send tokens in the clear.',
      expected: 'https in production.',
      next: 'set it to https or remove it.',
    });
  }
  return `${protocol}://${host}/api/v3`;
}

/** GitHub's address for people, from that of its REST interface. */
export function webOf(baseUrl: string): string {
  return baseUrl === 'https://api.github.com' ? 'https://github.com' : baseUrl.replace(/\/api\/v3$/, '');
}
