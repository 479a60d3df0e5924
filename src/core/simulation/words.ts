// What a line of a simulation says, and whom it concerns: by role, and by login where a rotation says whose turn it is.
import { stepKey } from '../clock/due.ts';
import type { Incident } from '../incident/record.ts';
import { nothingKnown, peopleOf, standingsOf } from '../oncall/standing.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { lengthInWords } from '../span-words.ts';
import type { Timestamp } from '../time.ts';

/** Whom the app asks: the commander if somebody is, else the first step's roles, those told of the level, or the policy's first responders. */
export function whomToAsk(incident: Incident, policy: Policy): readonly string[] {
  return asked(incident, policy) ?? firstSteps(policy.levels)[0] ?? [];
}

/** Whom it is due from, where the app does not ask yet; at a level that pages nobody, the first responders of the nearest worse one. */
export function dueFrom(incident: Incident, policy: Policy): readonly string[] {
  const level = levelOf(policy, incident);
  const worse = policy.levels.filter(({ rank }) => level === null || rank <= level.rank);
  return asked(incident, policy) ?? firstSteps(worse).at(-1) ?? firstSteps(policy.levels)[0] ?? [];
}

function asked(incident: Incident, policy: Policy): readonly string[] | null {
  if (incident.roles['commander'] !== undefined) return ['commander'];
  const level = levelOf(policy, incident);
  const candidates = [level?.escalation[0]?.targets ?? [], level?.audience ?? []];
  return candidates.find((roles) => roles.length > 0) ?? null;
}

function firstSteps(levels: readonly Level[]): readonly (readonly string[])[] {
  return levels.flatMap(({ escalation }) => (escalation[0] === undefined ? [] : [escalation[0].targets]));
}

export type Step = { readonly level: Level; readonly step: number };

/** The step that a key of the ladder names; null for the page of an incident without a severity. */
export function stepOf(key: string, policy: Policy): Step | null {
  const found = policy.levels.flatMap((level) =>
    level.escalation.flatMap((_tier, step) => (stepKey(level.name, step) === key ? [{ level, step }] : [])),
  );
  return found[0] ?? null;
}

/** How a role is called at an instant: `oncall`, or `oncall (responder)` where a rotation of the policy has somebody's turn. */
export function roleAt(policy: Policy, now: Timestamp): (role: string) => string {
  const people = peopleOf(standingsOf(policy, now, nothingKnown).filter(({ rotation }) => rotation.people.length > 0));
  return (role) => {
    const handles = Object.hasOwn(people, role) ? (people[role] ?? []) : [];
    return handles.length === 0 ? role : `${role} (${handles.map((handle) => handle.slice(1)).join(', ')})`;
  };
}

/** `P0, step 2 of 3: mention manager, since step 1 has been silent for 15 minutes`; with the first step the audience is told. `ofBox`: a time-box that is over takes the step, whatever that waits for. */
export function stepInWords({ level, step }: Step, named: (role: string) => string, ofBox = false): string {
  const tier = level.escalation[step];
  const why = (tier?.when ?? []).map((condition) => conditionInWords(condition, tier?.silentFor ?? 'PT0S', step));
  const said = ofBox ? ['a time-box is over'] : why;
  const since = said.length === 0 ? '' : `, since ${said.join(' and ')}`;
  const told = step > 0 || level.audience.length === 0 ? '' : `; tell ${level.audience.map(named).join(', ')}`;
  return `${level.name}, step ${step + 1} of ${level.escalation.length}: mention ${(tier?.targets ?? []).map(named).join(', ')}${since}${told}`;
}

type Condition = Level['escalation'][number]['when'][number];

/** A condition of a step, as a clause. */
export function conditionInWords(condition: Condition, silentFor: string, step: number): string {
  switch (condition) {
    case 'unacknowledged':
      return 'nobody has acknowledged';
    case 'previous-silent':
      return `${step === 0 ? 'everybody' : `step ${step}`} has been silent for ${lengthInWords(silentFor)}`;
    case 'unable-to-resolve':
      return 'somebody says that it cannot be resolved';
    case 'business-critical':
      return 'somebody says that it is business-critical';
    case 'customer-facing':
      return 'somebody says that customers notice it';
  }
}

/** `Progress update 2 is due, one every 15 minutes`; `again` when it was asked for before. */
export function updateInWords(incident: Incident, policy: Policy, again: boolean): string {
  const every = levelOf(policy, incident)?.updates?.every ?? null;
  const number = incident.updates.given + 1;
  return `Progress update ${number} is ${again ? 'still ' : ''}due${every === null ? '' : `, one every ${lengthInWords(every)}`}`;
}

/** `The fix has been watched for 15 minutes: it can be resolved, at the latest after 30 minutes`. */
export function windowInWords(incident: Incident, policy: Policy): string {
  const window = levelOf(policy, incident)?.monitor ?? null;
  if (window === null) return 'The monitoring window is over: it can be resolved';
  const latest = window.max === null ? '' : `; the window (max) ends after ${lengthInWords(window.max)} in any case`;
  return `The fix has been watched for ${lengthInWords(window.min)}: it can be resolved${latest}`;
}
