// Summary, impact and detection: how long, how bad, for whom, and how it was noticed.
import { inert } from '../../markdown/inert.ts';
import { fixIn, impactIn } from '../../messages/known.ts';
import { lengthAs, lengthOnClock } from '../../messages/times.ts';
import { findLevel } from '../../policy/find.ts';
import type { Level } from '../../policy/policy.ts';
import { compare, minuteInUtc, type Timestamp } from '../../time.ts';
import { beganAt, type Filled, type Known } from '../known.ts';
import { peakOf, severities } from '../severities.ts';

/** How long it was, as the policy writes lengths; null while it is not resolved. */
export function lengthInWords({ incident, policy }: Known): string | null {
  const [from, to] = [beganAt(incident), incident.milestones.resolved];
  return from === null || to === null ? null : lengthAs(policy.formats.duration, from, to);
}

/** The severity with its title, and the worst one where that was another. */
export function severityInWords({ incident, policy }: Known): string {
  const level = findLevel(policy, incident.level);
  const name = level === null ? 'not assigned' : named(level);
  const peak = peakOf(incident, policy);
  return peak === null || peak === incident.level ? name : `${name}, at its worst ${peak}`;
}

function named({ name, title }: Level): string {
  return title === '' ? name : `${name}, ${inert(title)}`;
}

export function summarySection(known: Known): Filled {
  const { incident } = known;
  const from = beganAt(incident);
  const length = spoken(known);
  const when = from === null ? '' : `, from ${minuteInUtc(from)}`;
  const impact = impactIn(incident);
  const fix = fixIn(incident);
  const sentences = [
    `Incident ${numbered(known)} was at ${peakOf(incident, known.policy) ?? 'no severity'}${when}${length === null ? '' : ` for ${length}`}.`,
    ...(impact === null ? [] : [`Impact: ${inert(impact)}.`]),
    ...(fix === null ? [] : [`It ended with: ${inert(fix)}.`]),
  ];
  return {
    facts: [sentences.join(' ')],
    asks: ['In one or two sentences: what happened, to whom, and what ended it?'],
  };
}

/** In a sentence two times of day would not fit. */
function spoken({ incident, policy }: Known): string | null {
  const [from, to] = [beganAt(incident), incident.milestones.resolved];
  return from === null || to === null ? null : lengthOnClock(policy, from, to);
}

function numbered({ incident, web }: Known): string {
  return `[#${incident.issue.number}](${web}/issues/${incident.issue.number})`;
}

export function impactSection(known: Known): Filled {
  const { incident, policy } = known;
  const impact = impactIn(incident);
  const { mitigated } = incident.milestones;
  const from = beganAt(incident);
  const { customerFacing, outcome, updates } = incident;
  const facts = [
    ...(impact === null ? [] : [`- As it was said: ${inert(impact)}`]),
    ...listed('Duration', lengthInWords(known)),
    ...listed(
      'Until it was mitigated',
      from === null || mitigated === null ? null : lengthOnClock(policy, from, mitigated),
    ),
    ...listed('By severity', bySeverity(known)),
    ...listed('Customers noticed it', customerFacing === null ? null : yesOrNo(customerFacing)),
    ...listed('How far the mitigation brought it back', outcome ?? null),
    ...(updates.given === 0 ? [] : [`- Updates given: ${updates.given}`]),
  ];
  const wanted = policy.postmortem.impact.filter((one) => !/duration/i.test(one));
  const asked = wanted.length === 0 ? ['Users affected'] : wanted;
  return { facts, asks: asked.map((one) => `${inert(one)}: how much is that in numbers? If nobody knows, say why.`) };
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

function listed(name: string, value: string | null): readonly string[] {
  return value === null ? [] : [`- ${name}: ${value}`];
}

/** How long it was at each; nothing where it was always the same. */
function bySeverity({ incident, policy }: Known): string | null {
  const all = severities(incident, policy);
  const end = incident.milestones.resolved;
  if (all.length < 2 || end === null) return null;
  const parts = all.map(
    ({ name, from }, place) => `${name} for ${lengthOnClock(policy, from, until(from, all[place + 1]?.from ?? end))}`,
  );
  return parts.join(', ');
}

function until(from: Timestamp, to: Timestamp): Timestamp {
  return compare(from, to) <= 0 ? to : from;
}

export function detectionSection(known: Known): Filled {
  const { incident, policy } = known;
  const { started, detected, reported, declared, complaint, alerted } = incident.milestones;
  const noticed = detected ?? reported ?? declared;
  const took = started === null || noticed === null ? null : lengthOnClock(policy, started, until(started, noticed));
  const facts = [
    ...(incident.detection === null ? [] : [`- Noticed by: ${inert(incident.detection)}`]),
    ...listed('Noticed at', noticed === null ? null : minuteInUtc(noticed)),
    ...listed('After it began', took),
    ...listed('First alert', alerted === null ? null : minuteInUtc(alerted)),
    ...listed('First complaint', complaint === null ? null : minuteInUtc(complaint)),
  ];
  const how = incident.detection === null ? ['How was it noticed?'] : [];
  const when = started === null || started === reported ? ['When did the impact begin?'] : [];
  return { facts, asks: [...how, ...when, 'What would have shown it sooner?'] };
}
