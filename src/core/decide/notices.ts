// What the reader of the card must know that nobody commanded: a broken policy, roles nobody is mapped to.
import type { Situation } from '../brain.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf, unmappedRoles } from '../policy/find.ts';
import type { PolicyProblem } from '../policy/policy.ts';

/** Problems of a policy that the card spells out; the rest are counted. */
const SHOWN = 3;

/** The incident with today's notices. They are worked out anew each time, so each problem is shown once. */
export function withNotices(incident: Incident, situation: Situation): Incident {
  const notices = [
    ...policyNotices(situation),
    ...otherPolicy(situation),
    ...notCarried(incident, situation),
    ...unknownLevel(incident, situation),
    ...unmapped(incident, situation),
  ];
  return JSON.stringify(notices) === JSON.stringify(incident.notices) ? incident : { ...incident, notices };
}

function policyNotices({ policyProblems, facts, policy }: Situation): Incident['notices'] {
  if (policyProblems.length === 0) return [];
  const shown = policyProblems.slice(0, SHOWN).map((found) => placed(found, facts.policyFile.source));
  const more = policyProblems.length > SHOWN ? ` (and ${policyProblems.length - SHOWN} more)` : '';
  const force = policy.source.from === 'built-in' ? 'the built-in policy' : 'the last good policy';
  return [
    {
      key: `policy:${facts.policyFile.version}`,
      text: `${facts.policyFile.source} has problems, so ${force} is in force. ${shown.join(' · ')}${more}`,
    },
  ];
}

/** What is wrong in a base is told without its words: who reads this issue may not be somebody who may read that repository. */
function placed({ file, line, column, message }: PolicyProblem, own: string): string {
  if (file === own) return `line ${line}, column ${column}: ${message}`;
  return `${file}, line ${line}, column ${column}: there is a mistake. Run firebreak policy check on it.`;
}

/** Another policy is on the default branch than the incident was declared under: said, and never taken by itself. */
function otherPolicy({ offered, facts }: Situation): Incident['notices'] {
  if (offered === null) return [];
  const what =
    facts.policyFile.text === null
      ? 'The policy file is gone from the default branch. This incident keeps the policy it was declared under.'
      : 'The policy of the default branch is another one by now. This incident keeps the one it was declared under until its commander comments /policy accept; /policy shows what would change.';
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
  const names = policy.levels.map((level) => level.name).join(', ');
  const text = `The policy knows no severity ${incident.level} any more: comment /severity with one of ${names}. Until then its first step is paged.`;
  return [{ key: 'level-unknown', text }];
}

function unmapped(incident: Incident, { policy }: Situation): Incident['notices'] {
  const level = levelOf(policy, incident);
  const roles = level === null ? [] : unmappedRoles(policy, level);
  if (roles.length === 0) return [];
  return [
    {
      key: 'unmapped',
      text: `Nobody is mapped to ${roles.join(', ')}, so they are not mentioned. Map them under people in .github/firebreak.yml.`,
    },
  ];
}
