/** Whether a severity is one of the policy of the repository that is drilled, as far as the token may read that. */
import { nearest } from '../core/commands/nearest.ts';
import { findLevel } from '../core/policy/find.ts';
import type { Policy } from '../core/policy/policy.ts';
import { policyFrom } from '../core/policy/policy-from.ts';
import { systemClock } from '../shell/engine/clock.ts';
import { readPolicy } from '../shell/github/installation/gather.ts';
import type { Place } from '../shell/github/installation/read-files.ts';
import { type Access, clientWithToken } from '../shell/github/installation/token-client.ts';
import { GitHubRefused, GitHubUnavailable } from '../shell/github/port.ts';
import { readShipped } from '../shell/templates/shipped.ts';

/** The level as the policy spells it, what is wrong with it, or as it was typed where the policy is not sound or not told: the app then asks for it. */
export async function levelIn(
  place: Place,
  access: Access,
  typed: string,
): Promise<{ readonly level: string } | { readonly wrong: string }> {
  const policy = await policyOf(place, access);
  if (policy === null) return { level: typed };
  const level = findLevel(policy, typed);
  return level === null ? { wrong: wrongIn(typed, policy) } : { level: level.name };
}

async function policyOf(place: Place, access: Access): Promise<Policy | null> {
  const { policies } = readShipped();
  const client = clientWithToken(access, systemClock().now);
  try {
    const { policy, problems } = await readPolicy(client, place, (file, bases) =>
      policyFrom(policies, file, null, bases),
    );
    return problems.length === 0 ? policy : null;
  } catch (error) {
    if (error instanceof GitHubRefused || error instanceof GitHubUnavailable) return null;
    throw error;
  }
}

function wrongIn(typed: string, { levels }: Policy): string {
  const names = levels.map(({ name }) => name);
  const near = nearest(
    typed.toLowerCase(),
    names.map((name) => name.toLowerCase()),
  );
  const meant = names.find((name) => name.toLowerCase() === near);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `the policy has no severity "${typed}". Expected: one of ${names.join(', ')}.${hint}`;
}
