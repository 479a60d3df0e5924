// What a simulation does not show, and why: steps that people take, what the app does not say yet, what needs an event first.
import { budgetOf } from '../incident/phase.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { withEverybody } from '../oncall/hints.ts';
import { findLevel, unmappedRoles } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { spanInWords } from '../span-words.ts';
import { sinceIn } from './elapsed.ts';
import type { Simulated } from './simulate.ts';
import type { Supposition } from './suppose.ts';
import { conditionInWords } from './words.ts';

/** Lines for the reader, each a sentence; empty when everything was shown. */
export function notesFor(simulated: Simulated, policy: Policy): readonly string[] {
  const level = findLevel(policy, simulated.level);
  if (level === null) return [];
  return [
    ...level.escalation.flatMap((_tier, step) => byHand(level, step, simulated)),
    ...toldToNobody(level),
    ...backlog(level),
    ...needsAnEvent(simulated, level, policy),
    ...unmapped(level, policy),
  ];
}

function byHand(level: Level, step: number, { incident }: Simulated): readonly string[] {
  const tier = level.escalation[step];
  if (tier === undefined) return [];
  const name = `Step ${step + 1} of ${level.name} (${tier.targets.join(', ')})`;
  const clauses = (conditions: typeof tier.when): string =>
    conditions.map((condition) => conditionInWords(condition, tier.silentFor, step)).join(' and ');
  if (!tier.auto) {
    const when = tier.when.length === 0 ? '' : ` when ${clauses(tier.when)}`;
    return [`${name} is never taken by the clock: a person takes it${when}.`];
  }
  const waiting = tier.when.filter((one) => isJudgement(one) && incident?.flags.includes(one) !== true);
  return waiting.length === 0 ? [] : [`${name} waits until ${clauses(waiting)}. The command for that is planned.`];
}

function isJudgement(condition: Level['escalation'][number]['when'][number]): boolean {
  return condition !== 'unacknowledged' && condition !== 'previous-silent';
}

/** The audience is told with the first step of the ladder. */
function toldToNobody({ audience, escalation }: Level): readonly string[] {
  if (audience.length === 0 || escalation.length > 0) return [];
  return [
    `Nobody tells ${audience.join(', ')}: they are told with the first step of the ladder, and this level has none.`,
  ];
}

function backlog({ name, backlog: isTicket }: Level): readonly string[] {
  if (!isTicket) return [];
  return [`${name} becomes a backlog ticket (\`backlog\`): it pages nobody, and what it misses is on the card only.`];
}

function needsAnEvent({ incident, notSupposed }: Simulated, level: Level, policy: Policy): readonly string[] {
  const { hotfix, temporaryFixes, postmortem } = policy;
  const optional = 'A postmortem is optional at this level: its deadlines hold once somebody starts one.';
  return [
    ...(incident !== null && isActive(incident.status) && hasDeadlines(level, policy) ? [notResolved(incident)] : []),
    ...(level.postmortem?.need === 'optional' ? [optional] : []),
    ...(notSupposed.includes('hotfix') ? [`Hotfixes are not allowed at ${level.name}, so none is supposed.`] : []),
    ...(incident?.backfills.length || level.hotfix?.allowed === false
      ? []
      : onceThereIsOne('hotfix is replaced by the proper fix', hotfix.backfillWithin, 'hotfix')),
    ...(incident?.temporaryFixes.length
      ? []
      : onceThereIsOne('temporary fix is removed', temporaryFixes.removeWithin, 'temporary-fix')),
    ...(incident?.followUps.length ? [] : onceThereIsOne('follow-up is done', postmortem.followUpWithin, 'follow-up')),
  ];
}

/** Deadlines that count from the resolution. */
function hasDeadlines({ name, postmortem }: Level, { phases }: Policy): boolean {
  const needed = postmortem !== null && postmortem.need !== 'none' && postmortem.need !== 'optional';
  return needed || phases.some((phase) => phase.status === 'resolved' && budgetOf(phase, name) !== null);
}

/** What to say so that it is; behind the window where that has begun. */
function notResolved({ milestones, monitoring }: Incident): string {
  const { declared } = milestones;
  const at = monitoring === null || declared === null ? 'PT3H' : sinceIn(declared, monitoring.until);
  return `It is not resolved in this run, so nothing that counts from the resolution is due. Say so with --events, as in \`${at}: /resolve\`.`;
}

function onceThereIsOne(what: string, within: string | null, thing: Supposition): readonly string[] {
  if (within === null) return [];
  return [
    `A ${what} ${spanInWords(within)} of the resolution; there is none in this run (\`--suppose ${thing}\` puts one in).`,
  ];
}

function unmapped(level: Level, written: Policy): readonly string[] {
  const policy = withEverybody(written);
  const roles = unmappedRoles(policy, level);
  if (roles.length === 0) return [];
  const anybody = Object.values(policy.people).some((handles) => handles.length > 0);
  const instead = anybody ? 'the app mentions whoever is mapped nearest' : 'the app mentions nobody';
  return [`Nobody is mapped to ${roles.join(', ')} yet: until then ${instead}. Map them under \`people\`.`];
}
