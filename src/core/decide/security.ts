// A security incident in a public repository: said at once where it belongs, and its details kept off the card, out of pages and replies. The record keeps them.
import type { Situation } from '../brain.ts';
import { understood } from '../commands/index.ts';
import { COMMON_FLAGS } from '../commands/spec.ts';
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import type { Cause } from '../incident/change.ts';
import { SUMMARY, withoutDetails } from '../incident/discreet.ts';
import type { Incident, Person } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageValue, trusted } from '../messages.ts';
import { hasRight } from '../policy/authority.ts';
import type { Problem } from '../problems.ts';
import { claimantOf, todaysPolicy } from './asked.ts';
import { changed, type Draft, doing } from './draft.ts';
import { isPlain } from './plain.ts';

/** The label that says so, from the opening or set by a responder; only a responder takes it back. */
const LABEL = 'security';

export function isSecurityLabel(label: string): boolean {
  return label.toLowerCase() === LABEL;
}

/** Whether everybody can read there. */
type Where = { readonly facts: { readonly repository: Pick<Situation['facts']['repository'], 'private'> } };

/** The incident as it may be shown where it is: without details and title if it is a security incident that everybody can read. */
export function asMayBeShown(incident: Incident, { facts }: Where): Incident {
  return incident.security && !facts.repository.private ? { ...withoutDetails(incident), summary: SUMMARY } : incident;
}

/** A refusal as it may be said there: of what was typed it repeats only names of commands and their settings. */
export function asMayBeSaid(problem: Problem, incident: Incident, { facts }: Situation): Problem {
  if (!incident.security || facts.repository.private) return problem;
  return { ...problem, happened: withoutTyped(problem.happened), next: withoutArguments(problem.next) };
}

function withoutTyped(said: MessageValue): MessageValue {
  if (typeof said !== 'object' || said === null || !('trusted' in said) || typeof said.trusted !== 'string')
    return said;
  return trusted(said.trusted.replace(IN_CODE, (code) => (isOurs(code) ? code : '`…`')));
}

/** A command to copy without what was typed behind it. */
function withoutArguments(said: MessageValue): MessageValue {
  if (typeof said !== 'object' || said === null || !('trusted' in said) || typeof said.trusted !== 'string')
    return said;
  return trusted(
    said.trusted.replace(/(?:`|<code>)(?:\/|&#47;)([a-z]+) .*?(?:`|<\/code>)/gs, (code, name: string) =>
      isOurs(`/${name}`) ? codeSpan(`/${name} …`) : code,
    ),
  );
}

const IN_CODE = /`[^`]*`|<code>.*?<\/code>/g;

function isOurs(code: string): boolean {
  const ours = understood.flatMap(({ name, flags, options }) => [
    `/${name}`,
    ...[...flags, ...COMMON_FLAGS].map((flag) => `--${flag}`),
    ...options.map((option) => `${option.name}=`),
  ]);
  return ours.includes(code.replaceAll('`', ''));
}

/** The draft with the flag as label and form have it, and the warning when it has just been set where everybody can read. */
export function withSecurity(draft: Draft, live: LiveIssue): Draft {
  const { situation } = draft;
  const flagged = asLabelled(draft, live);
  const { incident } = flagged;
  if (!incident.security || situation.facts.repository.private || situation.record?.security === true) return flagged;
  const { summary } = withoutDetails(incident);
  const text = `**This is said to be a security incident, and everybody can read this repository.** ${whereTo(flagged, live)} Severity, status and times may stay here: from now on the card and the pages leave out impact, updates and answers.`;
  return doing({ ...flagged, incident: { ...incident, summary } }, comment(incident, 'security', text));
}

/** Somebody who may not respond says that it is one: told once, and nothing is hidden until a responder says so too. */
export function saidToBeSecurity(draft: Draft, live: LiveIssue, actor: Person | null): Draft {
  const { situation, incident } = draft;
  if (incident.security || incident.timeline.some((entry) => entry.text === SAID)) return draft;
  const entry = { at: situation.now, kind: 'security' as const, by: actor?.login ?? null, text: SAID, comment: null };
  const noted = { ...draft, incident: { ...incident, timeline: [...incident.timeline, entry] } };
  if (situation.facts.repository.private) return noted;
  const text = `**Somebody who may not respond here says that this is a security incident, and everybody can read this repository.** If it is one: ${whereTo(draft, live)} Somebody who may respond sets the label \`${LABEL}\`, again if it is there already: from then on the card and the pages leave out impact, updates and answers.`;
  return doing(noted, comment(incident, 'security-said', text));
}

const SAID = 'Said to be a security incident by somebody who may not respond here: nothing was changed';

function asLabelled(draft: Draft, live: LiveIssue): Draft {
  const { situation, incident } = draft;
  const { trigger, now, record } = situation;
  const cause: Cause = { at: now, by: trigger.actor, comment: null };
  if (trigger.kind === 'labelled' && isSecurityLabel(trigger.label) && record !== null && !isPlain(record)) {
    const mayRespond = hasRight('respond', claimantOf(situation), todaysPolicy(situation)).allowed;
    if (!mayRespond) return trigger.added ? saidToBeSecurity(draft, live, trigger.actor) : draft;
    return trigger.added === incident.security
      ? draft
      : changed(draft, [{ kind: 'security', is: trigger.added }], cause);
  }
  const isLabelled = live.labels.some(({ name }) => isSecurityLabel(name));
  if (!isLabelled || incident.security || !isUnheard(situation, incident)) return draft;
  return changed(draft, [{ kind: 'security', is: true }], cause);
}

/** The label is there from the opening, or its event never came: then nobody is known to have set it without the right to. */
function isUnheard({ record, trigger }: Situation, { timeline }: Incident): boolean {
  if (record === null || isPlain(record)) return true;
  return trigger.kind === 'look' && !timeline.some(({ kind }) => kind === 'security');
}

function whereTo({ situation }: Draft, live: LiveIssue): string {
  return `Do not write here what is vulnerable, how, or whose data is concerned, and edit out what was written already. Take it to ${placeFor(situation, live)}.`;
}

function comment({ issue }: Incident, key: string, text: string): Effect {
  return {
    kind: 'comment',
    key: `${key}/${issue.number}`,
    urgency: 'page',
    message: { template: 'reply', mentions: [], data: { to: trusted(''), parts: [{ said: { text: trusted(text) } }] } },
  };
}

/** A private place, as the policy has it. */
export function placeFor({ policy }: Situation, live: LiveIssue): string {
  const { where } = policy.intake.security;
  if (where !== 'advisory') return `the private repository \`${where}\``;
  return `[a private security advisory](${live.url.replace(/\/issues\/\d+$/, '')}/security/advisories/new)`;
}
