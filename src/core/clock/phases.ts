// Phases of a response and their budgets: said when one takes longer than the runbook gives it (`S000-07`, `S002-06`, C18).
import { budgetOf, phaseIsOver } from '../incident/phase.ts';
import type { Incident } from '../incident/record.ts';
import type { Phase, Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { reach } from './calendar.ts';
import { type Once, once } from './once.ts';
import { begun } from './targets.ts';

/** The phases whose budget ends while they are not over. What follows the resolution is counted from it, also when the issue is closed (`S000-09`). */
export function phases(incident: Incident, policy: Policy): readonly Once[] {
  if (incident.status === 'reported' || incident.status === 'declined' || incident.status === 'duplicate') return [];
  return policy.phases.flatMap((phase) => {
    const from = startOf(phase, incident);
    const budget = budgetOf(phase, incident.level);
    if (budget === null || from === null || phaseIsOver(policy, phase, incident)) return [];
    return once(incident, 'phase-over', phase.id, reach(from, budget, policy));
  });
}

/** Since when the budget of a phase is counted; null while it is not. */
export function startOf(phase: Phase, incident: Incident): Timestamp | null {
  return phase.status === 'resolved' ? incident.milestones.resolved : begun(incident);
}
