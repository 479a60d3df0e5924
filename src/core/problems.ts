// Everything that can go wrong for a person, as a table: what happened, what was expected, what to do next.
import type { MessageData, MessageValue, Trusted } from './messages.ts';
import { trusted } from './messages.ts';
import { actionProblems } from './problems/actions.ts';
import { drillProblems } from './problems/drill.ts';
import { followUpProblems } from './problems/follow-up.ts';
import { hotfixProblems } from './problems/hotfix.ts';
import { milestoneProblems } from './problems/milestones.ts';
import { mitigationProblems } from './problems/mitigation.ts';
import { pagingProblems } from './problems/paging.ts';
import { policyProblems } from './problems/policy.ts';
import { postmortemProblems } from './problems/postmortem.ts';
import type { Words } from './problems/words.ts';

/** A refusal in three parts. Bare strings in it are people's text and are made inert when rendered. */
export type Problem = {
  readonly code: ProblemCode;
  readonly happened: MessageValue;
  readonly expected: MessageValue;
  readonly next: MessageValue;
  /** What is open, one by one, and the command that ticks it. */
  readonly open?: readonly MessageData[];
  readonly copy?: Trusted | null;
};

/** Each sentence is our own; `{name}` is filled with a value, quoted where a person typed it. */
const table = {
  ...actionProblems,
  ...pagingProblems,
  ...milestoneProblems,
  ...mitigationProblems,
  ...hotfixProblems,
  ...postmortemProblems,
  ...followUpProblems,
  ...drillProblems,
  ...policyProblems,
  'not-allowed': {
    happened: 'You may not do this here.',
    expected: 'Allowed ({rule}): {who}.{unseen}',
    next: 'Ask one of them to comment it, or to change the policy.',
  },
  'may-not-lead': {
    happened: '{named} may not respond here and so cannot lead; nothing was changed.',
    expected: 'Somebody who may respond ({rule}): {who}.{unseen}',
    next: 'Comment {example} with one of them.',
  },
  'leader-unknown': {
    happened: 'GitHub could not be asked what {named} may do here, so nothing was changed.',
    expected: 'Somebody who may respond ({rule}): {who}.',
    next: 'Say it again in a minute.',
  },
  'not-allowed-for-now': {
    happened: 'You may not do this here while the policy file cannot be relied on.',
    expected: 'Until it is put right, allowed ({rule}): {who}.',
    next: 'Ask one of them to comment it. The status card says what is wrong with {file}; when that is put right, comment it again.',
  },
  'through-app': {
    happened: 'This was written by an app ({app}) in your name, so it was not done.',
    expected: 'What changes production comes from a person, or from an app that the policy lists ({rule}, `apps`).',
    next: 'Comment it yourself.',
  },
  'permission-unknown': {
    happened: 'GitHub could not be asked what you may do here, so nothing was done.',
    expected: 'Allowed ({rule}): {who}.',
    next: 'Say it again in a minute.',
  },
  'unknown-level': {
    happened: 'There is no such severity as {word}, so nothing was changed.',
    expected: 'One of {levels}.',
    next: 'Comment {suggestion}.',
  },
  'two-levels': {
    happened: 'Two severities stand one behind the other, so the severity was not changed.',
    expected: 'One severity; what stands behind it is the reason.',
    next: 'Comment {first} or {second}.',
  },
  'unknown-status': {
    happened: 'There is no such status as {word}, so nothing was changed.',
    expected: 'One of {statuses}.',
    next: 'Comment {suggestion}.',
  },
  'use-command': {
    happened: 'That status has a command of its own.',
    expected: '{suggestion}.',
    next: 'Comment {suggestion}.',
  },
  'wrong-status': {
    happened: 'The incident is {status}, and this cannot follow.',
    expected: '{expected}.',
    next: '{next}.',
  },
  'secret-update': {
    happened: 'This is a security incident and everybody can read this repository.',
    expected: 'Nothing of it is marked for customers here.',
    next: 'Comment it without `--public`, and tell customers from where the incident is handled in private; somebody who may respond takes the label `security` off when it is none.',
  },
  'gate-held': {
    happened: '{count} {verb} open before it can be {status}.',
    expected: 'Each is done (`/check`), or not applicable where it says "if available" (`/na`).',
    next: 'Then comment it again. Who may override a gate: {force}.',
  },
  'force-needs-reason': {
    happened: 'There is no reason, and something holds this.',
    expected: 'What is overridden is recorded with its reason.',
    next: 'Comment {example}.',
  },
  'unknown-item': {
    happened: 'The checklist has no {items}, so nothing was ticked.',
    expected: 'It has {all}.',
    next: 'Comment {example}.',
  },
  'not-optional': {
    happened: '{item} is not one that may be left out.',
    expected: 'What the policy calls optional may be: {optional}.',
    next: 'Tick it when it is done: {check}. Who may override a gate ({rule}: {who}): {force}.',
  },
  'still-proved': {
    happened: '{items} {verb} done by what happened, and that still holds.',
    expected: 'What an event proves is open again when the event did not hold.',
    next: 'Comment `/reopen`, or the status that it is in.',
  },
  'unknown-person': {
    happened: 'GitHub knows no such account.',
    expected: 'A login such as {example}.',
    next: 'Check the spelling and comment it again.',
  },
  'unknown-role': {
    happened: '{word} is no role of this policy, so nothing was changed.',
    expected: 'One of {roles}.',
    next: 'Comment {suggestion}.',
  },
  'comment-changed': {
    happened: 'The comment was edited before it could be carried out, so nothing was done.',
    expected: 'Commands run as first written; edits never run.',
    next: 'Post a new comment.',
  },
  'too-late': {
    happened: 'This was found {minutes} minutes after it was written, so it was not done.',
    expected: 'This command is carried out within 15 minutes or not at all.',
    next: 'Say it again if it still holds.',
  },
  'too-late-for-good': {
    happened: 'This was found {minutes} minutes after it was written, so it was dropped and will not run.',
    expected: '{command} holds only for the moment in which it is written: after 15 minutes it is not carried out.',
    next: 'Nothing was changed. How things are now is on the status card.',
  },
  'nothing-to-say': { happened: 'There is no text.', expected: '{usage}.', next: 'Comment it again with a text.' },
  'no-hypothesis': {
    happened: 'There is no hypothesis that this could speak for or against, so nothing was recorded.',
    expected: 'A hypothesis first.',
    next: 'Comment `/hypothesis <what may be the cause>`, then this again.',
  },
  'unknown-hypothesis': {
    happened: 'There is no hypothesis of that number, so nothing was recorded.',
    expected: 'One of {numbers}.',
    next: 'Comment it again with {suggestion}.',
  },
  'unknown-duration': {
    happened: 'That is no length of time that can be used here, so nothing was done.',
    expected: '{expected}.',
    next: 'Comment {example}.',
  },
  'no-timebox': {
    happened: 'There is no time-box that runs, so nothing was ended.',
    expected: 'One that somebody set before: {usage}.',
    next: 'There is nothing to do.',
  },
  'unknown-time': {
    happened: 'That time was not understood, so nothing was recorded.',
    expected: 'A time in UTC such as `14:05` or `2026-03-01T04:05Z`, or how long ago: `20m ago`.',
    next: 'Comment {example}.',
  },
  'in-the-future': {
    happened: 'That is {time}, which is still to come (it is {now}), so nothing was recorded.',
    expected: 'A time that is past, in UTC.',
    next: 'Correct the time and comment it again.',
  },
  'too-long-ago': {
    happened: 'That is {time}, more than a year before the issue was opened, so nothing was recorded.',
    expected: 'A time after {earliest}, in UTC.',
    next: 'Correct the year and comment it again, or say with `/note` what began longer ago.',
  },
  'not-reached': {
    happened: 'There is no time for “{what}” yet that could be corrected, so nothing was recorded.',
    expected: '{command} first: more than a time hangs on it.',
    next: 'Comment {command}, then `/time {name}=<time>`.',
  },
  'wrong-order': {
    happened: 'That cannot be: {earlier} would be later than {later}. Nothing was recorded.',
    expected: 'The first of the two is never later than the second.',
    next: 'Correct the one that is wrong, or both at once: {example}.',
  },
  'leads-already': {
    happened: '{who} leads this incident already, so nothing was handed over.',
    expected: 'Somebody else.',
    next: 'Comment `/handoff @somebody-else`, or `/update` to brief everybody.',
  },
  'own-incident': {
    happened: 'An incident cannot be a duplicate of itself, so nothing was done.',
    expected: 'The number of another incident of this repository.',
    next: 'Comment `/duplicate #n` with that number.',
  },
  'unknown-issue': {
    happened: 'There is no such issue in this repository, so nothing was done.',
    expected: 'The number of another incident of this repository, such as {example}, or its address.',
    next: 'Check the number and comment it again.',
  },
  'no-incident': {
    happened: 'Issue #{number} is no incident, so nothing was done.',
    expected: 'An issue that has the incident label.',
    next: 'Label it first if it is one; if it is a plain issue, comment `/decline <reason>` here and name it there.',
  },
  'not-open': {
    happened: 'Issue #{number} is {status}, so nothing can join it. Nothing was done.',
    expected: 'An incident that is open.',
    next: '{next}.',
  },
  grammar: { happened: '{happened}', expected: '{expected}', next: '{next}' },
} as const satisfies Readonly<Record<string, Words>>;

export type ProblemCode = keyof typeof table;

/** Fills a row of the table. Values are trusted Markdown: wrap people's words in a code span before they come here. */
export function problem(code: ProblemCode, values: Readonly<Record<string, string>> = {}): Problem {
  const words = table[code];
  return {
    code,
    happened: trusted(fill(words.happened, values)),
    expected: trusted(fill(words.expected, values)),
    next: trusted(fill(words.next, values)),
  };
}

/** Every code, for the contract test. */
export function problemCodes(): readonly ProblemCode[] {
  return Object.keys(table) as readonly ProblemCode[];
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
