// What a drill does not do to the world: it is only said, by the same decisions as in an incident (decision 0037).
import type { Effect } from '../effects.ts';
import type { Incident } from '../incident/record.ts';

/** Commands that start something, merge something or hold something back. In a drill each is a dry run, whatever was typed. */
const acting = ['rollback', 'run', 'confirm', 'cancel', 'verify', 'freeze', 'unfreeze', 'hotfix'] as const;

/** Whether the command is only said in this incident. */
export function isDry(command: string, { drill }: Pick<Incident, 'drill'>): boolean {
  return drill === true && acting.some((name) => name === command);
}

const toTheWorld: readonly Effect['kind'][] = [
  'dispatch',
  'cancel-run',
  'deployed',
  'open-hotfix',
  'adopt-hotfix',
  'ask-review',
  'check',
];

/** Whether a drill may have it done: whatever decided it, nothing of these leaves a drill. */
export function isPractice(effect: Effect): boolean {
  return !toTheWorld.includes(effect.kind);
}
