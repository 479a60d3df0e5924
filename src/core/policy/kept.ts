// Which policy an incident goes by: the one it was declared under, until its commander accepts the default branch's.
import type { Incident } from '../incident/record.ts';
import type { Policy, Right } from './policy.ts';
import type { PolicyInForce } from './policy-from.ts';

/** The policy that an incident keeps. `written` is its composed text, null when it is too large to be carried. */
export type KeptPolicy = NonNullable<Incident['policy']>;

/** A policy and what an incident that goes by it keeps of it. */
export type Offer = { readonly policy: Policy; readonly keep: KeptPolicy };

export type Governing = Offer & {
  /** The default branch's policy, where the incident keeps another one; null when they are the same. */
  readonly offered: Offer | null;
  /** What the incident carries as its policy is none (it was damaged): it goes by today's. */
  readonly damaged?: true;
};

/** What `governing` needs to know of the policy in force today. */
export type Today = Pick<PolicyInForce, 'policy' | 'written'> & Partial<Pick<PolicyInForce, 'problems' | 'unsure'>>;

/** Longer composed policies are not carried by incidents: the status card has 65,536 characters for everything. */
export const LARGEST_KEPT = 40_000;

/** Reads a composed text; null when it is none. The shell remembers what was read. */
export type ReadKept = (kept: KeptPolicy & { readonly written: string }) => Policy | null;

/**
 * The rules of the policy that the incident keeps. Authority is always the default branch's, and so are people, who of them is on call, and channels: who may act and who is reached
 * must be true today (DESIGN section 5); a role that today's policy does not map any more stays with whom it had.
 */
export function governing(record: Incident | null, inForce: Today, read: ReadKept): Governing {
  const today: Offer = { policy: inForce.policy, keep: keptOf(inForce) };
  const kept = record?.policy ?? null;
  if (kept === null || kept.written === null || kept.written === inForce.written) return { ...today, offered: null };
  const own = read({ ...kept, written: kept.written });
  if (own === null) return { ...today, offered: null, damaged: true };
  const authority = authorityOf(own, inForce);
  const { channels } = inForce.policy;
  const people = { ...own.people, ...inForce.policy.people };
  const policy = {
    ...own,
    authority,
    people,
    onCall: zoned(inForce.policy),
    channels: isMakeshift(inForce) ? own.channels : channels,
  };
  return { policy, keep: kept, offered: isMakeshift(inForce) ? null : today };
}

/** The rotations, each with its time zone: without one of its own it has that of the policy it stands in. */
function zoned({ onCall, timezone }: Policy): Policy['onCall'] {
  return onCall.map((rotation) => ({ ...rotation, timezone: rotation.timezone ?? timezone }));
}

/** Today's, and for rights of which nobody knows today who has them those that the incident began with. */
function authorityOf(own: Policy, { policy, unsure = [] }: Today): Policy['authority'] {
  const known = unsure.map((right): [Right, Policy['authority'][Right]] => [right, own.authority[right]]);
  return { ...policy.authority, ...Object.fromEntries(known) };
}

/** In force only because the file is not: nobody should take it for an incident that has a policy. */
function isMakeshift({ policy, problems = [] }: Today): boolean {
  return problems.length > 0 && policy.source.from === 'built-in';
}

function keptOf({ policy, written }: Pick<PolicyInForce, 'policy' | 'written'>): KeptPolicy {
  const { source, preset } = policy;
  return {
    source: source.from,
    version: source.version,
    preset,
    written: written.length <= LARGEST_KEPT ? written : null,
  };
}

/** The name of a version for people: the preset, the file and the beginning of its blob id. */
export function versionInWords({ source, version, preset }: Pick<KeptPolicy, 'source' | 'version' | 'preset'>): string {
  const runbook = preset === 'none' || preset === '' ? '' : `preset ${preset}`;
  if (source === 'built-in') return runbook === '' ? 'built-in' : `built-in, ${runbook}`;
  return [`${source} at ${version.slice(0, 7)}`, runbook].filter((part) => part !== '').join(', ');
}

/**
 * The level that stands for an incident's severity in another policy: the one of its name if that has the same rank, else the one of its rank, else the
 * nearest worse one. Names are never compared for badness (C1). Null when there is no level at all.
 */
export function levelIn(next: Policy, now: Policy, name: string | null): string | null {
  if (name === null) return null;
  const rank = now.levels.find((level) => level.name === name)?.rank ?? null;
  const named = next.levels.find((level) => level.name.toLowerCase() === name.toLowerCase());
  if (rank === null) return named?.name ?? null;
  if (named?.rank === rank) return named.name;
  return (next.levels.findLast((level) => level.rank <= rank) ?? next.levels[0])?.name ?? null;
}
