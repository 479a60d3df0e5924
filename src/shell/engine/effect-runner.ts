// Carries out the decided effects of one incident, in order, each once: noted before the call, looked for when the answer was lost (INV-3).

import { withAlsoTold } from '../../core/channels/also-told.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import type { IncidentGateway } from '../github/port.ts';
import { type EffectResult, GitHubRefused, GitHubUnavailable, type ReadyEffect } from '../github/port.ts';
import { adoptCard, adoptComments, lookFor } from './adopt.ts';
import type { Clock } from './clock.ts';
import { crashPoint } from './crash-points.ts';
import type { Log } from './log.ts';
import type { News } from './news.ts';
import { withoutSuperseded, withoutWithdrawn } from './not-sent.ts';
import { proof } from './page-proof.ts';
import type { Ready } from './parts.ts';
import { isLostStart, isStart, newsOf, settleStarts, unanswered } from './run-starts.ts';
import type { Outbox, OutboxEntry, Settled } from './store.ts';

export type EffectRunner = News & {
  readonly outbox: Outbox;
  readonly gateway: IncidentGateway;
  readonly ready: Ready;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  /** Aborted when this process no longer holds the incident. */
  readonly signal: AbortSignal;
};

/**
 * GitHub answered this often that this one effect may pass later; with ten seconds between, that is more than an hour. Times at which
 * GitHub could not be asked at all do not count.
 */
const ATTEMPTS = 500;

/**
 * A document that GitHub turned away whole says nothing about the effects in it (a permission not accepted yet, a proxy's page), and a page may be
 * among them: it is sent this often before they are given up.
 */
const TURNED_AWAY = 5;

export type Failed = Extract<EffectResult, { readonly ok: false }>;

/** Some effects are not done yet; GitHub answered, the others are. */
export class EffectsWaiting extends GitHubUnavailable {
  /** Whether one of them may have been done: then nothing else is sent before it was looked for, a little later. */
  readonly inDoubt: boolean;
  constructor(waiting: readonly Failed[]) {
    super(waiting.map(({ key, message }) => `${key}: ${message}`).join('; '), { status: waiting[0]?.status ?? null });
    this.name = 'EffectsWaiting';
    this.inDoubt = waiting.some(({ fate }) => fate === 'uncertain');
  }
}

/**
 * Runs everything in the outbox of the incident. Returns when nothing is left. Throws `EffectsWaiting` when some of it must be tried again
 * later, `GitHubUnavailable` when GitHub could not be asked at all; what is final is noted as failed, logged, and the rest goes on.
 */
export async function runEffects(runner: EffectRunner, key: string, issue: IssueRef): Promise<void> {
  const { entries: open, record } = await runner.outbox.unfinished(key);
  const entries = await withoutSuperseded(runner.outbox, open);
  if (entries.length === 0) return;
  if (record === null) return giveUp(runner, entries, 'There is no record to render it from.');
  const found = await lookFor(runner, issue, entries, record);
  const current = await adoptCard(runner, key, record, entries, found);
  const { open: rest, unproved } = await adoptComments(runner, issue, entries, found);
  const toSend = await settleStarts(runner, issue, rest);
  const wanted = await withoutWithdrawn(runner.outbox, runner.withdrawn, toSend, record);
  await sendApart(runner, { key, issue, record: current }, wanted);
  if (unproved.length > 0) throw new EffectsWaiting(unproved);
}

/** Runs are started apart from the rest: neither may leave the other in doubt, or hold it up. */
async function sendApart(runner: EffectRunner, target: Target, open: readonly OutboxEntry[]): Promise<void> {
  const [starts, rest] = [open.filter(isStart), open.filter((entry) => !isStart(entry))];
  const waits = await send(runner, target, starts).catch((error: unknown) => {
    if (error instanceof GitHubUnavailable) return error;
    throw error;
  });
  await send(runner, target, rest);
  if (waits instanceof GitHubUnavailable) throw waits;
}

type Target = { readonly key: string; readonly issue: IssueRef; readonly record: Incident };

async function send(runner: EffectRunner, target: Target, entries: readonly OutboxEntry[]): Promise<void> {
  const rendered = await render(runner, target.record, entries);
  if (rendered.length === 0) return;
  runner.signal.throwIfAborted();
  const going = rendered.map((each) => each.entry);
  await runner.outbox.begin(going);
  const results = await perform(runner, target, rendered);
  crashPoint('effect-sent-no-answer');
  const again: Failed[] = [];
  const done: Done[] = [];
  for (const [index, entry] of going.entries()) {
    const result = results[index] ?? lost(entry);
    crashPoint(index === 0 ? 'answer-not-recorded' : 'between-effects');
    if (result.ok && isPlain(runner, entry, result)) done.push({ entry, result });
    else await note(runner, entry, result);
    if (!result.ok && result.fate !== 'final' && entry.attempts + 1 < ATTEMPTS && !isLostStart(entry, result))
      again.push(result);
  }
  await noteDone(runner, target, done);
  if (again.length > 0) throw new EffectsWaiting(again);
}

type Rendered = { readonly entry: OutboxEntry; readonly effect: ReadyEffect };

/** An effect that cannot be rendered never will be: it fails alone. */
async function render(
  runner: EffectRunner,
  record: Incident,
  entries: readonly OutboxEntry[],
): Promise<readonly Rendered[]> {
  const rendered: Rendered[] = [];
  for (const entry of entries) {
    try {
      rendered.push({ entry, effect: runner.ready(withAlsoTold(entry.effect, entry.alsoTold ?? []), record) });
    } catch (error) {
      await giveUp(runner, [entry], error instanceof Error ? error.message : String(error));
    }
  }
  return rendered;
}

async function perform(
  runner: EffectRunner,
  target: Target,
  rendered: readonly Rendered[],
): Promise<readonly EffectResult[]> {
  const labelIds = Object.fromEntries(rendered.flatMap((each) => Object.entries(each.entry.labelIds)));
  const effects = rendered.map((each) => each.effect);
  try {
    return await runner.gateway.perform(target.issue, effects, labelIds);
  } catch (error) {
    const entries = rendered.map((each) => each.entry);
    if (error instanceof GitHubUnavailable) await runner.outbox.notBegun(entries);
    if (!(error instanceof GitHubRefused)) throw error;
    return entries.map((entry) => turnedAway(entry, error));
  }
}

function turnedAway({ effect, attempts }: OutboxEntry, { status, message }: GitHubRefused): EffectResult {
  return { key: effect.key, ok: false, fate: attempts + 1 < TURNED_AWAY ? 'retry' : 'final', status, message };
}

function lost(entry: OutboxEntry): EffectResult {
  const message = 'The gateway gave no result for it.';
  return { key: entry.effect.key, ok: false, fate: 'uncertain', status: null, message };
}

type Done = { readonly entry: OutboxEntry; readonly result: Extract<EffectResult, { readonly ok: true }> };

/** Nobody is told anything of it. */
function isPlain(runner: EffectRunner, entry: OutboxEntry, result: Done['result']): boolean {
  return Object.keys(toldOf(runner, entry, result)).length === 0;
}

function toldOf(runner: EffectRunner, entry: OutboxEntry, result: Done['result']): Pick<Settled, 'ofPage'> {
  return { ...proof(runner, entry.effect, result.mentioned), ...newsOf(runner, entry.effect, result) };
}

async function noteDone(runner: EffectRunner, { key, record }: Target, done: readonly Done[]): Promise<void> {
  if (done.length === 0) return;
  const card = done.find(({ entry }) => entry.effect.kind === 'card');
  const comment = card?.result.comment ?? null;
  if (comment !== null && comment.nodeId !== record.card?.nodeId) await runner.outbox.cardIs(key, comment);
  await runner.outbox.settleDone(key, done, card === undefined ? null : record.revision);
}

async function note(runner: EffectRunner, entry: OutboxEntry, result: EffectResult): Promise<void> {
  if (result.ok) return runner.outbox.settle(entry, { state: 'done', result, ...toldOf(runner, entry, result) });
  if (isStart(entry) && isLostStart(entry, result)) return unanswered(runner, entry, result);
  if (result.fate === 'final' || entry.attempts + 1 >= ATTEMPTS) return giveUp(runner, [entry], result.message, result);
  // `uncertain` stays `sent`, so the next attempt looks before it sends.
  await runner.outbox.settle(entry, { state: result.fate === 'retry' ? 'pending' : 'sent', result });
}

async function giveUp(
  runner: EffectRunner,
  entries: readonly OutboxEntry[],
  message: string,
  result: EffectResult | null = null,
): Promise<void> {
  for (const entry of entries) {
    const { key, kind } = entry.effect;
    runner.log('error', 'effect-failed', `The ${kind} effect ${key} failed for good: ${message}`, { key });
    const outcome = result ?? { key, ok: false, fate: 'final', status: null, message };
    const ofPage = runner.refused(entry.effect, outcome.ok ? { status: null, message } : outcome);
    const news = ofPage === null ? newsOf(runner, entry.effect, outcome) : { ofPage };
    await runner.outbox.settle(entry, { state: 'failed', result: outcome, ...news });
  }
}
