// What the answer to a document means for each effect in it.
import * as z from 'zod';
import type { Written } from './client.ts';
import { BigNumber } from './fields.ts';
import { type GraphqlAnswer, type GraphqlError, mayPass, statusOf } from './graphql-answer.ts';
import { mentionedInHtml } from './mentioned.ts';
import { creates, type Mutation } from './mutations.ts';
import type { EffectResult, ReadyEffect } from './port.ts';
import { isGraphqlRateLimit } from './rate-limit.ts';

/** An effect and its mutations; none when there is nothing to do for it. */
export type Planned = { readonly effect: ReadyEffect; readonly mutations: readonly Mutation[] };

/** The result of one effect. Whether GitHub runs what stands behind a failed mutation is not certain, so each is judged by its own answer. */
export function resultOf({ effect, mutations }: Planned, written: Written<GraphqlAnswer>): EffectResult {
  if (written.kind === 'unanswered') return unanswered(effect, written.status, written.message);
  const { data, errors } = written.answer;
  const lost = mutations.find(({ alias }) => !isAnswered(data, alias));
  const own = errors.find(({ path }) => mutations.some(({ alias }) => alias === path[0]));
  const whole = lost === undefined ? undefined : errors.find(({ path }) => path.length === 0);
  const failed = own ?? whole;
  if (failed !== undefined) return failure(effect, failed);
  if (lost !== undefined) return unanswered(effect, 200, 'GitHub answered nothing for it.');
  const assigned = mutations[0] === undefined ? null : assignedIn(data, mutations[0].alias);
  if (assigned !== null) return { key: effect.key, ok: true, comment: null, mentioned: assigned };
  return done(effect, mutations[0] === undefined ? null : commentIn(data, mutations[0].alias));
}

/** It is so now. */
export function done({ key }: ReadyEffect, made: Made | null): EffectResult {
  if (made === null) return { key, ok: true, comment: null };
  const { mentioned, ...comment } = made;
  return { key, ok: true, comment, ...(mentioned === null ? {} : { mentioned }) };
}

/** A lost answer: what creates something must be looked for first, all else may simply be sent again. */
export function unanswered(effect: ReadyEffect, status: number | null, message: string): EffectResult {
  return { key: effect.key, ok: false, fate: creates(effect) ? 'uncertain' : 'retry', status, message };
}

const locked = /\bis locked\b/i;

/** What one field's error means for its effect. A locked conversation is a 403 however GitHub types it. */
export function failure(effect: ReadyEffect, error: GraphqlError): EffectResult {
  const { key } = effect;
  const { message } = error;
  if (isGraphqlRateLimit(error)) return { key, ok: false, fate: 'retry', status: 429, message };
  if (mayPass(error)) return unanswered(effect, 200, message);
  return { key, ok: false, fate: 'final', status: locked.test(message) ? 403 : statusOf(error), message };
}

const Data = z.record(z.string(), z.unknown()).catch({});

function isAnswered(data: unknown, alias: string): boolean {
  return (Data.parse(data)[alias] ?? null) !== null;
}

/** A comment that a mutation made or changed; `mentioned`: whom it tells, null where it was not read back. */
type Made = { readonly id: number; readonly nodeId: string; readonly mentioned: readonly string[] | null };

const Node = z.object({ id: z.string(), fullDatabaseId: BigNumber, bodyHTML: z.string().optional() });
const WithComment = z.union([
  z.object({ commentEdge: z.object({ node: Node }) }).transform(({ commentEdge }) => commentEdge.node),
  z.object({ issueComment: Node }).transform(({ issueComment }) => issueComment),
]);

const WithAssignees = z.object({
  assignable: z.object({ assignees: z.object({ nodes: z.array(z.object({ login: z.string() }).nullable()) }) }),
});

/** Who is assigned after a mutation, as handles; null for mutations of other things. */
function assignedIn(data: unknown, alias: string): readonly string[] | null {
  const { data: read } = WithAssignees.safeParse(Data.parse(data)[alias]);
  if (read === undefined) return null;
  return read.assignable.assignees.nodes.flatMap((node) => (node === null ? [] : [`@${node.login.toLowerCase()}`]));
}

/** The comment that a mutation made or changed; null for mutations of other things. */
export function commentIn(data: unknown, alias: string): Made | null {
  const { data: node } = WithComment.safeParse(Data.parse(data)[alias]);
  if (node === undefined) return null;
  const { id, fullDatabaseId, bodyHTML } = node;
  return { id: fullDatabaseId, nodeId: id, mentioned: bodyHTML === undefined ? null : mentionedInHtml(bodyHTML) };
}
