// The thread of an issue.
import { notFound, type Refusal } from '../../state/refusal.ts';
import { type Html, html } from '../html.ts';
import { instant, personName, problemBox, statePill } from '../look/pieces.ts';
import { Comment, Issue, IssueEvent, Label, Permission } from '../shapes.ts';
import { page, param, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';
import { showPull } from './pull.ts';
import { answerBox } from './thread/answer-box.ts';
import { commentBox } from './thread/comment.ts';
import { type Rights, rightsOf } from './thread/rights.ts';
import { sidebar } from './thread/sidebar.ts';
import { familyOf, parentLink, subIssueList } from './thread/sub-issues.ts';
import { timeline } from './thread/timeline.ts';

/** What a thread is shown with after something was refused. */
export type Refused = { readonly refusal: Refusal; readonly draft: string };

/** `GET /{owner}/{repo}/issues/{number}`. */
export function threadPage(visit: Visit): Promise<Reply> {
  return showThread(visit, null);
}

/** The thread, with why something was refused and what had been typed; a pull request has a page of its own. */
export async function showThread(visit: Visit, refused: Refused | null): Promise<Reply> {
  if (!/^\d+$/.test(param(visit, 'number'))) throw notFound();
  const repository = repositoryName(visit);
  const path = `/repos/${repository}/issues/${param(visit, 'number')}`;
  const { login } = visit.viewer.user;
  const [issue, comments, events, labels, permission] = await Promise.all([
    visit.api.get(path, Issue),
    visit.api.list(`${path}/comments`, Comment),
    visit.api.list(`${path}/events`, IssueEvent),
    visit.api.list(`/repos/${repository}/labels`, Label),
    visit.api.get(`/repos/${repository}/collaborators/${login}/permission`, Permission),
  ]);
  if (issue.pull_request !== undefined)
    return refused === null ? redirect(`/${repository}/pull/${issue.number}`) : showPull(visit, refused);
  const rights = rightsOf(permission.role_name, login === issue.user.login);
  const at = { visit, issueId: issue.id, base: `/${repository}/issues/${issue.number}`, rights };
  const family = await familyOf(visit, path);
  const pinned = comments.find(({ pin }) => pin);
  const main = html`${problemBox(refused?.refusal.message ?? null)}
    ${threadHead(at.base, issue, rights, parentLink(repository, family))}
    <div class="columns">
      <div class="thread">
        <ol class="timeline" id="top" data-live="list" aria-label="Description and pinned comment">
          ${commentBox(at, { kind: 'issue', issue })}
          ${pinned && commentBox(at, { kind: 'comment', comment: pinned })}
        </ol>
        ${subIssueList(repository, family)}
        <ol class="timeline" id="timeline" data-live="list" aria-label="Comments and events">
          ${timeline(at, comments, events)}
        </ol>
        ${answerBox(at, issue, refused?.draft ?? '')}
      </div>
      ${sidebar(at, issue, labels)}
    </div>`;
  return page(`${issue.title} · Issue #${issue.number}`, main, refused?.refusal.status);
}

function threadHead(base: string, issue: Issue, rights: Rights, parent: Html | false) {
  return html`<div class="thread-head">
    <h1 id="issue-title" data-live>${issue.title} <span class="muted">#${issue.number}</span></h1>
    ${
      rights.edit &&
      html`<details class="edit" id="edit-title" data-live><summary>Edit title</summary>
        <form method="post" action="${base}/title"><label for="new-title" class="visually-hidden">New title</label>
        <input type="text" id="new-title" name="title" value="${issue.title}" required><button>Save</button></form></details>`
    }
    <p id="issue-state" data-live>${statePill(issue)}
      ${personName(issue.user)} opened this issue ${instant(issue.created_at)}
      · ${issue.comments} ${issue.comments === 1 ? 'comment' : 'comments'}${issue.locked && html` · <strong>locked</strong>`}${parent}</p>
  </div>`;
}
