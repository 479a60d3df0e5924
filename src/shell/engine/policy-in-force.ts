// The policy in force for a trigger: as the repository has it now, with what it lies over, or the last good one.

import type { Facts, PolicyFile } from '../../core/facts.ts';
import type { Incident } from '../../core/incident/record.ts';
import { governing } from '../../core/policy/kept.ts';
import { asShownIn, notRead } from '../../core/policy/not-read.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { compare, plus } from '../../core/time.ts';
import { incidentKey } from '../../core/trigger.ts';
import { GitHubUnavailable } from '../github/port.ts';
import { messageOf } from './log.ts';
import type { LoopParts, PolicyReading } from './parts.ts';
import type { RecordStore } from './store.ts';
import type { Turn } from './turn.ts';

/** The policy as it was when we last looked, to know what to ask for. */
export async function rememberedPolicy({ parts, store, trigger }: Turn): Promise<PolicyReading> {
  const lastGood = await store.lastGoodPolicy(trigger.issue.repositoryId);
  return parts.policyFrom(lastGood ?? { source: 'built-in', version: 'built-in', text: null }, lastGood, {});
}

/** What an incident goes by, as far as is known without asking GitHub. */
export async function knownPolicy(
  { policyFrom, readKept }: Pick<LoopParts, 'policyFrom' | 'readKept'>,
  { lastGoodPolicy }: Pick<RecordStore, 'lastGoodPolicy'>,
  record: Incident | null,
  repositoryId: number,
): Promise<Policy> {
  const lastGood = await lastGoodPolicy(repositoryId);
  const today = policyFrom(lastGood ?? { source: 'built-in', version: 'built-in', text: null }, lastGood, {});
  return governing(record, today, readKept).policy;
}

export async function policyInForce(turn: Turn, facts: Facts): Promise<PolicyReading> {
  const { parts, store, trigger } = turn;
  const { repositoryId } = trigger.issue;
  const lastGood = await store.lastGoodPolicy(repositoryId);
  const bases: Record<string, PolicyFile | null> = {};
  let reading = parts.policyFrom(facts.policyFile, lastGood, bases);
  while (reading.needs !== null) {
    const base = await baseNamed(turn, reading.needs, lastGood !== null);
    bases[reading.needs] = base === null ? null : asShownIn(facts.repository, base);
    reading = parts.policyFrom(facts.policyFile, lastGood, bases);
  }
  await store.keepPolicy(repositoryId, reading.lastGood, reading.problems);
  return reading;
}

/** How long a base that cannot be read now may hold up what nothing else is known for: a page must be out within a minute (DESIGN section 3). */
const BASE_PATIENCE = 'PT15S';

/** A base that cannot be read is as good as none: the policy in force is another one then, and says so. Throws only what may pass soon. */
async function baseNamed(
  { parts, trigger, gateway }: Turn,
  name: string,
  hasLastGood: boolean,
): Promise<PolicyFile | null> {
  try {
    return await parts.basePolicies(gateway, trigger.installationId, name);
  } catch (error) {
    const unavailable = error instanceof GitHubUnavailable;
    const isYoung = compare(plus(trigger.at, BASE_PATIENCE), parts.clock.now()) > 0;
    if (unavailable && !hasLastGood && isYoung) throw error;
    parts.log('warn', 'base-not-read', `${name} could not be read: ${messageOf(error)}`, {
      incident: incidentKey(trigger.issue),
    });
    return notRead(name.replace(':', '/'), unavailable ? 'unavailable' : 'refused');
  }
}
