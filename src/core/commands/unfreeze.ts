// `/unfreeze`: what is held back is let go, though the incident goes on; its severity does not freeze again by itself.
import { holdingFreeze } from '../incident/freeze.ts';
import { isActive } from '../incident/transitions.ts';
import { wrongStatus } from '../mitigation/refused-operation.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const unfreeze: Command = {
  name: 'unfreeze',
  usage: '/unfreeze [reason]',
  summary: 'Let go what the freeze of this incident holds back.',
  group: 'mitigate',
  examples: ['/unfreeze', '/unfreeze the fix must go out'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident) => (isActive(incident.status) && holdingFreeze(incident) !== null ? '/unfreeze' : null),
  decide,
};

function decide({ line, incident, isReplay }: CommandInput): Outcome {
  // Of a thread that is read again, the freeze of the severity is not known; that it was lifted must be.
  if (isReplay !== true && holdingFreeze(incident) === null)
    return refused(isActive(incident.status) ? problem('not-frozen', {}) : wrongStatus(incident));
  return done([{ kind: 'unfrozen', why: 'lifted', reason: line.text }]);
}
