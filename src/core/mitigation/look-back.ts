// Looking back for an incident: what is asked of GitHub, and what its record keeps of the answer.
import type { Changes, KeptSuspect, KeptVersion } from '../incident/changes.ts';
import type { Incident } from '../incident/record.ts';
import { acceptedStatuses, isActive } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import { statusLabel } from '../policy/shown-as.ts';
import { compare, minus, type Timestamp } from '../time.ts';
import { candidatesIn } from './candidates.ts';
import type { Deployment, PastWanted, RecentPast } from './recent-past.ts';
import { rollbackRule } from './rollback-rule.ts';
import { rollbackTarget } from './rollback-target.ts';
import { succeededAt } from './shipped.ts';
import { type Suspect, suspectsIn } from './suspects.ts';

/** Changes older than that before the symptoms fit too badly to be named. */
const BACK = 'PT24H';

/** On record and card: the record must stay small. */
const KEPT = 3;
const LONGEST_TITLE = 150;
const LONGEST_ADDRESS = 500;
const MOST_PULLS = 20;

/** From when the symptoms are counted: what people said of the impact and its signs, else when it was reported. */
export function onsetOf({ milestones }: Incident, now: Timestamp): Timestamp {
  const { started, complaint, alerted, detected, reported, declared } = milestones;
  return started ?? complaint ?? alerted ?? detected ?? reported ?? declared ?? now;
}

/** What to ask about an environment. `onset` is when the symptoms began, as far as that is known. */
export function lookBack(policy: Policy, environment: string, onset: Timestamp): PastWanted {
  return {
    environment,
    since: minus(onset, BACK),
    paths: policy.evidence.configuration,
    accepted: acceptedStatuses.map((status) => statusLabel(policy, status)),
    ...versionsFrom(policy, environment),
  };
}

/** Only the policy's own environment is deployed to by releases, tags or runs. */
export function versionsFrom({ rollback }: Policy, environment: string): Pick<PastWanted, 'from'> {
  if (environment !== rollback.environment) return {};
  if (rollback.from === 'releases' || rollback.from === 'tags') return { from: rollback.from };
  const { deployWorkflow: runsOf } = rollback;
  return rollback.from === 'workflow-runs' && runsOf !== null ? { from: { runsOf } } : {};
}

/** Whether to look back by itself: when the incident is declared, and when somebody says that it began at another time (`/time`). */
export function isToLookBack(incident: Incident): boolean {
  if (incident.milestones.declared === null || !isActive(incident.status)) return false;
  const { changes } = incident;
  return changes === undefined || changes.onset !== onsetOf(incident, changes.onset) || isMeasuredSince(changes);
}

/** Whether a rule may hold that did not: what was measured since is over what one says. */
function isMeasuredSince({ at, measured }: Changes): boolean {
  return measured !== undefined && measured.over.length > 0 && compare(measured.at, at) > 0;
}

/** What the record keeps of the past. */
export function changesIn(
  past: RecentPast,
  environment: string,
  incident: Incident,
  policy: Policy,
  now: Timestamp,
): Changes {
  const onset = onsetOf(incident, now);
  const suspects = suspectsOf(past, environment, incident, now);
  return {
    at: now,
    onset,
    environment,
    considered: candidatesIn(past, environment).length,
    suspects: suspects.slice(0, KEPT).map(kept),
    unread: [...past.unread],
    ...(past.cut.length === 0 ? {} : { cut: [...past.cut] }),
    rule: rollbackRule(policy, incident, { environment, suspects, onset })?.id ?? null,
    ...versionsIn(past, environment, suspects, incident),
    ...(incident.changes?.measured === undefined ? {} : { measured: incident.changes.measured }),
  };
}

/** What may have caused the incident, best fit first. */
export function suspectsOf(
  past: RecentPast,
  environment: string,
  incident: Incident,
  now: Timestamp,
): readonly Suspect[] {
  const services = incident.answers
    .filter(({ id }) => id === 'services')
    .flatMap(({ value }) => value.split(/,\s*|\n/));
  return suspectsIn(past, {
    onset: onsetOf(incident, now),
    environment,
    services: services.filter((one) => one !== ''),
    title: incident.summary,
  });
}

/** What is live and what a rollback would go to, by the deployments; this incident is no reason against what was live before it. */
function versionsIn(
  { deployments, incidents }: RecentPast,
  environment: string,
  suspects: readonly Suspect[],
  { issue }: Incident,
): Pick<Changes, 'live' | 'good'> {
  const target = rollbackTarget(deployments, {
    environment,
    rule: 'last-known-good',
    to: null,
    suspect: suspectedDeployment(suspects, environment),
    incidents: incidents.filter(({ number }) => number !== issue.number),
  });
  return {
    live: 'from' in target ? version(target.from) : null,
    good: target.kind === 'found' ? version(target.to) : null,
  };
}

/** The deployment of the environment that fits best, where one of its fits at all. */
export function suspectedDeployment(suspects: readonly Suspect[], environment: string): string | null {
  const found = suspects.find((one) => one.kind === 'deployment' && one.environment === environment);
  return found?.key ?? null;
}

/** A deployed version as records keep it. */
export function version(one: Deployment): KeptVersion {
  return { id: one.id, sha: one.sha, ref: short(one.ref), at: succeededAt(one) ?? one.at };
}

function kept({ kind, key, title, url, at, sha, pulls, reasons }: Suspect): KeptSuspect {
  return {
    kind,
    key,
    title: short(title),
    url: url !== null && isPage(url) ? url : null,
    at,
    sha,
    pulls: pulls.slice(0, MOST_PULLS),
    reasons: [...reasons],
  };
}

/** Whoever deploys names the address, and anything may be in it. */
function isPage(url: string): boolean {
  return url.length <= LONGEST_ADDRESS && /^https?:\/\//.test(url);
}

function short(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_TITLE ? text : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
