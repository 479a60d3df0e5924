// What a payload reads as, and the parts that every reading shares.

import type { HotfixLike } from '../../core/hotfix/news.ts';
import type { IssueRef, Person } from '../../core/incident/record.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import type { LaneAsk, NewAsk } from '../engine/freeze-asks.ts';
import type { Account, CommentPayload, IssuesPayload } from './schema.ts';

/** Why a delivery is stored and not worked on: a machine-readable word (INV-10). */
export type IgnoreReason =
  | 'event-not-used'
  | 'action-not-used'
  | 'unexpected-shape'
  | 'pull-request'
  | 'own'
  | 'not-an-incident'
  | 'no-command'
  | 'no-label'
  | 'edits-never-run'
  | 'not-ours'
  | 'nothing-live'
  | 'base-unchanged';

/** Which incidents are looked at where the payload does not carry the issue: the one with this key, the one that has this issue for something owed, those that follow marked fixes, those whose postmortem is one of these files, or those of a repository that follow what is deployed there. */
export type About = { readonly at: string } & (
  | { readonly incident: string }
  | { readonly repository: number; readonly followUp?: number; readonly marked?: true }
  | { readonly repository: number; readonly documents: readonly string[] }
);

/** An issue that is no incident was closed or opened again: it may be one that an incident has for something owed. */
export type FollowUpLook = {
  readonly at: string;
  readonly repository: number;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly actor: Person | null;
};

/** Somebody pushed where the document of a postmortem may be: of which incidents, and what each of them is told. */
export type PushLook = {
  readonly about: About;
  readonly actor: Person | null;
  readonly pushed: Pick<TriggerOf<'document-pushed'>, 'branch' | 'before' | 'after' | 'gone' | 'made'>;
};

/** A pull request that may be a hotfix by hand, and the incidents (by key) that it may be one of. */
export type HotfixLook = {
  readonly at: string;
  readonly pull: number;
  readonly like: HotfixLike;
  readonly incidents: readonly string[];
};

/** `freeze`: what the freeze of the repository, or the lane of a hotfix, must look at; `also`: which incidents look at what they follow. */
export type Reading =
  | { readonly trigger: Trigger }
  | { readonly about: About }
  | { readonly followUp: FollowUpLook }
  | { readonly push: PushLook }
  | { readonly freeze: NewAsk | LaneAsk; readonly seen?: HotfixLook; readonly also?: readonly About[] }
  | { readonly ignored: IgnoreReason };

/** Who we are: `botId` made our own echoes, comments by `botIds` may be cards (ours, or of the same incident's other host). */
export type IntakeSelf = { readonly botId: number; readonly botIds: readonly number[]; readonly appId: number };

type Either = IssuesPayload | CommentPayload;

/** The account as the core knows it. */
export function personFrom(account: Account): Person {
  return { id: account.id, login: account.login, nodeId: account.node_id, bot: account.type === 'Bot' };
}

function issueRef({ issue, repository }: Either): IssueRef {
  return {
    repositoryId: repository.id,
    owner: repository.owner.login,
    repo: repository.name,
    number: issue.number,
    nodeId: issue.node_id,
  };
}

/** What every trigger of a webhook has. `at` is when it happened according to GitHub. */
export function commonOf(payload: Either, at: string) {
  return {
    issue: issueRef(payload),
    installationId: payload.installation?.id ?? null,
    at,
    actor: payload.sender ? personFrom(payload.sender) : null,
    via: 'webhook' as const,
  };
}

/** Names of the labels that the payload shows on the issue. */
export function labelsOf({ issue }: Either): readonly string[] {
  return (issue.labels ?? []).map((label) => label.name);
}
