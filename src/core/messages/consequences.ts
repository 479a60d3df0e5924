// What another policy means for one incident now, most important first: who is paged, what is promised, what it takes to end it.
import { actionable, stepKey } from '../clock/due.ts';
import { resolveBy, respondBy } from '../clock/targets.ts';
import { updates } from '../clock/updates.ts';
import { wasTold } from '../incident/ladder.ts';
import { currentPhases } from '../incident/phase.ts';
import type { Incident } from '../incident/record.ts';
import { policyDiff } from '../policy/diff.ts';
import { handlesOf, levelOf } from '../policy/find.ts';
import type { Policy, Tier } from '../policy/policy.ts';
import { levelLabel, statusLabel, titleOf } from '../policy/shown-as.ts';
import { clockTime, inWords, isDue, minuteInUtc, minutesBetween, type Timestamp } from '../time.ts';

/** An incident and the policy it goes by. */
export type Under = { readonly incident: Incident; readonly policy: Policy };

export type Consequences = {
  /** Sentences; texts of the policy in them. */
  readonly said: readonly string[];
  /** Differences in texts, and in what is of no consequence now. */
  readonly others: number;
};

/** What is different for an incident once it goes by another policy; `after` is the incident as accepting it would leave it. */
export function consequences(before: Under, after: Under, now: Timestamp): Consequences {
  const facets: readonly (readonly [string, (under: Under) => string])[] = [
    ['Severity', ({ incident }) => incident.level ?? 'unset'],
    ['Pages to come', (under) => pages(under, now)],
    ['Next update by', ({ incident, policy }) => when(updates(incident, policy)[0]?.at ?? null, now)],
    ['Updates', cadence],
    ['Respond by', ({ incident, policy }) => when(respondBy(incident, policy), now)],
    ['Resolve by', ({ incident, policy }) => when(resolveBy(incident, policy), now)],
    ['The fix is watched for', watched],
    ['Phase', phase],
    ['Checklist', checklist],
    ['Title and labels', shownAs],
  ];
  const differing = facets.flatMap(([name, of]) => {
    const [was, is] = [of(before), of(after)];
    return was === is ? [] : [`${name}: ${was} → ${is}`.replace(/^Severity: /, 'Severity ')];
  });
  const severity = differing.filter((text) => text.startsWith('Severity '));
  const rest = differing.filter((text) => !severity.includes(text));
  return {
    said: [...unknownLevel(after), ...severity, ...notPaged(before, after), ...rest],
    others: others(before, after),
  };
}

/** First of all: without a severity nothing else of the policy holds. */
function unknownLevel({ incident, policy }: Under): readonly string[] {
  if (levelOf(policy, incident) !== null) return [];
  const names = policy.levels.map(({ name }) => name).join(', ');
  return [`No severity there stands for this one: comment /severity with one of ${names} at once`];
}

function pages({ incident, policy }: Under, now: Timestamp): string {
  const level = levelOf(policy, incident);
  const steps = actionable(incident, policy, now).flatMap((item) =>
    item.kind === 'escalation'
      ? [`${(level?.escalation[item.step]?.targets ?? ['the first responder']).join(', ')} ${at(item.at, now)}`]
      : [],
  );
  return steps.length === 0 ? 'none' : steps.slice(0, 5).join('; ');
}

/** Steps that would have come at once or before, and count as taken: whoever knows only this ladder must be told by hand. */
function notPaged(before: Under, after: Under): readonly string[] {
  const level = levelOf(after.policy, after.incident);
  const reached = stepsOf(before, wasTold).flatMap(({ targets }) => handlesOf(before.policy, targets));
  const left = stepsOf(after, ({ taken }, key) => taken.includes(key))
    .flatMap(({ targets }) => targets)
    .filter((role) => handlesOf(after.policy, [role]).some((handle) => !reached.includes(handle)));
  return level === null || left.length === 0
    ? []
    : [
        `Not paged, since their time is past: ${[...new Set(left)].join(', ')}. Mention them yourself if they are needed`,
      ];
}

function stepsOf(
  { incident, policy }: Under,
  are: (ladder: Incident['ladder'], key: string) => boolean,
): readonly Tier[] {
  const level = levelOf(policy, incident);
  if (level === null) return [];
  return level.escalation.filter((_tier, step) => are(incident.ladder, stepKey(level.name, step)));
}

function at(instant: Timestamp, now: Timestamp): string {
  return isDue(instant, now) ? 'at once' : `at ${inShort(instant, now)}`;
}

function when(instant: Timestamp | null, now: Timestamp): string {
  return instant === null ? 'none' : inShort(instant, now);
}

const MINUTES_OF_A_DAY = 1440;

function inShort(instant: Timestamp, now: Timestamp): string {
  const away = Math.max(minutesBetween(now, instant), minutesBetween(instant, now));
  return away < MINUTES_OF_A_DAY ? clockTime(instant) : minuteInUtc(instant);
}

function cadence({ incident, policy }: Under): string {
  const said = levelOf(policy, incident)?.updates ?? null;
  const every = said?.every ?? null;
  const parts = [
    every === null ? [] : [`every ${inWords(every)}`],
    said?.onStatusChange === true ? ['with every new status'] : [],
  ];
  return parts.flat().join(', ') || 'not asked for again';
}

function watched({ incident, policy }: Under): string {
  // A window that runs keeps its end.
  if (incident.monitoring !== null) return 'as begun';
  const window = levelOf(policy, incident)?.monitor ?? null;
  return window === null ? 'not at all' : inWords(window.min);
}

function phase({ incident, policy }: Under): string {
  return (
    currentPhases(policy, incident)
      .map(({ title }) => title)
      .join(', ') || 'none'
  );
}

function checklist({ incident }: Under): string {
  const ticked = incident.checklist.filter(({ state }) => state !== 'open').length;
  return incident.checklist.length === 0 ? 'none' : `${ticked} of ${incident.checklist.length} done`;
}

/** How a severity and this status are shown; the name of the severity is told already. */
function shownAs({ incident, policy }: Under): string {
  const level = 'severity';
  return [
    titleOf(policy, { level, summary: '…' }),
    levelLabel(policy, level),
    statusLabel(policy, incident.status),
  ].join(', ');
}

/** What `consequences` looks at, and what is in force anyway. */
const told =
  /^(?:escalation|updates|respond_within|resolve_within|monitor|level|name|rank|people|on_call|authority|titles|labels)(?:\.|$)/;

function others(before: Under, after: Under): number {
  return policyDiff(ofLevel(before), ofLevel(after)).filter(({ key }) => !told.test(key)).length;
}

/** The policy as an incident of this severity sees it. */
function ofLevel({ incident, policy }: Under): Policy {
  const level = levelOf(policy, incident);
  return level === null ? policy : { ...policy, levels: [level] };
}

/** Whether two policies are the same but for who is reached and who may act, which hold at once (`kept.ts`). */
export function sameButForPeople(a: Policy, b: Policy): boolean {
  return JSON.stringify(rulesOf(a)) === JSON.stringify(rulesOf(b));
}

function rulesOf(policy: Policy) {
  const {
    people: _people,
    onCall: _onCall,
    authority: _authority,
    source: _source,
    preset: _preset,
    ...rules
  } = policy;
  return rules;
}
