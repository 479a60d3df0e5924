// A run for the incident, in words: on the card while it goes on, and in the comment that says how it ended.
import { isUnderWay, type Operation, onlyLooks, type Plan } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';
import { stateInWords } from './operation-words.ts';
import { checksShown } from './verification.ts';

/** ` ([run](…))`, trusted; empty while there is none. */
export function runLink({ run }: Operation): string {
  return linkedRun(run);
}

/** The same of a run alone. */
export function linkedRun(run: Operation['run']): string {
  return run === null ? '' : ` ([run ${run.id}](${linkAddress(run.url)}))`;
}

/** What is under way, the newest operation, the newest verification and the plan that waits, for the card; null when there is none of them. */
export function operationsOnCard({ operations = [], plan }: Incident, isPending: boolean): MessageValue {
  const looked = operations.findLast(({ kind }) => kind === 'verification');
  const newest = [operations.findLast((one) => !onlyLooks(one)), looked];
  // What the probes said has a place of its own.
  const shown = operations.filter((one) => one.kind !== 'evidence' && (isUnderWay(one) || newest.includes(one)));
  const pending = plan === undefined || !isPending ? null : planned(plan);
  if (shown.length === 0 && pending === null) return null;
  const checks = looked === undefined ? null : checksShown(looked);
  return { runs: shown.map(operationData), checks, plan: pending };
}

function planned(plan: Plan): MessageData {
  const title =
    plan.kind === 'rollback'
      ? `${codeSpan(plan.environment)} back to ${codeSpan(plan.to.sha.slice(0, 7))}`
      : inert(plan.title);
  return { code: trusted(plan.code), title: trusted(title), until: trusted(minuteInUtc(plan.until)) };
}

function operationData(one: Operation): MessageData {
  return {
    title: trusted(titleOf(one)),
    state: trusted(stateInWords(one)),
    step: one.step,
    link: one.run === null ? null : trusted(linkAddress(one.run.url)),
    by: trusted(one.by),
    since: trusted(minuteInUtc(one.since)),
    cancelled: one.cancelledBy !== undefined && isUnderWay(one) ? trusted(one.cancelledBy) : null,
    open: isUnderWay(one),
  };
}

/** As a sentence begins; names in code, which inert text would break up. */
function titleOf({ kind, title, environment, to }: Operation): string {
  if (kind !== 'rollback' || environment === null || to === null)
    return inert(title.slice(0, 1).toUpperCase() + title.slice(1));
  return `Rollback of ${codeSpan(environment)} to ${codeSpan(to.sha.slice(0, 7))}`;
}

export type Ended = {
  /** Who asked for it, or leads; null: nobody. */
  readonly to: string | null;
  /** Until when the fix is watched, and how long that is; null: it is not. */
  readonly watchedUntil: string | null;
  /** It is verified before it is watched; absent: it is not. */
  readonly isVerified?: true;
  /** What holds the way to monitoring, in words. */
  readonly held: readonly string[];
  /** What the runbook has people look at after a rollback. */
  readonly lookAt: readonly string[];
  /** Addresses of the pull requests that bring what was rolled back again, until they are reverted. */
  readonly reverts: readonly string[];
};

/** How it ended, for whoever asked for it. */
export function endedMessage(one: Operation, { watchedUntil, held, lookAt, reverts, to, isVerified }: Ended): Message {
  const { next, environment } = one;
  const command = next === null ? null : `/rollback ${environment ?? ''} to=${next.sha.slice(0, 7)}`;
  return {
    template: 'operation',
    mentions: to === null ? [] : [`@${to}`],
    data: {
      ...operationData(one),
      to: to === null ? null : trusted(`@${to}`),
      action: one.kind === 'action',
      succeeded: one.state === 'succeeded',
      failed: one.state === 'failed' || one.state === 'cancelled',
      refused: one.state === 'refused',
      lost: one.state === 'lost' && one.run === null,
      deleted: one.state === 'lost' && one.run !== null,
      version: one.to === null ? null : trusted(codeSpan(one.to.sha.slice(0, 7))),
      environment: environment === null ? null : trusted(codeSpan(environment)),
      workflow: trusted(codeSpan(one.workflow)),
      watchedUntil: watchedUntil === null ? null : trusted(minuteInUtc(watchedUntil)),
      held: [...held],
      lookAt: [...lookAt],
      verified: isVerified === true,
      reverts: reverts.map((url) => trusted(linkAddress(url))),
      bad: one.from === null ? null : trusted(codeSpan(one.from.sha.slice(0, 7))),
      next: command === null || one.kind !== 'rollback' ? null : trusted(command),
    },
  };
}
