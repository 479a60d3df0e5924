// The reviews of a pull request: who said what, who is asked, and the way to say it.
import type { Pull, Review } from '../../change-shapes.ts';
import { type Html, html } from '../../html.ts';
import { instant, personName } from '../../look/pieces.ts';
import type { Visit } from '../../visit.ts';
import type { Rights } from '../thread/rights.ts';

/** The section. Whoever reads it may review it, except its author; who may write takes opinions away. The API decides, whatever stands here. */
export function reviewBox(
  { visit, base, rights }: { readonly visit: Visit; readonly base: string; readonly rights: Rights },
  pull: Pull,
  reviews: readonly Review[],
): Html {
  const asked = [
    ...pull.requested_reviewers.map((person) => personName(person)),
    ...pull.requested_teams.map(({ slug }) => html`<b>${slug}</b>`),
  ];
  const isOpen = pull.state === 'open';
  return html`<section id="reviews" data-live><h2>Reviews</h2>
    ${reviews.length + asked.length === 0 && html`<p class="empty">Nobody has reviewed it, and nobody is asked to.</p>`}
    ${asked.map((name) => html`<p>${name} <span class="muted">is asked for a review</span></p>`)}
    ${reviews.map((review) => reviewLine(base, pull, review, isOpen && rights.write))}
    ${isOpen && visit.viewer.user.login !== pull.user.login && reviewForm(base)}
  </section>`;
}

function reviewLine(
  base: string,
  pull: Pull,
  { id, user, state, submitted_at, commit_id }: Review,
  mayDismiss: boolean,
): Html {
  const hasOpinion = state === 'APPROVED' || state === 'CHANGES_REQUESTED';
  return html`<form class="buttons review" method="post" action="${base}/reviews/${id}/dismiss">
    <p>${personName(user)} ${words[state] ?? state} ${instant(submitted_at)}
      ${commit_id !== pull.head.sha && html`<span class="muted">at <code>${commit_id.slice(0, 7)}</code>, before the last push</span>`}</p>
    ${hasOpinion && mayDismiss && html`<button>Dismiss</button>`}</form>`;
}

const words: Readonly<Record<string, string>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'commented',
  DISMISSED: 'had a review that was dismissed',
};

function reviewForm(base: string): Html {
  return html`<form class="buttons" method="post" action="${base}/reviews">
    <input name="body" aria-label="What you say of it" placeholder="What you say of it">
    <button name="event" value="APPROVE">Approve</button>
    <button name="event" value="REQUEST_CHANGES">Request changes</button>
    <button name="event" value="COMMENT">Comment</button></form>`;
}
