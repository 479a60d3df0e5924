// Starting a run is the one thing that must never happen twice: what may have been started is looked for and never sent again (F-24).
import type { Effect, EffectOf } from '../../core/effects.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { compare, plus } from '../../core/time.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import type { EffectResult } from '../github/port.ts';
import type { Clock } from './clock.ts';
import type { EffectRunner } from './effect-runner.ts';
import type { OutboxEntry, Settled } from './store.ts';

/** So long after it was decided it may begin: whoever waits longer has gone on by hand. */
const BEGUN_WITHIN = 'PT10M';

type Failed = Extract<EffectResult, { readonly ok: false }>;
export type Start = OutboxEntry & { readonly effect: EffectOf<'dispatch'> };

export function isStart(entry: OutboxEntry): entry is Start {
  return entry.effect.kind === 'dispatch';
}

/** Its answer was lost. */
export function isLostStart(entry: OutboxEntry, result: EffectResult): boolean {
  return isStart(entry) && !result.ok && result.fate === 'uncertain';
}

/** Of the outbox, what may be sent: what may have been started, and what came too late, is settled with the news for the incident. */
export async function settleStarts(
  runner: EffectRunner,
  issue: IssueRef,
  entries: readonly OutboxEntry[],
): Promise<readonly OutboxEntry[]> {
  const open: OutboxEntry[] = [];
  for (const entry of entries) if (!isStart(entry) || (await isToBeSent(runner, issue, entry))) open.push(entry);
  return open;
}

async function isToBeSent(runner: EffectRunner, issue: IssueRef, entry: Start): Promise<boolean> {
  const { key, operation, workflow, branch, at } = entry.effect;
  if (entry.state === 'sent') {
    await unanswered(runner, entry, { ...lostStart, key });
    return false;
  }
  if (compare(plus(at, BEGUN_WITHIN), runner.clock.now()) <= 0) {
    await tooLate(runner, entry);
    return false;
  }
  const wanted = { key: operation, workflow, branch, since: at };
  const run = entry.lookFirst ? await runner.gateway.findRun(issue, wanted) : null;
  if (run === null) return true;
  const result = { key, ok: true, comment: null, run } as const;
  await runner.outbox.settle(entry, { state: 'done', result, ...newsOf(runner, entry.effect, result) });
  return false;
}

const lostStart = { ok: false, fate: 'uncertain', status: null, message: 'The answer to the start was lost.' } as const;

/** It may have been started: it is never sent again, and the incident looks for it. Nothing else waits for that. */
export async function unanswered(runner: EffectRunner, entry: Start, result: Failed): Promise<void> {
  const text = `GitHub did not say whether the run ${entry.effect.operation} was started: ${result.message}`;
  runner.log('warn', 'run-unanswered', text, { key: result.key });
  await runner.outbox.settle(entry, {
    state: 'failed',
    result,
    ofPage: runner.dispatched(entry.effect, 'unanswered', null, null),
  });
}

async function tooLate(runner: EffectRunner, entry: Start): Promise<void> {
  const message = 'it could not be asked for within ten minutes';
  const result = { key: entry.effect.key, ok: false, fate: 'final', status: null, message } as const;
  await runner.outbox.settle(entry, {
    state: 'failed',
    result,
    ofPage: runner.dispatched(entry.effect, 'refused', null, message),
  });
}

/** What the incident is told of the start of a run, or of what was opened for it, and of a deployment that is not recorded; nothing for other effects. */
export function newsOf(
  runner: Pick<EffectRunner, 'dispatched' | 'opened' | 'unrecorded'>,
  effect: Effect,
  result: EffectResult,
): Pick<Settled, 'ofPage'> {
  const opened = runner.opened(effect, result);
  if (opened !== null) return { ofPage: opened };
  if (effect.kind === 'deployed' && !result.ok) return { ofPage: runner.unrecorded(effect, whyOf(result)) };
  if (effect.kind !== 'dispatch') return {};
  if (result.ok) return { ofPage: runner.dispatched(effect, 'started', result.run ?? null, null) };
  return { ofPage: runner.dispatched(effect, 'refused', null, whyOf(result)) };
}

function whyOf({ status, message }: Failed): string {
  const why = status === null ? message : `${status} ${message}`;
  return why.slice(0, LONGEST);
}

/** Longest of GitHub's words that are passed on. */
const LONGEST = 300;

/** How an incident is told what became of the start of a run. */
export function tellingDispatched(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
) {
  return (
    { operation }: EffectOf<'dispatch'>,
    how: TriggerOf<'dispatched'>['how'],
    run: TriggerOf<'dispatched'>['run'],
    why: string | null,
  ): TriggerOf<'dispatched'> => ({
    kind: 'dispatched',
    issue,
    installationId,
    at: clock.now(),
    actor: null,
    via: 'clock',
    operation,
    how,
    run: run === null ? null : { ...run },
    why,
  });
}

/** How an incident is told that GitHub does not record what it went back to. */
export function tellingUnrecorded(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
) {
  return ({ key }: EffectOf<'deployed'>, why: string): TriggerOf<'unrecorded'> => ({
    kind: 'unrecorded',
    issue,
    installationId,
    at: clock.now(),
    actor: null,
    via: 'clock',
    operation: key.slice(key.indexOf('/') + 1),
    why,
  });
}
