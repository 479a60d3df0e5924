// A comment, or the description of the issue, which looks the same.
import type { Edit } from '../../../state/issue.ts';
import { known } from '../../../state/store.ts';
import { type Html, html, sanitised } from '../../html.ts';
import { avatar, instant, personName, reactionCounts } from '../../look/pieces.ts';
import type { Comment, Issue } from '../../shapes.ts';
import type { Place } from './rights.ts';

/** What a box shows. */
export type Shown =
  | { readonly kind: 'issue'; readonly issue: Issue }
  | { readonly kind: 'comment'; readonly comment: Comment };

/** The box, as an item of a list. The API has rendered and sanitised the text. */
export function commentBox(place: Place, shown: Shown): Html {
  const one = shown.kind === 'issue' ? shown.issue : shown.comment;
  const id = shown.kind === 'issue' ? `issue-${shown.issue.number}` : `issuecomment-${shown.comment.id}`;
  const pin = shown.kind === 'comment' ? (shown.comment.pin ?? null) : null;
  return html`<li class="comment ${pin && 'pinned'}" id="${id}">
    ${avatar(one.user)}
    <article>
      <header>
        <p>${pin && html`<span class="pin"><span aria-hidden="true">📌</span> Pinned</span>`}
          ${personName(one.user)} <a href="#${id}">${instant(one.created_at)}</a> ${editMark(place, shown)}
          ${one.author_association !== 'NONE' && html`<span class="badge">${one.author_association.toLowerCase()}</span>`}</p>
      </header>
      ${bodyHtml(place, shown)}
      ${reactionCounts(one.reactions)}
      ${editor(place, shown)}
    </article>
  </li>`;
}

function bodyHtml({ visit }: Place, shown: Shown): Html {
  const one = shown.kind === 'issue' ? shown.issue : shown.comment;
  if (one.body_html.trim() === '')
    return html`<div class="markdown"><em class="muted">No description provided.</em></div>`;
  const local = one.body_html.replaceAll(`href="${visit.host.store.baseUrl}/`, 'href="/');
  const text = html`<div class="markdown">${sanitised(local)}</div>`;
  const hidden = shown.kind === 'comment' ? shown.comment.minimized : null;
  return hidden ? html`<details class="hidden"><summary>Hidden as ${hidden.reason}</summary>${text}</details>` : text;
}

/** REST does not tell edits from other changes, so these are the sandbox's own. */
function editsOf({ visit, issueId }: Place, shown: Shown): readonly Edit[] {
  const { comments, issues } = visit.host.store;
  const edited = shown.kind === 'issue' ? issues.get(issueId) : comments.get(shown.comment.id);
  return edited?.edits ?? [];
}

function editMark(place: Place, shown: Shown): Html | null {
  const last = editsOf(place, shown).at(-1);
  if (last === undefined) return null;
  const editor = known(place.visit.host.store.users, last.editorId).login;
  return html`<span class="muted" title="${last.at} by ${editor}">· edited</span>`;
}

function editor({ visit, base, rights }: Place, shown: Shown): Html | null {
  const one = shown.kind === 'issue' ? shown.issue : shown.comment;
  const own = one.user.login === visit.viewer.user.login;
  if (!own && !(shown.kind === 'issue' ? rights.edit : rights.write)) return null;
  const name = shown.kind === 'issue' ? 'description' : `comment-${shown.comment.id}`;
  const action = shown.kind === 'issue' ? `${base}/body` : `${base}/comments/${shown.comment.id}`;
  return html`<details class="edit"><summary>Edit</summary>
    <form method="post" action="${action}"><label class="visually-hidden" for="edit-${name}">Text</label>
    <textarea id="edit-${name}" name="body" rows="8">
${one.body}</textarea><button>Save</button></form></details>`;
}
