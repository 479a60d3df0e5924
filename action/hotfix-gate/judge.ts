// The gates of pull requests, judged by the core that the app's own check goes by. Nothing is checked out, and nothing of it is taken from a pull request's own files.

import type { HotfixFacts } from '../../src/core/hotfix/facts.ts';
import type { Verdict } from '../../src/core/hotfix/gate.ts';
import { type Gate, gatesOf, judgeGate } from '../../src/core/hotfix/gates-of.ts';
import { governing } from '../../src/core/policy/kept.ts';
import { isWritten, type PolicyInForce, policyFrom, policyOfWritten } from '../../src/core/policy/policy-from.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { pushersOf } from '../../src/shell/github/hotfix/adopt.ts';
import { createHotfixGateway } from '../../src/shell/github/hotfix/gateway.ts';
import { policyAtCommit } from '../../src/shell/github/proposal/policy-at-commit.ts';
import { actionsAppId } from '../../src/shell/github/token/actions-app.ts';
import { type PullSeen, type PullsSeen, pullsNamed } from '../../src/shell/github/token/pulls-named.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import type { Place } from '../host/runner.ts';
import { recordsFor, type Trust } from './records.ts';

/** The verdict of one gate, at the head that it was judged at. */
export type GateJudged = { readonly gate: Gate; readonly verdict: Verdict };

/** One without `gates` is no incident matter. */
export type PullJudged = { readonly pull: PullSeen; readonly head: string; readonly gates: readonly GateJudged[] };

/** `notes`: what is not known, in sentences of ours. */
export type Judged = { readonly pulls: readonly PullJudged[]; readonly notes: readonly string[] };

/** One pull request, or with null all that are open. Two requests where it is no incident matter, and at most seven more for each that is one. */
export async function judge(
  client: Client,
  place: Place,
  trusted: Omit<Trust, 'self'>,
  number: number | null,
): Promise<Judged> {
  const seen = await pullsNamed(client, place, number);
  const inForce = await policyOf(client, place, seen);
  const records = await recordsFor(client, place, seen.pulls, inForce.policy, { ...trusted, self: seen.self });
  const pulls: PullJudged[] = [];
  for (const pull of seen.pulls)
    pulls.push(await judgeOne(client, place, pull, gatesOf(pull, records, inForce.policy), inForce));
  return { pulls, notes: [...policyNotes(inForce), ...cardNotes(records.doubted)] };
}

/** The default branch's: what a pull request proposes is not asked. */
async function policyOf(client: Client, place: Place, { isPrivate, policy }: PullsSeen): Promise<PolicyInForce> {
  const { file, bases } = await policyAtCommit(client, { ...place, private: isPrivate }, 'HEAD', policy);
  return policyFrom(readShipped().policies, file, null, bases);
}

async function judgeOne(
  client: Client,
  place: Place,
  pull: PullSeen,
  gates: readonly Gate[],
  inForce: PolicyInForce,
): Promise<PullJudged> {
  if (gates.length === 0) return { pull, head: pull.head, gates: [] };
  const gateway = createHotfixGateway(client, () => actionsAppId(client));
  const [facts, pushers] = await Promise.all([
    gateway.facts({ place, pull: pull.number, head: pull.head, base: pull.base }),
    pull.isHere ? pushersOf(client, place, pull.branch) : [],
  ]);
  if (facts === null) throw new Error(`#${pull.number} is not there any more`);
  return { pull, head: facts.head, gates: gates.flatMap((gate) => judgedBy(gate, facts, pushers, inForce)) };
}

function judgedBy(
  gate: Gate,
  facts: HotfixFacts,
  pushers: readonly number[],
  inForce: PolicyInForce,
): readonly GateJudged[] {
  const { policy } = governing(gate.record, inForce, ({ written, source, version }) =>
    isWritten(written) ? policyOfWritten(written, { from: source, version }) : null,
  );
  const verdict = judgeGate({ ...gate, pushers: [...gate.pushers, ...pushers] }, facts, policy);
  return verdict === null ? [] : [{ gate, verdict }];
}

function policyNotes({ problems, needs }: PolicyInForce): readonly string[] {
  if (problems.length === 0 && needs === null) return [];
  const why = problems.length > 0 ? 'has problems' : 'lies over one that the token may not read';
  return [`The policy of the default branch ${why}: the built-in one was taken with what holds of it.`];
}

function cardNotes(doubted: readonly number[]): readonly string[] {
  if (doubted.length === 0) return [];
  const names = doubted.map((number) => `#${number}`).join(', ');
  return [
    `The status card of ${names} is not believed, so what it says is not known here. Where a Firebreak app wrote it, name the app's account in \`trusted-bots\`.`,
  ];
}
