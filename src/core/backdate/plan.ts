// What is to be done with each issue that has one of the labels: a record is made, one that was begun is finished, or it is left as it is. Total.
import { labelDifference, looksLikeIncident } from '../decide/labels.ts';
import type { Incident } from '../incident/record.ts';
import { titleOf } from '../policy/shown-as.ts';
import { backdated, type Ways } from './backdated.ts';
import type { PastIssue, PastPull } from './past-issue.ts';
import { type Refusal, refusal } from './refusals.ts';

/** What of the issue changes; a title of null stays. */
export type IssueChange = {
  readonly title: string | null;
  readonly add: readonly string[];
  readonly remove: readonly string[];
};

/** `begun`: the card is there already, and labels or title are not. */
export type Planned =
  | {
      readonly kind: 'take' | 'begun';
      readonly past: PastIssue;
      readonly record: Incident;
      readonly change: IssueChange;
    }
  | { readonly kind: 'there'; readonly number: number; readonly title: string }
  | { readonly kind: 'refused'; readonly number: number; readonly title: string; readonly refusal: Refusal };

/** `open`: open issues are taken in, too. */
export type PlanWays = Ways & { readonly open: boolean };

export function planIssue(past: PastIssue, ways: PlanWays): Planned {
  const { issue, live, card } = past;
  const { number } = issue;
  const left = (why: Refusal): Planned => ({ kind: 'refused', number, title: live.title, refusal: why });
  if (card.is === 'ours') return planKnown(past, card.record, ways);
  if (card.is === 'doubtful') return left(refusal('card', { why: card.why }));
  const names = live.labels.map(({ name }) => name);
  if (live.state === 'open' && looksLikeIncident(ways.policy, names, live.title))
    return left(refusal('open-incident', { by: 'by its label or title' }));
  const record = backdated(past, ways);
  if (record === null) return left(noSeverity(names, ways));
  if (live.state === 'open' && !ways.open) return left(refusal('open'));
  return { kind: 'take', past, record, change: changeOf(past, record, ways) };
}

/** A pull request is listed so that nobody looks for it. */
export function planPull({ number, title }: PastPull): Planned {
  return { kind: 'refused', number, title, refusal: refusal('pull-request') };
}

/** One that was made by an earlier run and not touched since may lack what comes behind the card. */
function planKnown(past: PastIssue, record: Incident, ways: PlanWays): Planned {
  const { issue, live } = past;
  const change = changeOf(past, record, ways);
  const lacks = change.title !== null || change.add.length + change.remove.length > 0;
  const isFresh = record.imported === true && record.revision === 1;
  return lacks && isFresh
    ? { kind: 'begun', past, record, change }
    : { kind: 'there', number: issue.number, title: live.title };
}

function changeOf({ live }: PastIssue, record: Incident, { policy }: Ways): IssueChange {
  const title = titleOf(policy, record);
  return { title: title === live.title ? null : title, ...labelDifference(policy, record, live) };
}

function noSeverity(names: readonly string[], { policy, mapping }: Ways): Refusal {
  const [first] = names.filter((name) => mapping.some(({ label }) => label.toLowerCase() === name.toLowerCase()));
  const level = policy.levels[1]?.name ?? policy.levels[0]?.name ?? '';
  return refusal('severity', { labels: names.join(', '), label: first ?? names[0] ?? '', level });
}
