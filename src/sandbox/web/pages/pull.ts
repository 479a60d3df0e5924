// A pull request: what it changes, its checks, the way to merge it, and its conversation.
import { notFound, type Refusal } from '../../state/refusal.ts';
import { ChangedFile, Pull, Review } from '../change-shapes.ts';
import { type Html, html } from '../html.ts';
import { instant, labelPill, personName, problemBox } from '../look/pieces.ts';
import { Comment, Issue, IssueEvent, Permission } from '../shapes.ts';
import { type Page, page, param, repositoryName, type Visit } from '../visit.ts';
import { checksSection } from './pull/checks.ts';
import { mergeBox } from './pull/merge-box.ts';
import { queueAround } from './pull/queue.ts';
import { reviewBox } from './pull/review-box.ts';
import { pullPill } from './pull/state.ts';
import { answerBox } from './thread/answer-box.ts';
import { commentBox } from './thread/comment.ts';
import { rightsOf } from './thread/rights.ts';
import { timeline } from './thread/timeline.ts';

/** `GET /{owner}/{repo}/pull/{number}`. */
export function pullPage(visit: Visit): Promise<Page> {
  return showPull(visit, null);
}

/** The page, with why something was refused and what had been typed. */
export async function showPull(
  visit: Visit,
  refused: { readonly refusal: Refusal; readonly draft: string } | null,
): Promise<Page> {
  const number = param(visit, 'number');
  if (!/^\d+$/.test(number)) throw notFound();
  const repository = repositoryName(visit);
  const [path, issuePath] = [`/repos/${repository}/pulls/${number}`, `/repos/${repository}/issues/${number}`];
  const { login } = visit.viewer.user;
  const [pull, files, reviews, issue, comments, events, permission] = await Promise.all([
    visit.api.get(path, Pull),
    visit.api.list(`${path}/files`, ChangedFile),
    visit.api.list(`${path}/reviews`, Review),
    visit.api.get(issuePath, Issue),
    visit.api.list(`${issuePath}/comments`, Comment),
    visit.api.list(`${issuePath}/events`, IssueEvent),
    visit.api.get(`/repos/${repository}/collaborators/${login}/permission`, Permission),
  ]);
  const rights = rightsOf(permission.role_name, login === pull.user.login);
  const at = { visit, issueId: issue.id, base: `/${repository}/issues/${number}`, rights };
  const main = html`${problemBox(refused?.refusal.message ?? null)}
    ${head(pull)}
    <ol class="timeline" aria-label="Description">${commentBox(at, { kind: 'issue', issue })}</ol>
    ${filesSection(repository, pull, files)}
    ${await checksSection(visit, pull)}
    ${reviewBox({ visit, base: `/${repository}/pull/${number}`, rights }, pull, reviews)}
    ${mergeBox(`/${repository}/pull/${number}`, pull, queueAround(visit, pull), rights)}
    <h2>Conversation</h2>
    <ol class="timeline" id="timeline" data-live="list" aria-label="Comments and events">${timeline(at, comments, events)}</ol>
    ${answerBox(at, issue, refused?.draft ?? '')}`;
  return page(`${pull.title} · Pull request #${number}`, main, refused?.refusal.status);
}

function head(pull: Pull): Html {
  return html`<div class="thread-head">
    <h1 id="pull-title" data-live>${pull.title} <span class="muted">#${pull.number}</span></h1>
    <p id="pull-state" data-live>${pullPill(pull)} ${personName(pull.user)} wants to merge ${pull.commits}
      ${pull.commits === 1 ? 'commit' : 'commits'} from <code>${pull.head.repo.fork ? pull.head.label : pull.head.ref}</code> into <code>${pull.base.ref}</code>,
      since ${instant(pull.created_at)} ${pull.labels.map(labelPill)}</p>
  </div>`;
}

function filesSection(repository: string, pull: Pull, files: readonly ChangedFile[]): Html {
  return html`<section id="files" data-live><h2>Files changed</h2>
    <p class="muted">${pull.changed_files} ${pull.changed_files === 1 ? 'file' : 'files'},
      <span class="good">+${pull.additions}</span> <span class="bad">−${pull.deletions}</span></p>
    <ul class="files">${files.map(
      ({ filename, status, additions, deletions }) =>
        html`<li><a href="/${repository}/blob/${pull.head.sha}/${filename.split('/').map(encodeURIComponent).join('/')}">${filename}</a>
        <span class="muted">${status}</span> <span class="good">+${additions}</span> <span class="bad">−${deletions}</span></li>`,
    )}</ul>
  </section>`;
}
