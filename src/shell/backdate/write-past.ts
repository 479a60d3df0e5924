// Makes records of issues, one after the other: the card first, then labels and title; what was begun is found again and never made twice (INV-3).
import { effectsOf } from '../../core/backdate/effects.ts';
import type { Planned } from '../../core/backdate/plan.ts';
import type { GitHubEffect } from '../../core/effects.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Client } from '../github/client.ts';
import { createLabels } from '../github/labels.ts';
import { findOwnComments } from '../github/own-comments.ts';
import { performEffects } from '../github/perform.ts';
import { type EffectResult, GitHubUnavailable } from '../github/port.ts';
import type { Say } from '../github/token-client.ts';
import type { Renderer } from '../render/renderer.ts';

type Wanted = Extract<Planned, { kind: 'take' | 'begun' }>;

export type Hands = {
  readonly client: Client;
  /** The account of the token: the one that comments. */
  readonly botId: number;
  readonly ready: Renderer['ready'];
  readonly policy: Policy;
  readonly isPrivate: boolean;
  readonly say: Say;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
};

/** `failed`: GitHub said no to something, in its words. */
export type Written = { readonly number: number; readonly failed: string | null };

/** So often is asked again what may pass; the pause doubles, from so many milliseconds. */
const TRIES = 5;
const PAUSE = 2000;

/** One result for each, as it is done. Throws `GitHubUnavailable` when GitHub stays away: what is written by then stays, and the next run goes on behind it. */
export async function* writePast(planned: readonly Wanted[], hands: Hands): AsyncGenerator<Written> {
  const [first] = planned;
  if (first === undefined) return;
  const names = [...new Set(planned.flatMap(({ change }) => change.add))];
  const ids = await patiently(hands, () => createLabels(hands.client, first.record.issue, names, null));
  for (const one of planned) {
    const own = Object.fromEntries(one.past.live.labels.map(({ name, id }) => [name, id]));
    yield { number: one.record.issue.number, failed: await writeOne(one, hands, { ...own, ...ids }) };
  }
}

/** Null when all of it is done; else why something is not. */
async function writeOne(planned: Wanted, hands: Hands, ids: Readonly<Record<string, string>>): Promise<string | null> {
  const { client, botId, policy, isPrivate, ready } = hands;
  const { record } = planned;
  const performing = { client, ownIds: async () => [botId], repositoryNodeId: () => null };
  let left: readonly GitHubEffect[] = effectsOf(planned, { policy, now: client.now(), isPrivate });
  for (let tries = 0; left.length > 0; tries += 1) {
    const waiting = await withoutFound(left, planned, hands);
    const effects = waiting.map((effect) => ready(effect, record));
    const results = await patiently(hands, () => performEffects(performing, record.issue, effects, ids));
    const refused = results.find((result) => !result.ok && result.fate === 'final');
    if (refused !== undefined && !refused.ok) return refused.message;
    left = waiting.filter((_effect, index) => results[index]?.ok !== true);
    if (left.length > 0 && tries + 1 >= TRIES) throw new GitHubUnavailable(messageOf(results));
    if (left.length > 0) await hands.sleep(PAUSE * 2 ** tries);
  }
  return null;
}

/** A card that is there already is not made again: of an earlier run, of another one beside this, or one whose answer was lost. */
async function withoutFound(
  effects: readonly GitHubEffect[],
  { record }: Wanted,
  hands: Hands,
): Promise<readonly GitHubEffect[]> {
  const card = effects.find(({ kind }) => kind === 'card');
  if (card === undefined) return effects;
  const found = await patiently(hands, () => findOwnComments(hands.client, record.issue, [card.key], [hands.botId]));
  return found.has(card.key) ? effects.filter(({ kind }) => kind !== 'card') : effects;
}

function messageOf(results: readonly EffectResult[]): string {
  return results.find((result) => !result.ok)?.message ?? 'GitHub gave no answer.';
}

/** Begins anew after as long as GitHub asks, or our own share of its limits; a few times where nobody says how long. */
async function patiently<T>({ client, say, sleep }: Hands, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GitHubUnavailable)) throw error;
      const { retryAt } = error;
      if (retryAt === null && tries + 1 >= TRIES) throw error;
      if (retryAt !== null) say(`GitHub takes so many writes an hour: going on at ${retryAt}.`);
      const wait = retryAt === null ? PAUSE * 2 ** tries : Date.parse(retryAt) - Date.parse(client.now()) + 1000;
      await sleep(Math.max(wait, 1000));
    }
  }
}
