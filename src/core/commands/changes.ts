// `/changes`: what changed before the symptoms began, ranked by how well its time fits, with the reasons (S001-33, S002-16).

import { changesMessage } from '../messages/changes.ts';
import { embedded } from '../messages.ts';
import { changesIn, lookBack, onsetOf } from '../mitigation/look-back.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const changes: Command = {
  name: 'changes',
  usage: '/changes',
  summary: 'Look again at what changed before it began: deployments, merges, releases, failed runs, configuration.',
  group: 'mitigate',
  examples: ['/changes'],
  args: [],
  options: [],
  flags: [],
  late: 'run',
  right: 'respond',
  past: ({ incident, policy, now }) => lookBack(policy, policy.rollback.environment, onsetOf(incident, now)),
  usefulNow: (incident) =>
    incident.changes === undefined && incident.milestones.declared !== null ? '/changes' : null,
  decide,
};

function decide({ incident, policy, now, past }: CommandInput): Outcome {
  if (past === undefined) return refused(problem('not-read', {}));
  const found = changesIn(past, policy.rollback.environment, incident, policy, now);
  return done([{ kind: 'looked-back', found }], { announced: embedded(changesMessage(found, policy)) });
}
