// Judges what pull requests propose and posts it on their heads: what stands there is the memory of what was posted, so a kill at any point is harmless.

import type { CheckToPost, OwnCheck, OwnChecks } from '../../core/mitigation/freeze-checks.ts';
import { beforeTheQueue, noPostmortem } from '../../core/postmortem/lint/untouched.ts';
import { POLICY_CHECK, POSTMORTEM_CHECK } from '../../core/proposal/check-names.ts';
import { asPosted, nextPost, type Said } from '../../core/proposal/check-said.ts';
import { noPolicy, policyBeforeTheQueue } from '../../core/proposal/policy-untouched.ts';
import { CHECKS_AT_ONCE, type FreezeGateway } from '../github/freeze/port.ts';
import { LOOKED_AT_ONCE } from '../github/proposal/look-many.ts';
import type { LookedAt, ProposalGateway } from '../github/proposal/port.ts';
import type { Courtesy } from './courtesy.ts';
import { crashPoint } from './crash-points.ts';
import type { Ground, ProposalAsk } from './freeze-asks.ts';
import type { Asks, BranchMemory } from './freeze-pass.ts';
import { type PolicyParts, policySaid } from './proposal-policy.ts';
import { type PostmortemParts, postmortemSaid } from './proposal-postmortem.ts';

export type ProposalParts = PostmortemParts &
  PolicyParts & {
    readonly proposals: (installationId: number) => ProposalGateway;
    readonly gateway: (installationId: number) => FreezeGateway;
    readonly branches: BranchMemory;
    readonly courtesy: Courtesy;
  };

/** What is to stand on a commit, and what stands there under that name. `isOwed`: a rule asks for it, or it says something; else it may be left out where much is posted. */
type ToSay = { readonly said: Said; readonly own: OwnCheck | null; readonly isOwed: boolean };

/** Looks at these, and posts what differs. Throws what the gateways throw: what was posted by then is found again. */
export async function judgeProposals(
  parts: ProposalParts,
  ground: Ground,
  asks: readonly ProposalAsk[],
  signal: AbortSignal,
): Promise<void> {
  const groups: ToSay[] = [];
  for (const ask of asks) if (ask.group === true) groups.push(...(await ofGroup(parts, ground, ask)));
  await sayAll(parts, ground, groups);
  const pulls = asks.flatMap(({ pull, base, group }) =>
    pull === null || group === true ? [] : [{ number: pull, base: base ?? null }],
  );
  for (let start = 0; start < pulls.length; start += LOOKED_AT_ONCE) {
    signal.throwIfAborted();
    const gateway = parts.proposals(ground.installationId);
    const looked = await gateway.look(ground, pulls.slice(start, start + LOOKED_AT_ONCE));
    const open = looked.flatMap((one) => (one?.isOpen === true ? [one] : []));
    const toSay: ToSay[] = [];
    for (const seen of open) toSay.push(...(await ofPull(parts, ground, gateway, seen)));
    await sayAll(parts, ground, toSay);
  }
}

/** It was judged before it came into the queue, by rules that ask for it there as well. */
async function ofGroup(parts: ProposalParts, ground: Ground, { sha, base }: ProposalAsk): Promise<readonly ToSay[]> {
  if (sha === undefined || base === undefined) return [];
  const asks = await asksOf(parts, ground, base);
  if (!asks.postmortem && !asks.policy) return [];
  const own = await parts.gateway(ground.installationId).checksOn(ground, sha);
  if (own === undefined) return [];
  const { postmortem = null, policy = null } = own;
  const ofPostmortems = { name: POSTMORTEM_CHECK, sha, output: beforeTheQueue };
  const ofPolicies = { name: POLICY_CHECK, sha, output: policyBeforeTheQueue };
  return [
    ...(asks.postmortem ? [{ said: ofPostmortems, own: postmortem, isOwed: true }] : []),
    ...(asks.policy ? [{ said: ofPolicies, own: policy, isOwed: true }] : []),
  ];
}

async function ofPull(
  parts: ProposalParts,
  ground: Ground,
  gateway: ProposalGateway,
  seen: LookedAt,
): Promise<readonly ToSay[]> {
  const own = seen.own ?? (await parts.gateway(ground.installationId).checksOn(ground, seen.head));
  if (own === undefined) return [];
  const about = { parts, ground, gateway, seen, own };
  return [await ofPostmortems(about), ...(await ofPolicy(about))];
}

type About = {
  readonly parts: ProposalParts;
  readonly ground: Ground;
  readonly gateway: ProposalGateway;
  readonly seen: LookedAt;
  readonly own: OwnChecks;
};

async function ofPostmortems({ parts, ground, gateway, seen, own: { postmortem = null } }: About): Promise<ToSay> {
  const output = await postmortemSaid(parts, gateway, ground, seen);
  const isOwed = output !== noPostmortem || postmortem !== null || (await asksOf(parts, ground, seen.base)).postmortem;
  return { said: { name: POSTMORTEM_CHECK, sha: seen.head, output }, own: postmortem, isOwed };
}

/** Where nothing is to be judged and no rule asks, nothing is said: few pull requests change the policy. */
async function ofPolicy({ parts, ground, gateway, seen, own: { policy = null } }: About): Promise<readonly ToSay[]> {
  const output = await policySaid(parts, gateway, ground, seen);
  const isOwed = output !== noPolicy || policy !== null || (await asksOf(parts, ground, seen.base)).policy;
  return isOwed ? [{ said: { name: POLICY_CHECK, sha: seen.head, output }, own: policy, isOwed }] : [];
}

async function asksOf({ gateway, branches }: ProposalParts, ground: Ground, base: string): Promise<Asks> {
  const asked = gateway(ground.installationId);
  const branch = (await branches.of(asked, ground, false)).find(({ name }) => name === base);
  return branch === undefined ? nothing : branches.asks(asked, ground, branch);
}

const nothing: Asks = { freeze: false, gate: false, postmortem: false, policy: false };

/** Signs of a summary that goes with others: twenty are one request. */
const SHORT = 5000;

function isLong({ output: { batches, summary } }: Said): boolean {
  return batches.length > 0 || summary.length > SHORT;
}

/** What fits into one request goes with others; what has much to say goes alone, annotations fifty at a time. */
async function sayAll(parts: ProposalParts, ground: Ground, all: readonly ToSay[]): Promise<void> {
  const news = all.flatMap((one) => {
    const post = nextPost(one.said, one.own);
    return post === null || (!one.isOwed && !parts.courtesy.may(ground.installationId)) ? [] : [{ one, post }];
  });
  const short = news.filter(({ one }) => !isLong(one.said)).map(({ post }) => post);
  for (let start = 0; start < short.length; start += CHECKS_AT_ONCE)
    await parts.gateway(ground.installationId).post(ground, short.slice(start, start + CHECKS_AT_ONCE));
  for (const { one, post } of news) if (isLong(one.said)) await sayLong(parts, ground, one.said, post);
  if (news.length > 0) crashPoint('proposal-posted');
}

async function sayLong(parts: ProposalParts, ground: Ground, said: Said, first: CheckToPost): Promise<void> {
  const gateway = parts.proposals(ground.installationId);
  for (let post: CheckToPost | null = first; post !== null; ) {
    const id: string | null = await gateway.post(ground, post);
    if (id === null) return;
    crashPoint('between-annotations');
    post = nextPost(said, asPosted(post, id));
  }
}
