// The postmortem of an incident: begun when it is resolved or somebody asks, followed until its pull request is merged, which publishes it.
import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import type { FactRequest } from '../facts.ts';
import type { Change } from '../incident/change.ts';
import type { Postmortem } from '../incident/postmortem.ts';
import type { Incident } from '../incident/record.ts';
import { indexPull, type PostmortemTold, postmortemMessage, postmortemPull } from '../messages/postmortem.ts';
import { composePostmortem, questionsIn } from '../postmortem/compose.ts';
import { folderOf, pathsOf } from '../postmortem/file-name.ts';
import type { DocumentState } from '../postmortem/known.ts';
import { INDEX_BRANCH, INDEX_TITLE, postmortemCommit, postmortemTitle } from '../postmortem/names.ts';
import { isNeeded, reviewersFor } from '../postmortem/need.ts';
import type { PostmortemAnswer, PostmortemSeen } from '../postmortem/seen.ts';
import { compare, type Duration, earlier, plus, type Timestamp, toSecond } from '../time.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { closedWherePublished } from './closed-by-itself.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { asMayBeShown } from './security.ts';

/** The draft with the postmortem begun, or written anew, where the incident was resolved just now and its severity needs one. What was published before it came back is people's to change, which is said. */
export function postmortemDue(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { resolved } = incident.milestones;
  const isNew = resolved !== null && resolved !== situation.record?.milestones.resolved;
  if (!isNew || !isNeeded(incident, situation.policy)) return draft;
  const { state, key } = incident.postmortem ?? {};
  // The comment that resolved it asked for it as well.
  const isBegun = key !== situation.record?.postmortem?.key;
  if (state === 'published') return told(draft, { is: 'outdated' }, `outdated/${toSecond(resolved)}`);
  if (isBegun || state === 'waived') return draft;
  const next = changed(draft, [{ kind: 'postmortem-asked' }], byItself(draft));
  return doing(next, ...postmortemBegun(draft.incident, next.incident, situation));
}

/** What must be sent so that it is written as it was asked for: each once. */
export function postmortemBegun(before: Incident, after: Incident, situation: Situation): readonly Effect[] {
  const { postmortem } = after;
  if (postmortem === undefined || postmortem.state === 'waived') return [];
  return postmortem.key === before.postmortem?.key ? [] : [writing(postmortem, after, situation)];
}

function writing(postmortem: Postmortem, incident: Incident, situation: Situation): Effect {
  const { policy } = situation;
  const shown = asMayBeShown(incident, situation);
  const { path, key, branch, owners = [] } = postmortem;
  const known = {
    incident: shown,
    policy,
    web: webOf(situation),
    state: stateOf(postmortem),
    reviewers: reviewersFor(incident, policy, owners),
  };
  const paths = pathsOf(shown, policy);
  return {
    kind: 'open-postmortem',
    key: `write/${key}`,
    postmortem: key,
    incident: incident.issue.number,
    branch,
    paths: path === undefined ? paths : [path, ...paths.filter((one) => one !== path)],
    assign: postmortem.pull === null ? (incident.roles['commander']?.login ?? null) : null,
    title: postmortemTitle(shown, policy),
    commit: postmortemCommit(shown),
    document: composePostmortem(known),
    message: postmortemPull(shown, policy),
  };
}

function stateOf({ state, draft }: Postmortem): DocumentState {
  if (state === 'published') return 'published';
  return state === 'open' && draft === false ? 'in-review' : 'draft';
}

/** The draft with GitHub's answer, told to whoever asked; of what nobody asked for, the card and the assignment of its pull request tell. */
export function onPostmortemAnswered(draft: Draft, trigger: TriggerOf<'postmortem-answered'>): Draft {
  const known = draft.incident.postmortem;
  const { answer, why, postmortem: key } = trigger;
  if (known === undefined || known.key !== key) return draft;
  const cause = byItself(draft);
  if (answer === null) {
    const problem = why ?? 'GitHub does not say why';
    const refused = changed(draft, [{ kind: 'postmortem-refused', problem }], cause);
    return toldWho(refused, { is: 'refused', why: problem }, key);
  }
  if (answer.state === 'merged') return merged(draft, answer, known, key);
  const next = changed(draft, answered(answer, known), cause);
  return asked(drafted(toldWho(next, saidOf(answer, known), key)));
}

/** The event of the merge may come later, or never. */
function merged(draft: Draft, answer: PostmortemAnswer, known: Postmortem, key: string): Draft {
  if (known.state === 'published') return toldWho(draft, { is: 'merged' }, key);
  const next = changed(draft, answered(answer, known), byItself(draft));
  const { postmortem = known } = next.incident;
  return published(next, postmortem);
}

function toldWho(draft: Draft, said: PostmortemTold, key: string): Draft {
  return draft.incident.postmortem?.by === '' ? draft : told(draft, said, key);
}

function answered(answer: PostmortemAnswer, known: Postmortem): readonly Change[] {
  const { number, url, path, draft, questions, owners, state } = answer;
  const isOther = known.pull?.number !== number || known.state === 'asked';
  const opened: Change = { kind: 'postmortem-opened', pull: { number, url }, path, draft, questions, owners };
  return [
    isOther || state === 'open' ? opened : { kind: 'postmortem-seen', draft, questions },
    ...(state === 'closed' ? [{ kind: 'postmortem-closed' } as const] : []),
  ];
}

function saidOf({ state, changed: isChanged, questions }: PostmortemAnswer, { pull }: Postmortem): PostmortemTold {
  if (state !== 'open') return { is: state };
  return pull === null ? { is: 'opened', questions } : { is: 'refreshed', changed: isChanged, questions };
}

/** Its pull request and its file are looked at with every look while it is not merged, in the same query: an event may have been lost. */
export function postmortemFor(trigger: Trigger, record: Incident | null): Pick<FactRequest, 'postmortem'> {
  const { state, branch, path, pull } = record?.postmortem ?? {};
  const looks = trigger.kind === 'tick' || trigger.kind === 'look';
  const isFollowed = pull != null && state !== 'published';
  return looks && isFollowed && branch !== undefined && path !== undefined ? { postmortem: { branch, path } } : {};
}

/** An event of it may be lost: so often it is looked at by itself in its first days, and then ever less, until it is told by events alone. */
const LOOKS: readonly { readonly until: Duration; readonly every: Duration }[] = [
  { until: 'PT72H', every: 'PT6H' },
  { until: 'PT720H', every: 'PT24H' },
];

/** When it is looked at again, at the latest, while it is open: counted from when it was last asked for. */
export function untilPublished({ postmortem }: Incident, at: Timestamp | null, now: Timestamp): Timestamp | null {
  if (postmortem?.state !== 'open') return at;
  const looks = LOOKS.find(({ until }) => compare(now, plus(postmortem.at, until)) < 0);
  if (looks === undefined) return at;
  const again = plus(now, looks.every);
  return at === null ? again : earlier(at, again);
}

/** The draft with how the pull request stands now. */
export function postmortemSeen(draft: Draft): Draft {
  const seen = draft.situation.facts.postmortem;
  const known = draft.incident.postmortem;
  if (seen === undefined || known?.pull == null || seen.number !== known.pull.number) return draft;
  // Whoever pushes to it afterwards publishes nothing anew.
  if (known.state === 'published') return draft;
  if (seen.state === 'merged') return published(draft, known);
  if (seen.state === 'closed')
    return known.state === 'open' ? changed(draft, [{ kind: 'postmortem-closed' }], byItself(draft)) : draft;
  const open = known.state === 'closed' ? changed(draft, [{ kind: 'postmortem-reopened' }], byItself(draft)) : draft;
  return asked(drafted(moved(open, seen)));
}

function moved(draft: Draft, seen: PostmortemSeen): Draft {
  const { postmortem } = draft.incident;
  const questions = seen.text === null ? null : questionsIn(seen.text);
  const isSame = postmortem?.draft === seen.draft && (questions === null || questions === postmortem.questions);
  return isSame ? draft : changed(draft, [{ kind: 'postmortem-seen', draft: seen.draft, questions }], byItself(draft));
}

/** It is drafted when somebody says that it may be reviewed, or nothing is left to answer. */
function drafted(draft: Draft): Draft {
  const { postmortem } = draft.incident;
  const isWhole = postmortem?.state === 'open' && (postmortem.draft === false || postmortem.questions === 0);
  return isWhole && postmortem.drafted === undefined
    ? changed(draft, [{ kind: 'postmortem-drafted' }], byItself(draft))
    : draft;
}

/** Reviewers are asked once, when it may be reviewed. */
function asked(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { postmortem } = incident;
  if (postmortem?.state !== 'open' || postmortem.draft !== false || postmortem.reviewers !== undefined) return draft;
  const whom = reviewersFor(incident, situation.policy, postmortem.owners ?? []);
  if (whom.length === 0) return draft;
  const next = changed(draft, [{ kind: 'postmortem-review-asked', whom }], byItself(draft));
  const pull = postmortem.pull?.number ?? 0;
  return doing(next, { kind: 'ask-review', key: `ask-review/${postmortem.branch}`, pull, whom: [...whom] });
}

/** Where a file is read on the default branch. */
export function fileUrl(situation: Situation, path: string): string {
  return `${webOf(situation)}/blob/HEAD/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function webOf({ facts }: Situation): string {
  return (facts.issue?.url ?? '').replace(/\/issues\/\d+$/, '');
}

/** Merging it publishes it: the incident has the link, its deadlines are over, and so is itself where nothing else is open. */
function published(draft: Draft, { path = '', pull }: Postmortem): Draft {
  const web = webOf(draft.situation);
  const url = fileUrl(draft.situation, path);
  const number = pull?.number ?? 0;
  const next = closedWherePublished(changed(draft, [{ kind: 'postmortem-published', url }], byItself(draft)));
  const isOver = next.incident.status === 'closed';
  const listed: Effect = {
    kind: 'write-index',
    key: `index/${number}`,
    folder: folderOf(path),
    web,
    branch: INDEX_BRANCH,
    title: INDEX_TITLE,
    message: indexPull(),
  };
  return told(doing(next, listed), { is: 'published', url, isOver }, `published/${number}`);
}

function told(draft: Draft, said: PostmortemTold, key: string): Draft {
  const { incident, situation } = draft;
  const { postmortem } = incident;
  if (postmortem === undefined) return draft;
  const to = postmortem.by === '' ? (incident.roles['commander']?.login ?? null) : postmortem.by;
  const message = postmortemMessage(postmortem, said, to === null ? [] : [`@${to}`], incident, situation.policy);
  return doing(draft, { kind: 'comment', key: `postmortem/${key}`, urgency: 'reply', message });
}
