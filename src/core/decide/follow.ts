// Runs that were started for the incident: what GitHub says of them goes on record, and how they end is told to whoever asked.
import type { Effect } from '../effects.ts';
import type { FactRequest } from '../facts.ts';
import { ANSWERED_BY, allUnderWay, isUnderWay, isUnheardOf, type Operation } from '../incident/operation.ts';
import { BY_ITSELF } from '../incident/operation-change.ts';
import type { Incident } from '../incident/record.ts';
import { endedMessage } from '../messages/operation.ts';
import { measuringSteps } from '../mitigation/measuring.ts';
import type { RunSeen, RunWanted } from '../mitigation/run-seen.ts';
import { checksAnswered } from '../mitigation/verification.ts';
import type { Policy } from '../policy/policy.ts';
import { earlier, isDue, later, plus, type Timestamp } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { measured, measuredByRun } from './measured.ts';
import { isUnprinted, probed } from './probed.ts';
import { revertsOf } from './reverts.ts';
import { asMayBeShown } from './security.ts';
import { verified, verifying, withResults } from './verified.ts';
import { unwatched, watching } from './watching.ts';

/** How often a run is looked at that no event tells of, and once it has taken long. */
const EVERY = 'PT15S';
const LATER_EVERY = 'PT1M';
const SOON = 'PT10M';

/** What is read of a run beside how it stands, by what it is for. */
const wantedBeside: Partial<Readonly<Record<Operation['kind'], Pick<RunWanted, 'parts' | 'probes'>>>> = {
  verification: { parts: true },
  evidence: { probes: true },
};

/** The runs that are followed. Nothing is asked before GitHub has answered that they were started. */
export function runsFor(incident: Incident | null, policy: Policy): Pick<FactRequest, 'runs'> {
  const followed =
    incident === null ? [] : allUnderWay(incident).filter(({ state, byApp }) => state !== 'asked' && byApp !== true);
  return followed.length === 0 ? {} : { runs: followed.map((one) => wanted(one, policy)) };
}

function wanted({ kind, key, run, workflow, branch, at }: Operation, policy: Policy): RunWanted {
  const measures = kind === 'verification' ? measuringSteps(policy) : [];
  return {
    key,
    id: run?.id ?? null,
    workflow,
    branch,
    since: at,
    ...wantedBeside[kind],
    ...(measures.length === 0 ? {} : { measures }),
  };
}

/** The draft with what the facts say of the runs. */
export function followed(draft: Draft): Draft {
  return allUnderWay(draft.incident).reduce(followedOne, draft);
}

function followedOne(draft: Draft, operation: Operation): Draft {
  if (operation.byApp === true)
    return isUnanswered(draft, operation) ? moved(draft, operation, 'lost', null, null) : draft;
  const seen = draft.situation.facts.runs?.[operation.key];
  if (operation.state === 'asked') return unheardOf(draft, operation);
  if (seen === undefined) return draft;
  if (seen === null) return notFound(draft, operation);
  if (operation.run !== null && operation.run.id !== seen.id) return draft;
  if (isUnprinted(draft, operation, seen)) return draft;
  return moved(
    measuredByRun(withResults(draft, operation, seen), operation, seen),
    operation,
    stateOf(seen),
    { id: seen.id, url: seen.url },
    seen.step,
  );
}

/** So long the answers to the app's own checks are waited for: by then they were lost with the database. */
const ANSWERED_WITHIN = 'PT5M';

function isUnanswered({ situation }: Draft, { at }: Operation): boolean {
  return isDue(plus(at, ANSWERED_WITHIN), situation.now);
}

/** The draft with what came of the checks that the app made. */
export function onChecked(given: Draft, { operation: key, answers }: TriggerOf<'checked'>): Draft {
  const draft = measured(given, answers);
  const operation = draft.incident.operations?.find((one) => one.key === key);
  if (operation?.byApp !== true || !isUnderWay(operation)) return draft;
  const checks = checksAnswered(operation, answers, draft.situation.facts.repository.private);
  const next = changed(draft, [{ kind: 'verified', key, checks }], byItself(draft));
  const state = checks.some(({ result }) => result === 'failed') ? 'failed' : 'succeeded';
  return moved(next, operation, state, null, null);
}

function unheardOf(draft: Draft, operation: Operation): Draft {
  return isUnheardOf(operation, draft.situation.now) ? moved(draft, operation, 'unanswered', null, null) : draft;
}

/** So long a run is looked for whose start was not answered, or that GitHub has no more; then a person must look (F-24). */
const LOOKED_FOR = 'PT1M';
/** So long one that was started may have no run that is found by its name: a host that does not say which run it is may be slow. */
const NAMED_WITHIN = 'PT10M';

function notFound(draft: Draft, operation: Operation): Draft {
  const { state, since, run } = operation;
  const isOver = (within: string) => isDue(plus(since, within), draft.situation.now);
  if (state === 'unanswered') return isOver(LOOKED_FOR) ? moved(draft, operation, 'lost', null, null) : draft;
  // One that was started just now GitHub may not show yet.
  return isOver(run === null ? NAMED_WITHIN : LOOKED_FOR) ? moved(draft, operation, 'unanswered', null, null) : draft;
}

/** The draft with GitHub's answer to the start. */
export function onDispatched(draft: Draft, { operation: key, how, run, why }: TriggerOf<'dispatched'>): Draft {
  const operation = draft.incident.operations?.find((one) => one.key === key);
  const isAwaited = operation?.state === 'asked' || (operation?.state === 'unanswered' && operation.run === null);
  if (operation === undefined || !isAwaited) return draft;
  return moved(draft, operation, how === 'started' ? 'queued' : how, run, why);
}

/** The draft with what GitHub does not record of a rollback. */
export function onUnrecorded(draft: Draft, { operation: key, why }: TriggerOf<'unrecorded'>): Draft {
  const isKnown = draft.incident.operations?.some((one) => one.key === key) === true;
  return isKnown ? changed(draft, [{ kind: 'deployment-unrecorded', key, why }], byItself(draft)) : draft;
}

/** When to look again. */
export function untilFollowed(incident: Incident, at: Timestamp | null, now: Timestamp): Timestamp | null {
  const operations = allUnderWay(incident);
  if (operations.length === 0) return at;
  const next = operations.map((one) => lookAt(one, now)).reduce(earlier);
  return at === null ? next : earlier(at, next);
}

function lookAt({ at, byApp, state }: Operation, now: Timestamp): Timestamp {
  if (state === 'asked') return later(plus(at, ANSWERED_BY), now);
  if (byApp === true) return later(plus(at, ANSWERED_WITHIN), now);
  const isRecent = later(plus(at, SOON), now) !== now;
  return plus(now, isRecent ? EVERY : LATER_EVERY);
}

function stateOf({ status, conclusion }: RunSeen): Operation['state'] {
  if (status !== 'ended') return status;
  if (conclusion === 'success') return 'succeeded';
  return conclusion === 'cancelled' ? 'cancelled' : 'failed';
}

function moved(
  draft: Draft,
  before: Operation,
  state: Operation['state'],
  run: Operation['run'],
  step: string | null,
): Draft {
  if (before.state === state && before.step === step && (run === null || before.run !== null)) return draft;
  const next = changed(draft, [{ kind: 'operation-moved', key: before.key, state, run, step }], byItself(draft));
  const now = next.incident.operations?.find(({ key }) => key === before.key);
  if (now === undefined || isUnderWay(now)) return cancelledMeanwhile(next, before, now);
  return ended(next, now);
}

/** Somebody asked for its end before its number was known. */
function cancelledMeanwhile(draft: Draft, before: Operation, now: Operation | undefined): Draft {
  if (now?.cancelledBy === undefined || now.run === null || before.run !== null) return draft;
  return doing(draft, { kind: 'cancel-run', key: `cancel-run/${now.key}`, run: now.run.id });
}

/** What follows from its end: where the service is back it is watched, the version is recorded, and whoever asked is told. */
function ended(draft: Draft, operation: Operation): Draft {
  if (operation.kind === 'evidence') return probed(draft, operation);
  if (operation.kind === 'verification') return verified(draft, operation, askerOf(draft, operation));
  const isBack = operation.state === 'succeeded' && operation.kind === 'rollback';
  const { draft: after, told } = isBack ? (verifying(draft, operation) ?? watching(draft)) : { draft, told: unwatched };
  return doing(after, ...(isBack ? recorded(after, operation) : []), {
    kind: 'comment',
    key: `operation/${operation.key}/${operation.state}`,
    urgency: 'reply',
    message: endedMessage(shownOf(after, operation), {
      ...told,
      to: askerOf(after, operation),
      lookAt: isBack ? after.situation.policy.rollback.verify : [],
      reverts: isBack ? revertsOf(after, operation) : [],
    }),
  });
}

/** What began by itself is told to whoever leads. */
function askerOf({ incident }: Draft, { by }: Operation): string | null {
  return by === BY_ITSELF ? (incident.roles['commander']?.login ?? null) : by;
}

/** As it may be said in the open. */
function shownOf({ incident, situation }: Draft, operation: Operation): Operation {
  return asMayBeShown(incident, situation).operations?.find(({ key }) => key === operation.key) ?? operation;
}

function recorded({ situation }: Draft, { key, environment, to, at, run }: Operation): readonly Effect[] {
  if (!situation.policy.rollback.recordDeployment || environment === null || to === null) return [];
  return [{ kind: 'deployed', key: `deployed/${key}`, environment, sha: to.sha, since: at, url: run?.url ?? null }];
}
