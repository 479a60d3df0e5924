// The first step: which version, whether it may be gone back to, and its deployment, which is in progress from here on.
import {
  type CheckedTarget,
  checkedTarget,
  type TargetWish,
  wishedTarget,
} from '../../src/core/mitigation/checked-target.ts';
import { lookBack } from '../../src/core/mitigation/look-back.ts';
import type { PastWanted } from '../../src/core/mitigation/recent-past.ts';
import type { RollbackPlan } from '../../src/core/mitigation/rollback-plan.ts';
import { toCompare } from '../../src/core/mitigation/wanted-rollback.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { compareVersions } from '../../src/shell/github/comparison.ts';
import { recentPast } from '../../src/shell/github/recent-past.ts';
import { beginDeployment } from '../../src/shell/github/token/run-deployment.ts';
import { policyOfDefaultBranch } from '../host/policy.ts';
import type { Place, RunOfAction } from '../host/runner.ts';
import type { Begin } from './inputs.ts';
import { begunInWords, refusedInWords } from './words.ts';

/** `told` is Markdown; `warnings` are sentences for the log. `refused`: why nothing was begun; null: it was. */
export type Begun = {
  readonly told: string;
  readonly warnings: readonly string[];
  readonly refused: string | null;
  readonly outputs: Readonly<Record<string, string>>;
};

/** Nothing is deployed that was not checked. Throws what the client throws, before anything was begun. */
export async function begin(client: Client, place: Place, asked: Begin, run: RunOfAction): Promise<Begun> {
  const { policy, note } = await policyOfDefaultBranch(client, place);
  const notes = note === null ? [] : [note];
  const wish = { ...asked, environment: asked.environment ?? policy.rollback.environment };
  const checked = await check(client, place, wish, policy);
  if (checked.kind === 'refused') {
    const told = refusedInWords(wish.environment, checked.why, run);
    return { told, warnings: notes, refused: checked.why, outputs: {} };
  }
  const { plan, doubts } = checked;
  const { environment, from, to } = plan;
  const deployment = await beginDeployment(client, place, deploymentOf(plan, asked, run));
  return {
    told: begunInWords({ environment, sha: to.sha, previous: from.sha }, doubts, run),
    warnings: [...notes, ...doubts],
    refused: null,
    outputs: { sha: to.sha, previous: from.sha, environment, deployment: String(deployment), state: 'in_progress' },
  };
}

async function check(client: Client, place: Place, wish: TargetWish, policy: Policy): Promise<CheckedTarget> {
  const wanted: PastWanted = { ...lookBack(policy, wish.environment, client.now()), paths: [], withCauses: false };
  const past = await recentPast(client, place, wanted, client.turn.asked);
  const target = wishedTarget(past, wish, policy);
  const compared = target === null ? null : toCompare(target, past);
  const comparison = compared === null ? null : await compareVersions(client, place, compared);
  return checkedTarget(target, wish, comparison, policy);
}

function deploymentOf({ environment, to }: RollbackPlan, { incident }: Begin, { id, attempt, url }: RunOfAction) {
  return { sha: to.sha, environment, run: `${id}.${attempt}`, incident, url };
}
