// Carries out effects on one issue: one document, one result for each effect, whatever became of the others.
import type { IssueRef } from '../../core/incident/record.ts';
import type { Budget, Lane } from './budget.ts';
import type { Client } from './client.ts';
import { document } from './document.ts';
import { isHotfixWrite, performHotfixWrite } from './hotfix-writes.ts';
import { createLabels, missingLabels } from './labels.ts';
import { commentOnLocked } from './locked.ts';
import { type LabelIds, laneOf, mutationsOf, writesOf } from './mutations.ts';
import { pinCard } from './pin.ts';
import { type EffectResult, GitHubRefused, GitHubUnavailable, type ReadyEffect } from './port.ts';
import { done as nothingToDo, resultOf } from './results.ts';
import { isWorkflowWrite, performWrite } from './workflow-writes.ts';

export type PerformParts = {
  readonly client: Client;
  /** Numeric ids of the accounts that are ours. */
  readonly ownIds: () => Promise<readonly number[]>;
  /** The repository's GraphQL id as far as known from earlier facts. */
  readonly repositoryNodeId: (repositoryId: number) => string | null;
};

/** Results in the order of the effects. Throws `GitHubUnavailable` when certainly nothing was done, `GitHubRefused` when GitHub takes nothing of it. */
export async function performEffects(
  parts: PerformParts,
  issue: IssueRef,
  effects: readonly ReadyEffect[],
  known: LabelIds,
): Promise<readonly EffectResult[]> {
  const { going, waiting } = admit(parts.client.budget, effects);
  if (going.length === 0 && waiting.retryAt !== null) {
    throw new GitHubUnavailable("Our share of GitHub's budget is used up.", { retryAt: waiting.retryAt, status: 429 });
  }
  const written = going.filter((effect) => !isWorkflowWrite(effect) && !isHotfixWrite(effect));
  const started = going.filter((effect) => isWorkflowWrite(effect) || isHotfixWrite(effect));
  const done = await Promise.all(started.map((effect) => performApart(parts, issue, effect)));
  const said = await sendWritten(parts, issue, written, known).catch((error: unknown) =>
    afterWrites(error, started, written),
  );
  const results = new Map([...said, ...done].map((result) => [result.key, result]));
  return effects.map((effect) => results.get(effect.key) ?? heldBack(effect));
}

function performApart(parts: PerformParts, issue: IssueRef, effect: ReadyEffect): Promise<EffectResult> {
  if (isWorkflowWrite(effect)) return performWrite(parts, issue, effect);
  if (isHotfixWrite(effect)) return performHotfixWrite(parts.client, issue, effect);
  throw new Error(`${effect.kind} is part of the document.`);
}

async function sendWritten(
  parts: PerformParts,
  issue: IssueRef,
  effects: readonly ReadyEffect[],
  known: LabelIds,
): Promise<readonly EffectResult[]> {
  return send(parts, issue, effects, await withNewLabels(parts, issue, effects, known));
}

/** What was done beside the document is known, so that the document alone is tried again. */
function afterWrites(
  error: unknown,
  started: readonly ReadyEffect[],
  written: readonly ReadyEffect[],
): readonly EffectResult[] {
  const isOurs = error instanceof GitHubUnavailable || error instanceof GitHubRefused;
  if (started.length === 0 || !isOurs) throw error;
  const { status, message } = error;
  return written.map(({ key }) => ({ key, ok: false, fate: 'retry', status, message }));
}

type Admitted = { readonly going: readonly ReadyEffect[]; readonly waiting: { readonly retryAt: string | null } };

/** Most urgent first gets of the budget what it needs; what does not fit waits, without holding up the rest. */
function admit(budget: Budget, effects: readonly ReadyEffect[]): Admitted {
  const lanes: readonly Lane[] = ['page', 'reply', 'decoration'];
  const refused = new Set<Lane>();
  let retryAt: string | null = null;
  for (const lane of lanes) {
    const inLane = effects.filter((effect) => laneOf(effect) === lane);
    if (inLane.length === 0) continue;
    const notBefore = budget.spend(
      lane,
      inLane.reduce((sum, effect) => sum + writesOf(effect), 0),
    );
    if (notBefore === null) continue;
    refused.add(lane);
    retryAt ??= notBefore;
  }
  return { going: effects.filter((effect) => !refused.has(laneOf(effect))), waiting: { retryAt } };
}

function heldBack({ key }: ReadyEffect): EffectResult {
  return { key, ok: false, fate: 'retry', status: 429, message: "Held back: our share of GitHub's budget is used up." };
}

type Labels = { readonly ids: LabelIds; readonly trouble: GitHubRefused | GitHubUnavailable | null };

/** Labels that cannot be created must not hold up a page. */
async function withNewLabels(
  { client, repositoryNodeId }: PerformParts,
  issue: IssueRef,
  effects: readonly ReadyEffect[],
  known: LabelIds,
): Promise<Labels> {
  const missing = missingLabels(effects, known);
  try {
    const created = await createLabels(client, issue, missing, repositoryNodeId(issue.repositoryId));
    return { ids: { ...known, ...created }, trouble: null };
  } catch (error) {
    if (!(error instanceof GitHubRefused) && !(error instanceof GitHubUnavailable)) throw error;
    return { ids: known, trouble: error };
  }
}

/** An effect with a label that does not exist is not done, though the rest of it is. */
function withoutLabel(effect: ReadyEffect, result: EffectResult, { ids, trouble }: Labels): EffectResult {
  const [absent] = missingLabels([effect], ids);
  if (absent === undefined || !result.ok) return result;
  const fate = trouble instanceof GitHubUnavailable ? 'retry' : 'final';
  const why = trouble === null ? '' : ` ${trouble.message}`;
  const status = trouble?.status ?? 422;
  return { key: effect.key, ok: false, fate, status, message: `The label ${absent} could not be created.${why}` };
}

async function send(
  parts: PerformParts,
  issue: IssueRef,
  effects: readonly ReadyEffect[],
  labels: Labels,
): Promise<readonly EffectResult[]> {
  const plan = effects.map((effect, index) => ({ effect, mutations: mutationsOf(effect, index, issue, labels.ids) }));
  const mutations = plan.flatMap((planned) => planned.mutations);
  if (mutations.length === 0) return effects.map((effect) => withoutLabel(effect, nothingToDo(effect, null), labels));
  const { text, variables } = document(
    'mutation',
    'Effects',
    mutations.map((mutation) => mutation.part),
  );
  const written = await parts.client.mutate(mostUrgent(effects), 'Effects', text, variables);
  const results: EffectResult[] = [];
  for (const planned of plan) {
    const result = withoutLabel(planned.effect, resultOf(planned, written), labels);
    results.push(await followUp(parts, issue, planned.effect, result));
  }
  return results;
}

function mostUrgent(effects: readonly ReadyEffect[]): Lane {
  const lanes = effects.map(laneOf);
  if (lanes.includes('page')) return 'page';
  return lanes.includes('reply') ? 'reply' : 'decoration';
}

/** A new card is pinned; a page to a locked issue is tried another way (F-35). */
async function followUp(
  parts: PerformParts,
  issue: IssueRef,
  effect: ReadyEffect,
  result: EffectResult,
): Promise<EffectResult> {
  if (effect.kind === 'card' && effect.commentNodeId === null && result.ok && result.comment !== null) {
    await pinCard(parts.client, issue, result.comment.id);
  }
  const refused = !result.ok && result.fate === 'final' && result.status !== 404;
  if (!refused || effect.kind !== 'comment' || effect.urgency !== 'page') return result;
  return commentOnLocked(parts.client, issue, effect, result);
}
