// What each Action is started with: an event that has nothing to do for it, where there is one, and one that has.
import { payloadOf } from './deliveries.ts';
import type { Sample } from './sample.ts';

export type Case = {
  readonly event: string;
  readonly payload: object;
  readonly inputs?: Readonly<Record<string, string>>;
};
/** Null: every run has something to do. */
export type Cases = { readonly notOurs: Case | null; readonly ours: Case };

/** Null for an Action that is not started here; its size alone is told. */
export function casesOf(name: string, sample: Sample): Cases | null {
  const cases: Readonly<Record<string, Cases>> = {
    respond: { notOurs: comment('elsewhere', sample), ours: comment('command', sample) },
    tick: { notOurs: null, ours: { event: 'schedule', payload: { schedule: '*/5 * * * *' } } },
    declare: { notOurs: null, ours: { event: 'push', payload: {}, inputs: alert } },
    'policy-check': { notOurs: mergeGroup, ours: pull },
    'postmortem-lint': { notOurs: mergeGroup, ours: pull },
    'hotfix-gate': { notOurs: null, ours: pull },
    publish: { notOurs: null, ours: { ...byHand, inputs: { OUT: 'site' } } },
    rollback: { notOurs: null, ours: byHand },
    verify: { notOurs: null, ours: byHand },
  };
  return cases[name] ?? null;
}

function comment(kind: 'elsewhere' | 'command', sample: Sample): Case {
  return { event: 'issue_comment', payload: payloadOf(kind, sample, 1) };
}

const alert = { TITLE: 'Checkout answers 500', SEVERITY: 'P1', FINGERPRINT: 'checkout-500', RESPOND: 'true' };

const mergeGroup: Case = { event: 'merge_group', payload: {} };

const byHand: Case = { event: 'workflow_dispatch', payload: {} };

const pull: Case = {
  event: 'pull_request',
  payload: { pull_request: { number: 1, head: { sha: 'a'.repeat(40) }, base: { ref: 'main' } } },
};
