// Starting a run is the one thing that must never happen twice: what may have been started is looked for and never sent again (F-24).
import type { Effect, EffectOf } from '../../core/effects.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { compare, plus, type Timestamp } from '../../core/time.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import type { EffectResult } from '../github/port.ts';
import type { Clock } from './clock.ts';
import type { EffectRunner } from './effect-runner.ts';
import type { OutboxEntry, Settled } from './store.ts';

/** So long a run is looked for whose start was not answered. */
const LOOKED_FOR = 'PT1M';
/** So long after it was decided it may begin: whoever waits longer has gone on by hand. */
const BEGUN_WITHIN = 'PT10M';

type Failed = Extract<EffectResult, { readonly ok: false }>;
type Start = OutboxEntry & { readonly effect: EffectOf<'dispatch'> };

export function isStart(entry: OutboxEntry): entry is Start {
  return entry.effect.kind === 'dispatch';
}

export type Starts = {
  /** To be sent. */
  readonly open: readonly OutboxEntry[];
  /** Not known yet: to be looked for a little later. */
  readonly waiting: readonly Failed[];
};

/** Of the outbox, what may be sent: runs that were found are settled, those that came too late or are lost are given up, with the news for the incident. */
export async function settleStarts(
  runner: EffectRunner,
  issue: IssueRef,
  entries: readonly OutboxEntry[],
): Promise<Starts> {
  const open: OutboxEntry[] = [];
  const waiting: Failed[] = [];
  for (const entry of entries) {
    if (!isStart(entry)) open.push(entry);
    else if (entry.state === 'sent' || entry.lookFirst) {
      const left = await lookedFor(runner, issue, entry);
      if (left === 'unsent') open.push(entry);
      else if (left !== 'settled') waiting.push(left);
    } else if (isOver(entry.effect.at, BEGUN_WITHIN, runner.clock.now())) await tooLate(runner, entry);
    else open.push(entry);
  }
  return { open, waiting };
}

async function lookedFor(runner: EffectRunner, issue: IssueRef, entry: Start): Promise<'settled' | 'unsent' | Failed> {
  const { key, operation, workflow, at } = entry.effect;
  const run = await runner.gateway.findRun(issue, { key: operation, workflow, since: at });
  if (run !== null) {
    const result = { key, ok: true, comment: null, run } as const;
    await runner.outbox.settle(entry, { state: 'done', result, ...newsOf(runner, entry.effect, result) });
    return 'settled';
  }
  const isLate = isOver(at, entry.state === 'sent' ? LOOKED_FOR : BEGUN_WITHIN, runner.clock.now());
  if (!isLate && entry.state !== 'sent') return 'unsent';
  const message = 'GitHub did not say whether the run was started, and none is found yet.';
  const failed = { key, ok: false, fate: 'uncertain', status: null, message } as const;
  if (!isLate) return failed;
  if (entry.state === 'sent') await lost(runner, entry, failed);
  else await tooLate(runner, entry);
  return 'settled';
}

async function lost(runner: EffectRunner, entry: Start, result: Failed): Promise<void> {
  runner.log('error', 'run-lost', `Nobody knows whether the run ${entry.effect.operation} was started.`, {
    key: result.key,
  });
  await runner.outbox.settle(entry, {
    state: 'failed',
    result,
    ofPage: runner.dispatched(entry.effect, 'lost', null, null),
  });
}

async function tooLate(runner: EffectRunner, entry: Start): Promise<void> {
  const { key } = entry.effect;
  const message = 'it could not be asked for within ten minutes';
  const result = { key, ok: false, fate: 'final', status: null, message } as const;
  await runner.outbox.settle(entry, {
    state: 'failed',
    result,
    ofPage: runner.dispatched(entry.effect, 'refused', null, message),
  });
}

function isOver(at: Timestamp, duration: string, now: Timestamp): boolean {
  return compare(plus(at, duration), now) <= 0;
}

/** What the incident is told of the start of a run; nothing for other effects. */
export function newsOf(
  runner: Pick<EffectRunner, 'dispatched'>,
  effect: Effect,
  result: EffectResult,
): Pick<Settled, 'ofPage'> {
  if (effect.kind !== 'dispatch') return {};
  if (result.ok) return { ofPage: runner.dispatched(effect, 'started', result.run ?? null, null) };
  const { status, message } = result;
  const why = status === null ? message : `${status} ${message}`;
  return { ofPage: runner.dispatched(effect, 'refused', null, why.slice(0, LONGEST)) };
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
