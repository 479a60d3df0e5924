// What the reader of the card must know that nobody commanded: a broken policy, roles nobody is mapped to.
import type { Situation } from '../brain.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf, unmappedRoles } from '../policy/find.ts';

/** Problems of a policy that the card spells out; the rest are counted. */
const SHOWN = 3;

/** The incident with today's notices. They are worked out anew each time, so each problem is shown once. */
export function withNotices(incident: Incident, situation: Situation): Incident {
  const notices = [...policyNotices(situation), ...unmapped(incident, situation)];
  return JSON.stringify(notices) === JSON.stringify(incident.notices) ? incident : { ...incident, notices };
}

function policyNotices({ policyProblems, facts, policy }: Situation): Incident['notices'] {
  if (policyProblems.length === 0) return [];
  const shown = policyProblems
    .slice(0, SHOWN)
    .map((found) => `line ${found.line}, column ${found.column}: ${found.message}`);
  const more = policyProblems.length > SHOWN ? ` (and ${policyProblems.length - SHOWN} more)` : '';
  const force = policy.source.from === 'built-in' ? 'the built-in policy' : 'the last good policy';
  return [
    {
      key: `policy:${facts.policyFile.version}`,
      text: `${facts.policyFile.source} has problems, so ${force} is in force. ${shown.join(' · ')}${more}`,
    },
  ];
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
