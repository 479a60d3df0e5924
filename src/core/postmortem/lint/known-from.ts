// What the record of an incident says to the rules of the lint.
import type { Incident } from '../../incident/record.ts';
import type { Policy } from '../../policy/policy.ts';
import { minutesOf } from '../front-matter.ts';
import { beganAt } from '../known.ts';
import { peakOf } from '../severities.ts';
import type { Known } from './known.ts';

/** The same values as the draft is written from; who has or had a role counts as people. */
export function knownFrom(incident: Incident, policy: Policy): Known {
  const { milestones, roles, level, temporaryFixes } = incident;
  const { detected, reported, declared, acknowledged, identified, mitigated, resolved } = milestones;
  return {
    incident: {
      severityPeak: peakOf(incident, policy),
      severityClose: level,
      drill: incident.drill === true,
      duration: minutesOf(beganAt(incident), resolved),
      started: beganAt(incident),
      milestones: {
        detected: detected ?? reported ?? declared,
        acknowledged,
        identified,
        fixed: mitigated,
        resolved,
      },
    },
    people: [...new Set(Object.values(roles).map(({ login }) => login))],
    temporaryFixes: temporaryFixes.flatMap(({ what, done, issue }) =>
      done === null ? [{ what, issue: issue?.number ?? null }] : [],
    ),
  };
}
