// What the reader of the card must know that nobody commanded: a broken policy, roles nobody is mapped to.
import type { Situation } from '../brain.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { sameButForPeople } from '../messages/consequences.ts';
import { levelOf, unmappedRoles } from '../policy/find.ts';
import { isUnknownLevel } from '../policy/like-level.ts';
import { NOT_READ } from '../policy/not-read.ts';
import type { Policy, PolicyProblem } from '../policy/policy.ts';
import { anyPausedUntil } from './breaker.ts';
import { freezeNotices } from './freeze.ts';
import { labelDifference } from './labels.ts';
import { mentionNotices } from './mention-notices.ts';
import { whoIsShutOut } from './on-call.ts';
import { onCallNotices } from './on-call-notices.ts';
import { operationNotices } from './operation-notices.ts';
import { refusedPageNotices } from './page-refused.ts';
import { channelNotices, unconnectedNotices } from './told.ts';
import { saidInWords } from './unknown-severity.ts';

/** Problems of a policy that the card spells out; the rest are counted. */
const SHOWN = 3;

/** The incident with today's notices. They are worked out anew each time, so each problem is shown once. */
export function withNotices(incident: Incident, situation: Situation): Incident {
  const notices = [
    ...policyNotices(situation),
    ...templateNotices(situation),
    ...otherPolicy(situation),
    ...notCarried(incident, situation),
    ...unknownLevel(incident, situation),
    ...neverALevel(incident, situation),
    ...readByRank(incident),
    ...formSays(incident),
    ...strayLabels(incident, situation),
    ...unmapped(incident, situation),
    ...unheard(incident, situation),
    ...refusedPageNotices(incident),
    ...operationNotices(incident, situation.now),
    ...freezeNotices(incident, situation),
    ...unassigned(incident, situation),
    ...mentionNotices(incident, situation),
    ...onCallNotices(incident, situation),
    ...ticket(incident, situation),
    ...guarded(incident, situation),
    ...plain(incident, situation),
    ...repliesPaused(incident, situation),
    ...channelNotices(incident, situation.policy),
    ...unconnectedNotices(situation.policy, situation.connected ?? []),
  ];
  return JSON.stringify(notices) === JSON.stringify(incident.notices) ? incident : { ...incident, notices };
}

/** A level that is a ticket: whoever reads it must not wait for somebody to come (`S001-08`, C33). */
function ticket(incident: Incident, { policy }: Situation): Incident['notices'] {
  if (levelOf(policy, incident)?.backlog !== true || isOver(incident.status)) return [];
  const text = `${incident.level} is a ticket for the backlog: it pages nobody, and nobody is asked for updates. Comment /severity with a worse level if it cannot wait.`;
  return [{ key: 'backlog', text }];
}

function policyNotices(situation: Situation): Incident['notices'] {
  const text = brokenPolicy(situation);
  return text === null ? [] : [{ key: `policy:${situation.facts.policyFile.version}`, text }];
}

/** What is wrong with the policy file and what holds instead, in words; null when nothing is wrong. */
export function brokenPolicy({ policyProblems, facts, policy }: Situation): string | null {
  if (policyProblems.length === 0) return null;
  const shown = policyProblems.slice(0, SHOWN).map((found) => placed(found, facts.policyFile.source));
  const more = policyProblems.length > SHOWN ? ` (and ${policyProblems.length - SHOWN} more)` : '';
  const force = policy.source.from === 'built-in' ? 'the built-in policy' : 'the last good policy';
  const why = facts.policyFile.notRead === undefined ? 'has problems' : 'was not read';
  return `${facts.policyFile.source} ${why}, so ${force} is in force. ${shown.join(' · ')}${more}`;
}

/** What is wrong in a base is told without its words: who reads this issue may not be somebody who may read that repository. */
function placed({ file, line, column, code, message }: PolicyProblem, own: string): string {
  if (code === NOT_READ) return `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
  if (file === own) return `line ${line}, column ${column}: ${message}`;
  return `${file}, line ${line}, column ${column}: there is a mistake. Run firebreak policy check on it.`;
}

/** A template of the team's that is not used, with what to correct; every message goes out all the same. */
function templateNotices({ templates }: Situation): Incident['notices'] {
  const problems = templates?.problems ?? [];
  const told = problems.slice(0, SHOWN).map(({ file, line, column, message }, index) => ({
    key: `template:${index}`,
    text: `The shipped words are used in place of ${file}: line ${line}, column ${column}: ${message}`,
  }));
  const more = `Problems of templates that are not listed here: ${problems.length - SHOWN}. firebreak policy check tells them all.`;
  return problems.length > SHOWN ? [...told, { key: 'template:more', text: more }] : told;
}

/** Another policy is on the default branch than the incident goes by: said, and never taken by itself. Who is reached and who may act is today's anyway. */
function otherPolicy({ offered, facts, policy }: Situation): Incident['notices'] {
  if (offered === null || sameButForPeople(policy, offered.policy)) return [];
  const what =
    facts.policyFile.text === null
      ? 'The policy file is gone from the default branch. This incident keeps the policy it goes by; its commander takes the built-in one with /policy accept.'
      : 'The policy of the default branch is another one by now. This incident keeps the one it goes by until its commander comments /policy accept; /policy shows what would change.';
  return [{ key: 'policy-offered', text: what }];
}

/** A policy that is too large for the card cannot be kept: the incident follows the default branch, which must be said. */
function notCarried(incident: Incident, { keep }: Situation): Incident['notices'] {
  if (incident.milestones.declared === null || keep.written !== null) return [];
  const text = 'The policy is too large to be kept with this incident: changes to it take effect at once.';
  return [{ key: 'policy-not-carried', text }];
}

function unknownLevel(incident: Incident, { policy }: Situation): Incident['notices'] {
  if (incident.level === null || levelOf(policy, incident) !== null) return [];
  const paged = incident.ladder.answered === null ? ' Until then its first step is paged.' : '';
  const text = `The policy knows no severity ${incident.level} any more: comment /severity with one of ${levelsOf(policy)}.${paged}`;
  return [{ key: 'level-unknown', text }];
}

/** The title was rewritten and the form's answer set nothing: what they said is not dropped without a word. */
function neverALevel(incident: Incident, { policy }: Situation): Incident['notices'] {
  if (incident.level !== null || isOver(incident.status)) return [];
  const texts = incident.unknownSeverities.filter(({ where }) => where !== 'label').map(saidInWords);
  if (texts.length === 0) return [];
  const text = `${texts.join('; ')}, which is no severity of this policy: none is set. Comment /severity with one of ${levelsOf(policy)}.`;
  const byForm = incident.unknownSeverities.some(({ where }) => where === 'form');
  return [{ key: 'level-never', text }, ...(byForm ? [otherForm] : [])];
}

/** An answer of another runbook's form was read by its rank; told until somebody has taken the incident on. */
function readByRank({ unknownSeverities, milestones, status }: Incident): Incident['notices'] {
  const read = unknownSeverities.find(({ readAs }) => readAs !== undefined);
  if (read === undefined || milestones.acknowledged !== null || isOver(status)) return [];
  const text = `${saidInWords(read)}, which is a severity of another runbook: it was read as ${read.readAs}, which has its rank. Comment /severity if that is not meant.`;
  return [{ key: 'level-elsewhere', text }, otherForm];
}

const otherForm = {
  key: 'form-of-another',
  text: 'The form offers the severities of another policy: copy the one for yours over .github/ISSUE_TEMPLATE/incident.yml.',
};

/** What was decided is not changed by an edit of the form; what the form says of it by now is told. */
function formSays({ formLevel, level, excluded, status }: Incident): Incident['notices'] {
  if (isOver(status)) return [];
  const is = level === null ? 'no severity is set' : `the incident is ${level}`;
  const severity = `The form says ${formLevel}; ${is}. Comment /severity ${formLevel} if the form is right.`;
  const isReport = status === 'reported';
  const none = `The form says that this is “${excluded}”, which is no incident here. ${isReport ? 'Nobody was paged: comment /ack to take it as one all the same, or' : 'If that is so, comment'} /decline with the reason.`;
  return [
    ...(formLevel === null || formLevel === level ? [] : [{ key: 'form-level', text: severity }]),
    ...(excluded === null ? [] : [{ key: 'form-excluded', text: none }]),
  ];
}

/** A label that looks like a severity and is none: it would tell everybody who reads the issue something that does not hold. */
function strayLabels(incident: Incident, { policy, facts }: Situation): Incident['notices'] {
  if (facts.issue === null) return [];
  const { remove } = labelDifference(policy, incident, facts.issue);
  const labels = facts.issue.labels.map((label) => label.name).filter((label) => !remove.includes(label));
  const stray = labels.filter((label) => isUnknownLevel(policy, label));
  if (stray.length === 0 || isOver(incident.status)) return [];
  const found = stray.map((label) => `“${label}”`).join(', ');
  const ask = incident.level === null ? `Comment /severity with one of ${levelsOf(policy)}, and take` : 'Take';
  const text = `The label ${found} is no severity of this policy and counts for nothing. ${ask} it off the issue.`;
  return [{ key: 'level-label', text }];
}

function levelsOf(policy: Policy): string {
  return policy.levels.map((level) => level.name).join(', ');
}

function unmapped(incident: Incident, { policy, facts }: Situation): Incident['notices'] {
  const level = levelOf(policy, incident);
  const roles = level === null ? [] : unmappedRoles(policy, level);
  if (roles.length === 0) return [];
  return [
    {
      key: 'unmapped',
      text: `${whoIsShutOut(facts).length === 0 ? 'Nobody' : 'Nobody who may read this repository'} is mapped to ${roles.join(', ')}, so they are not mentioned. Map them under people in .github/firebreak.yml.`,
    },
  ];
}

/** Handles of today's policy that pages have shown to reach nobody: a renamed account, a team that the app may not see. */
function unheard({ unheard: handles = [], status }: Incident, { policy }: Situation): Incident['notices'] {
  const mapped = new Set(Object.values(policy.people).flat());
  const found = handles.filter((handle) => mapped.has(handle)).map((handle) => handle.replace(/^@/, ''));
  if (found.length === 0 || isOver(status)) return [];
  const text = `GitHub tells nobody by ${found.join(', ')}: there is no such account, or no such team that this app may see. Correct it under people in .github/firebreak.yml, or let the app read the organisation's members.`;
  return [{ key: 'unheard', text }];
}

/** GitHub leaves out whoever it cannot assign, and says nothing: told while they lead and the issue is not theirs. */
function unassigned({ unassigned: handles = [], roles, status }: Incident, { facts }: Situation): Incident['notices'] {
  const login = roles['commander']?.login ?? '';
  const isTheirs = facts.issue?.assignees.some((person) => person.login === login) === true;
  if (!handles.includes(`@${login}`) || isTheirs || isOver(status)) return [];
  const text = `GitHub did not assign this issue to ${login}, probably because they have no access to this repository. They lead all the same. Give them access and assign them by hand, or comment /ic with somebody who has it.`;
  return [{ key: 'unassigned', text }];
}

/** Where everybody can read, a security incident shows no details. */
function guarded(incident: Incident, { facts, policy }: Situation): Incident['notices'] {
  if (!incident.security) return [];
  if (facts.repository.private) return [{ key: 'security', text: 'This is a security incident.' }];
  const { where } = policy.intake.security;
  const place =
    where === 'advisory' ? 'a private security advisory of this repository' : `the private repository ${where}`;
  const text = `This is a security incident and everybody can read this: details are left out here. They belong in ${place}.`;
  return [{ key: 'security', text }];
}

function plain(incident: Incident, { policy }: Situation): Incident['notices'] {
  if (incident.plainSince === null) return [];
  const text = `This is no incident but an ordinary issue: commands are not answered here any more. To declare an incident, set the label ${policy.labels.incident} again.`;
  return [{ key: 'plain', text }];
}

function repliesPaused(incident: Incident, { now }: Situation): Incident['notices'] {
  const until = anyPausedUntil(incident, now);
  if (until === null) return [];
  const text = `Somebody here, or the thread, had its share of replies for the hour. Until ${until} such comments are answered by reactions alone; commands work as ever.`;
  return [{ key: 'replies-paused', text }];
}
