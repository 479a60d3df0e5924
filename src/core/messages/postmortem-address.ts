// Where the postmortem of an incident is or will be: a message that promises it links it, also before it is opened (S003-32).
import { postmortemBranch } from '../incident/postmortem.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { isNeeded } from '../postmortem/need.ts';

/** The document once it is published, else its pull request, else where GitHub lists that; null where none is to come. `url`: the issue's address, empty where it is not known. */
export function postmortemAddress({ postmortem, ...rest }: Incident, policy: Policy, url: string): string | null {
  const { state, published, pull } = postmortem ?? {};
  if (state === 'waived') return null;
  const known = published?.url ?? pull?.url;
  if (known !== undefined) return known;
  const web = url.replace(/\/issues\/\d+$/, '');
  const isToCome = state === 'asked' || isNeeded({ ...rest, postmortem }, policy);
  if (web === url || !isToCome) return null;
  return `${web}/pulls?q=${encodeURIComponent(`is:pr head:${postmortemBranch(rest.issue.number)}`)}`;
}
