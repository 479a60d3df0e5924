// A security incident in a public repository: said at once where it belongs, and its details kept off the card and out of pages.
import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import type { Cause } from '../incident/change.ts';
import type { Declaration } from '../incident/declaration.ts';
import { withoutDetails } from '../incident/discreet.ts';
import { trusted } from '../messages.ts';
import { hasRight } from '../policy/authority.ts';
import { claimantOf } from './asked.ts';
import { changed, type Draft, doing } from './draft.ts';

/** The label that says so, whoever sets it; only a responder takes it back. */
const LABEL = 'security';

export function isSecurityLabel(label: string): boolean {
  return label.toLowerCase() === LABEL;
}

/** Whether the form says that it is one: any answer to its question but a no. */
export function saysSecurity(answers: Declaration['answers']): boolean {
  const answer = answers.find(({ id }) => id === 'security')?.value.trim() ?? '';
  return answer !== '' && !/^(no\b|none\b|not\b|false\b|unknown\b)/i.test(answer);
}

/** The draft with the flag as label and form have it, the warning when it has just been set, and no details where everybody reads. */
export function withSecurity(draft: Draft, live: LiveIssue): Draft {
  const flagged = asLabelled(draft, live);
  const { situation, incident } = flagged;
  if (!incident.security || situation.facts.repository.private) return flagged;
  const discreet = { ...flagged, incident: withoutDetails(incident) };
  return situation.record?.security === true ? discreet : doing(discreet, warning(discreet, live));
}

function asLabelled(draft: Draft, live: LiveIssue): Draft {
  const { trigger, policy, now } = draft.situation;
  const { security } = draft.incident;
  const cause: Cause = { at: now, by: trigger.actor, comment: null };
  const isLabelled = live.labels.some(({ name }) => isSecurityLabel(name));
  if (isLabelled) return security ? draft : changed(draft, [{ kind: 'security', is: true }], cause);
  const isTaken = trigger.kind === 'labelled' && !trigger.added && isSecurityLabel(trigger.label);
  if (!security || !isTaken || !hasRight('respond', claimantOf(draft.situation), policy).allowed) return draft;
  return changed(draft, [{ kind: 'security', is: false }], cause);
}

function warning({ situation, incident }: Draft, live: LiveIssue): Effect {
  const text = `**This is said to be a security incident, and everybody can read this repository.** Do not write here what is vulnerable, how, or whose data is concerned, and edit out what was written already. Take it to ${placeFor(situation, live)}. Severity, status and times may stay here: from now on the card and the pages leave out impact, updates and answers.`;
  return {
    kind: 'comment',
    key: `security/${incident.issue.number}`,
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
