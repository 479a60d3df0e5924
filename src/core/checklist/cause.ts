// What of a checklist is about the cause or comes after mitigation: a gate of mitigation never waits for it (`S002-01`, C19).
import type { Proof } from '../incident/checklist-item.ts';
import type { Gated, Policy } from '../policy/policy.ts';

type Item = Pick<Policy['checklist'][number], 'id' | 'text' | 'stage' | 'tickedWhen'>;

/** Service is restored with `monitoring`: what was done towards that may be asked for before it, the cause never. */
type Later = { readonly proofs: readonly (Proof | null)[]; readonly stages: readonly Item['stage'][] };

const later = {
  mitigating: {
    proofs: ['identified', 'mitigated', 'verified', 'watched', 'resolved'],
    stages: ['fix', 'resolve', 'after'],
  },
  monitoring: { proofs: ['identified', 'watched', 'resolved'], stages: ['fix', 'after'] },
} as const satisfies Partial<Record<Gated, Later>>;

/** The gates of mitigation. */
export const mitigations = ['mitigating', 'monitoring'] as const;

/** Whether an item asks for the cause, or for something that can only follow, so that the gate never waits for it. */
export function comesLater(gate: Gated, { id, text, stage, tickedWhen }: Item): boolean {
  if (gate !== 'mitigating' && gate !== 'monitoring') return false;
  const { proofs, stages }: Later = later[gate];
  return (
    stages.includes(stage) ||
    proofs.includes(tickedWhen) ||
    /\b(?:root[ _-]?)?causes?\b/i.test(`${id} ${text}`.replaceAll('_', ' '))
  );
}
