// Which template a kind of message has in a runbook's words, and the words of that runbook for a status.
import type { Incident, Status } from '../incident/record.ts';
import { type TemplateName, templates } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import type { MessageKind, Wording } from '../policy/written/telling.ts';

/** The template of a kind in a wording; null when that runbook has no such message. A page has always words: the nearest runbook's. */
export function templateFor(kind: MessageKind, wording: Wording): TemplateName | null {
  const name = `${kind.replace('_', '-')}.${wording}`;
  const own = templates.find((template) => template === name) ?? null;
  if (own !== null || kind !== 'initial') return own;
  return wording === 'emergency' ? 'internal.emergency' : 'initial.github';
}

/** Where a runbook's messages know fewer states than there are, or other words for them (C20). */
const words: Readonly<Record<Wording, Readonly<Partial<Record<Status, string>>>>> = {
  emergency: { identified: 'investigating', monitoring: 'mitigating', closed: 'resolved' },
  standard: { mitigating: 'identified', closed: 'resolved' },
  sev: { closed: 'resolved' },
  github: { identified: 'investigating', mitigating: 'fixing', monitoring: 'verifying', closed: 'resolved' },
  commander: { monitoring: 'mitigating', closed: 'resolved' },
};

/** The incident's status in a message: the policy's own word, else the runbook's, else the canonical one. */
export function statusWord({ status, milestones }: Incident, policy: Policy, wording: Wording): string {
  const own = policy.statusWords[status];
  if (own !== undefined) return own;
  if (wording === 'standard' && status === 'mitigating' && milestones.identified === null) return 'investigating';
  return words[wording][status] ?? status;
}

/** How far a handoff says the response is (`S002-37`): a cause is looked for once the service is restored. */
export function handoffPhase(status: Status): string {
  if (status === 'reported' || status === 'investigating') return 'Contain';
  return status === 'identified' || status === 'mitigating' ? 'Mitigate' : 'Diagnose';
}

/** The fields of an update in each runbook's words, in order; a test holds them to the templates. */
const updateFields: Readonly<Partial<Record<Wording, readonly string[]>>> = {
  sev: ['Status', 'Impact', 'What we know', 'What we’re doing', 'Next update'],
  github: ['Time', 'Progress', 'Current status', 'Next', 'ETA'],
  commander: ['Time', 'Status', 'Update', 'Impact', 'ETA', 'Next update in'],
};

/** What the policy's update names; null when its runbook has no update. */
export function fieldsOfUpdate(policy: Policy): readonly string[] | null {
  const wording = policy.messages.update ?? null;
  return wording === null ? null : (updateFields[wording] ?? null);
}
