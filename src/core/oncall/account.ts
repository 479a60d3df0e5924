// Whose account here somebody of PagerDuty has, and the other way round: what `pagerduty_users` of the rotations says, by address or by id.
import type { Policy } from '../policy/policy.ts';

type Mapped = Pick<Policy, 'onCall'>;

/** The login, in lower case, of whoever goes by one of these names there; null when nobody says it, or two rotations say different things. */
export function accountOf({ onCall }: Mapped, names: readonly string[]): string | null {
  const wanted = names.map((name) => name.toLowerCase());
  const found = entriesOf(onCall).flatMap(([name, login]) => (wanted.includes(name.toLowerCase()) ? [login] : []));
  const [first, ...others] = [...new Set(found)];
  return first === undefined || others.length > 0 ? null : first;
}

/** The id there of an account here; null when no rotation says one: an address is no id. */
export function pagerdutyIdOf({ onCall }: Mapped, login: string): string | null {
  const own = entriesOf(onCall).find(([name, known]) => known === login.toLowerCase() && /^[A-Z0-9]{4,30}$/.test(name));
  return own?.[0] ?? null;
}

function entriesOf(onCall: Policy['onCall']): readonly (readonly [string, string])[] {
  return onCall.flatMap(({ pagerdutyUsers }) =>
    Object.entries(pagerdutyUsers).map(([name, login]) => [name, login.replace(/^@/, '').toLowerCase()] as const),
  );
}
