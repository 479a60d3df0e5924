// Verification: begun by itself when a rollback is done, and what follows from its end: watched where nothing failed, watched anew where it failed.
import { watchedFor } from '../clock/monitoring.ts';
import type { Change } from '../incident/change.ts';
import type { CheckMade, Operation } from '../incident/operation.ts';
import { verificationKey } from '../incident/operation-change.ts';
import { isActive } from '../incident/transitions.ts';
import { verifiedMessage } from '../messages/verification.ts';
import type { RunSeen } from '../mitigation/run-seen.ts';
import { beginVerification, checksByPeople, checksMade, hasFailed } from '../mitigation/verification.ts';
import { dispatching } from './dispatching.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { unwatched, type Watched, watching } from './watching.ts';

/** The draft in which what a rollback or a hotfix brought back is verified before it is watched; null where the policy does not have it so. */
export function verifying(
  draft: Draft,
  rollback: Pick<Operation, 'key' | 'environment'>,
): { readonly draft: Draft; readonly told: Watched & { readonly isVerified: true } } | null {
  const { incident, situation } = draft;
  const isBegun = incident.operations?.some((one) => one.key === verificationKey(rollback.key)) === true;
  if (isBegun || !isActive(incident.status) || !situation.policy.verification.afterRollback) return null;
  const begin = beginVerification(incident, situation.policy, situation.checkHosts, rollback);
  if (begin === null) return null;
  const next = changed(draft, [begin], byItself(draft));
  return { draft: doing(next, ...dispatching(incident, next.incident)), told: { ...unwatched, isVerified: true } };
}

/** The draft with what came of the checks of a verification that has ended. */
export function withResults(draft: Draft, operation: Operation, seen: RunSeen): Draft {
  if (operation.kind !== 'verification' || seen.status !== 'ended') return draft;
  const checks: readonly CheckMade[] = checksMade(operation, draft.situation.policy, seen);
  return changed(draft, [{ kind: 'verified', key: operation.key, checks }], byItself(draft));
}

/** What follows from its end. `to`: who asked for it, or leads; null: nobody. */
export function verified(draft: Draft, operation: Operation, to: string | null): Draft {
  const failed = hasFailed(operation);
  const { draft: next, told, isAnew } = failed ? anew(draft, operation) : back(draft);
  return doing(next, {
    kind: 'comment',
    key: `operation/${operation.key}/${operation.state}`,
    urgency: 'reply',
    message: verifiedMessage(operation, { ...told, to, isAnew, byPeople: checksByPeople(draft.situation.policy) }),
  });
}

type Followed = { readonly draft: Draft; readonly told: Watched; readonly isAnew: boolean };

/** Something was done about it and holds: it is watched. Where nothing was done, or it is watched already, the status stays. */
function back(draft: Draft): Followed {
  const { status, operations = [], hotfixes = [] } = draft.incident;
  const isMended =
    operations.some(({ kind, state }) => (kind === 'rollback' || kind === 'action') && state === 'succeeded') ||
    hotfixes.some(({ live }) => live !== undefined);
  if (status !== 'mitigating' || !isMended) return { draft, told: unwatched, isAnew: false };
  return { ...watching(draft), isAnew: false };
}

/** What is watched does not hold: the window begins anew (`S003-21`). Only what was shown to fail does that. */
function anew(draft: Draft, { checks = [] }: Operation): Followed {
  const { incident, situation } = draft;
  const nothing = { draft, told: unwatched, isAnew: false };
  const window = watchedFor(incident, situation.policy)?.window ?? null;
  const failed = checks.filter(({ result }) => result === 'failed');
  if (incident.monitoring === null || window === null || failed.length === 0) return nothing;
  const note = `Verification failed: ${failed.map(({ text }) => text).join('; ')}`;
  const recurred: Change = { kind: 'recurred', window: window.min, most: window.max, note };
  const next = changed(draft, [recurred], byItself(draft));
  return { draft: next, told: { watchedUntil: next.incident.monitoring?.until ?? null, held: [] }, isAnew: true };
}
