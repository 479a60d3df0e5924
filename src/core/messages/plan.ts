// What a rollback will do, before it is done.
import type { KeptVersion } from '../incident/changes.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, trusted } from '../messages.ts';
import { stoppedFirst } from '../mitigation/begin-rollback.ts';
import type { RollbackPlan } from '../mitigation/rollback-plan.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc } from '../time.ts';

/** Commits that are spelt out. */
const SHOWN = 5;

export type PlanWords = {
  readonly atOnce: boolean;
  /** What `/confirm` takes; null where there is nothing to confirm. */
  readonly code: string | null;
  /** Only a dry run. */
  readonly isTried: boolean;
  /** The rule of the policy that begins it by itself; absent: somebody does. */
  readonly rule?: string;
};

/** From and to, what is lost, why somebody should look, what is started, and how to confirm it. */
export function planMessage(
  plan: RollbackPlan,
  policy: Policy,
  { atOnce, code, isTried, rule = '' }: PlanWords,
): Message {
  const { environment, from, to, doubts, comparison } = plan;
  const stops = stoppedFirst(policy, environment);
  const lost = comparison?.lost ?? null;
  return {
    template: 'plan',
    mentions: [],
    data: {
      environment: trusted(codeSpan(environment)),
      from: version(from),
      to: version(to),
      lost: (lost ?? []).slice(0, SHOWN).map(({ sha, title }) => ({ sha: trusted(codeSpan(sha.slice(0, 7))), title })),
      count: comparison?.count ?? null,
      several: comparison?.count !== 1,
      more: Math.max(0, (comparison?.count ?? 0) - SHOWN),
      none: comparison?.count === 0,
      doubts: doubts.map((text) => trusted(text)),
      workflow: trusted(codeSpan(policy.rollback.workflow)),
      stops: stops === null ? null : trusted(codeSpan(stops)),
      rule: rule === '' ? null : rule,
      starts: atOnce && !isTried,
      tried: isTried,
      atOnce,
      code: code === null || atOnce ? null : trusted(code),
    },
  };
}

function version({ sha, ref, at }: KeptVersion): MessageData {
  const short = sha.slice(0, 7);
  return {
    name: ref === short ? null : trusted(codeSpan(ref)),
    sha: trusted(codeSpan(short)),
    at: trusted(minuteInUtc(at)),
  };
}
