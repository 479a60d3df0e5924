// The hotfix lane of an incident: what is opened or taken in, and what follows when its gate passes, it is merged, or it is closed.
import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import type { FactRequest } from '../facts.ts';
import { hotfixCommit } from '../hotfix/branch-name.ts';
import type { HotfixNews, HotfixSeen } from '../hotfix/news.ts';
import { owningTeams, reviewersOf } from '../hotfix/reviewers.ts';
import { type Hotfix, hotfixOf } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { type HotfixTold, hotfixMessage, pullMessage } from '../messages/hotfix.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { backfilled, fixesRegistered, isFixNews, properFixSeen } from './backfill.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { asMayBeShown } from './security.ts';

/** What must be sent so that hotfixes begin as they were asked for: each once. */
export function hotfixesBegun(before: Incident, after: Incident, situation: Situation): readonly Effect[] {
  const known = new Set((before.hotfixes ?? []).map(({ key }) => key));
  const begun = (after.hotfixes ?? []).filter(({ key, state }) => state === 'asked' && !known.has(key));
  return begun.map((one) => beginning(one, asMayBeShown(after, situation), situation));
}

function beginning(one: Hotfix, shown: Incident, { policy }: Situation): Effect {
  const { key, branch, title, adopts } = one;
  if (adopts !== undefined) return { kind: 'adopt-hotfix', key: `adopt/${key}`, hotfix: key, pull: adopts };
  return {
    kind: 'open-hotfix',
    key: `open/${key}`,
    hotfix: key,
    branch,
    base: policy.hotfix.base,
    title,
    commit: hotfixCommit(shown, shown.summary, policy),
    message: pullMessage(shown, shown.hotfixes?.find((each) => each.key === key) ?? one, policy),
  };
}

/** The draft with GitHub's answer to it, told to whoever asked. */
export function onHotfixAnswered(draft: Draft, { hotfix: key, pull, why }: TriggerOf<'hotfix-answered'>): Draft {
  const asked = draft.incident.hotfixes?.find((one) => one.key === key);
  if (asked?.state !== 'asked') return draft;
  const problem = pull === null ? (why ?? 'GitHub does not say why') : whyNotTaken(pull, asked, draft);
  const next =
    pull === null || problem !== null
      ? changed(draft, [{ kind: 'hotfix-refused', key, problem: problem ?? '' }], byItself(draft))
      : changed(draft, [opened(key, pull)], byItself(draft));
  const now = next.incident.hotfixes?.find((one) => one.key === key) ?? asked;
  const said: HotfixTold =
    problem === null
      ? { is: asked.adopts === undefined ? 'opened' : 'adopted', branch: now.branch }
      : { is: 'refused', why: problem };
  return told(next, now, said, [`@${asked.by}`], `answered/${key}`);
}

function opened(key: string, { number, url, ...seen }: HotfixSeen) {
  const { branch, base, head, title, pushers } = seen;
  const known = pushers === undefined ? {} : { pushers };
  return { kind: 'hotfix-opened', key, pull: { number, url }, branch, base, head, title, ...known } as const;
}

/** Why a pull request cannot be in the lane; null: it can. */
function whyNotTaken({ number, state }: HotfixSeen, asked: Hotfix, { incident }: Draft): string | null {
  if (state !== 'open') return `#${number} is ${state}`;
  const taken = hotfixOf(incident, number);
  return taken !== null && taken.key !== asked.key && taken.state === 'open'
    ? `#${number} is in the lane already`
    : null;
}

/** The draft with what became of a pull request of the lane. */
export function onHotfixNews(draft: Draft, { pull, news }: TriggerOf<'hotfix-news'>): Draft {
  if (news.is === 'fix') return properFixSeen(draft, pull, news);
  const hotfix = hotfixOf(draft.incident, pull);
  if (hotfix === null) return draft;
  switch (news.is) {
    case 'judged':
      return hotfix.state === 'open' ? judged(draft, hotfix, news) : draft;
    case 'merged':
      return hotfix.state === 'open' || hotfix.state === 'closed' ? merged(draft, hotfix, pull, news) : draft;
    case 'closed':
      return hotfix.state === 'open' ? closed(draft, hotfix, pull) : draft;
    case 'reopened':
      return hotfix.state === 'closed' ? changed(draft, [{ kind: 'hotfix-reopened', pull }], byItself(draft)) : draft;
  }
}

function judged(draft: Draft, hotfix: Hotfix, news: HotfixNews & { is: 'judged' }): Draft {
  const pull = hotfix.pull?.number ?? 0;
  const next = changed(
    draft,
    [{ kind: 'hotfix-judged', pull, judged: news.judged, pushers: news.pushers }],
    byItself(draft),
  );
  return passed(reviewAsked(next, hotfix, news), hotfix, news);
}

/** Who is in the teams whose code it is, before somebody is asked for a review: whoever is on call comes first. */
export function ownersFor(trigger: Trigger, record: Incident | null): Pick<FactRequest, 'members'> {
  if (record === null || trigger.kind !== 'hotfix-news' || trigger.news.is !== 'judged' || !trigger.news.wants)
    return {};
  const teams = hotfixOf(record, trigger.pull)?.reviewers === undefined ? owningTeams(trigger.news.owners) : [];
  return teams.length === 0 ? {} : { members: teams };
}

/** Reviewers are mentioned once, when the gate first waits for them. */
function reviewAsked(draft: Draft, hotfix: Hotfix, news: HotfixNews & { is: 'judged' }): Draft {
  if (!news.wants || hotfix.reviewers !== undefined) return draft;
  const { incident, situation } = draft;
  const reviewers = reviewersOf(incident, situation.policy, { ...news, members: situation.facts.members });
  if (reviewers.length === 0) return draft;
  const pull = hotfix.pull?.number ?? 0;
  const next = changed(draft, [{ kind: 'hotfix-review-asked', pull, whom: reviewers }], byItself(draft));
  const asked: Effect = { kind: 'ask-review', key: `ask-review/${hotfix.key}`, pull, whom: [...reviewers] };
  return told(doing(next, asked), hotfix, { is: 'review', whom: reviewers }, reviewers, `review/${hotfix.key}`, 'page');
}

/** Whoever leads hears when it passes and is not merged by itself, and when GitHub does not merge it: each head once. */
function passed(draft: Draft, hotfix: Hotfix, { judged: now }: HotfixNews & { is: 'judged' }): Draft {
  const { judged: before } = hotfix;
  const isTold =
    before?.conclusion === 'success' &&
    before.head === now.head &&
    before.unmerged === now.unmerged &&
    before.behind === now.behind;
  if (now.conclusion !== 'success' || isTold) return draft;
  const { hotfix: wanted } = draft.situation.policy;
  if (now.unmerged !== undefined)
    return told(
      draft,
      hotfix,
      { is: 'unmerged', why: now.unmerged },
      leads(draft, hotfix),
      `unmerged/${hotfix.key}/${now.head}`,
    );
  if (now.behind === true)
    return told(draft, hotfix, { is: 'behind' }, leads(draft, hotfix), `behind/${hotfix.key}/${now.head}`);
  if (wanted.autoMerge) return draft;
  return told(draft, hotfix, { is: 'ready' }, leads(draft, hotfix), `ready/${hotfix.key}/${now.head}`);
}

/** It is in the default branch: the incident goes on until it is live and was watched, whatever the merge closed. */
function merged(draft: Draft, hotfix: Hotfix, pull: number, news: HotfixNews & { is: 'merged' }): Draft {
  const { incident, situation } = draft;
  const { sha } = news;
  const past = pastGate(hotfix, news);
  const next = changed(draft, [{ kind: 'hotfix-merged', pull, sha, past }], byItself(draft));
  const wanted = backfilled(fixesRegistered(mitigating(next), pull, news.fixes ?? []), hotfix);
  return told(
    wanted.draft,
    hotfix,
    {
      is: 'merged',
      sha,
      past,
      backfill: wanted.says,
      environment: situation.policy.rollback.environment,
      isFollowed: incident.changes?.live != null,
    },
    leads(draft, hotfix),
    `merged/${hotfix.key}`,
  );
}

/** Who went past the gate, empty where that is not known; null: it passes, or did when it was judged last. */
function pastGate({ judged }: Hotfix, { head, passed, by }: HotfixNews & { is: 'merged' }): string | null {
  return passed || (judged?.conclusion === 'success' && judged.head === head) ? null : (by ?? '');
}

/** What was only looked into is mended from here on. */
function mitigating(draft: Draft): Draft {
  const { status } = draft.incident;
  if (status !== 'investigating' && status !== 'identified') return draft;
  return changed(draft, [{ kind: 'status', status: 'mitigating', note: 'a hotfix is merged' }], byItself(draft));
}

function closed(draft: Draft, hotfix: Hotfix, pull: number): Draft {
  const next = changed(draft, [{ kind: 'hotfix-closed', pull }], byItself(draft));
  return told(
    next,
    hotfix,
    { is: 'closed' },
    leads(draft, hotfix),
    `closed/${hotfix.key}/${draft.situation.trigger.at}`,
  );
}

/** Whether the record does not have it yet. */
export function isHotfixNews(incident: Incident, { pull, news }: TriggerOf<'hotfix-news'>): boolean {
  if (news.is === 'fix') return isFixNews(incident, pull, news);
  const hotfix = hotfixOf(incident, pull);
  if (hotfix === null) return false;
  switch (news.is) {
    case 'judged':
      return (
        hotfix.state === 'open' &&
        (isOther(hotfix.judged, news.judged) || isOther(hotfix.pushers ?? [], news.pushers ?? []))
      );
    case 'merged':
      return hotfix.state === 'open' || hotfix.state === 'closed';
    case 'closed':
      return hotfix.state === 'open';
    case 'reopened':
      return hotfix.state === 'closed';
  }
}

function isOther(known: unknown, now: unknown): boolean {
  return JSON.stringify(known) !== JSON.stringify(now);
}

function leads({ incident }: Draft, { by }: Hotfix): readonly string[] {
  const commander = incident.roles['commander']?.login;
  return [`@${commander ?? by}`];
}

function told(
  draft: Draft,
  hotfix: Hotfix,
  said: HotfixTold,
  to: readonly string[],
  key: string,
  urgency: 'page' | 'reply' = 'reply',
): Draft {
  const shown = asMayBeShown(draft.incident, draft.situation).hotfixes?.find((one) => one.key === hotfix.key);
  return doing(draft, {
    kind: 'comment',
    key: `hotfix/${key}`,
    urgency,
    message: hotfixMessage(shown ?? hotfix, said, to),
  });
}
