// `/changes`: what changed in an environment before the symptoms began, ranked by how well its time fits, with the reasons (S001-33, S002-16).

import { changesMessage } from '../messages/changes.ts';
import { embedded } from '../messages.ts';
import { changesIn, lookBack, onsetOf } from '../mitigation/look-back.ts';
import { isOf } from '../mitigation/recent-past.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import type { ParsedLine } from './parse.ts';

export const changes: Command = {
  name: 'changes',
  usage: '/changes [environment]',
  summary:
    'Look again at what changed before it began, here or in the environment named: deployments, merges, releases, failed runs, configuration.',
  group: 'mitigate',
  examples: ['/changes', '/changes staging'],
  args: [{ name: 'environment', kind: 'word', required: false }],
  options: [],
  flags: [],
  late: 'run',
  right: 'respond',
  past: ({ line, incident, policy, now }) => lookBack(policy, environmentOf(line, policy), onsetOf(incident, now)),
  usefulNow: (incident) =>
    incident.changes === undefined && incident.milestones.declared !== null ? '/changes' : null,
  decide,
};

function environmentOf({ args }: ParsedLine, policy: Policy): string {
  return args[0] ?? policy.rollback.environment;
}

/** Card, runbook and rollback go by the policy's environment: another one is only told of. */
function decide({ line, incident, policy, now, past }: CommandInput): Outcome {
  const environment = environmentOf(line, policy);
  if (past === undefined || !isOf(past, environment)) return refused(problem('not-read', {}));
  const found = changesIn(past, environment, incident, policy, now);
  const isKept = environment === policy.rollback.environment;
  return done(isKept ? [{ kind: 'looked-back', found }] : [], { announced: embedded(changesMessage(found, policy)) });
}
