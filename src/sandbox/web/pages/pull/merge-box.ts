// Whether a pull request can be merged, and the button.
import type { Pull, Review } from '../../change-shapes.ts';
import { type Html, html } from '../../html.ts';
import { instant, personName } from '../../look/pieces.ts';
import type { Rights } from '../thread/rights.ts';

const words: Readonly<Record<string, string>> = {
  dirty: 'Its branches conflict: it cannot be merged as it is.',
  draft: 'It is still a draft.',
  blocked: 'The rules of its base keep it from being merged.',
  unstable: 'It can be merged; not every check has passed.',
  clean: 'It can be merged.',
};

const methods = [
  ['merge', 'Merge pull request'],
  ['squash', 'Squash and merge'],
  ['rebase', 'Rebase and merge'],
] as const;

/** The box: for an open one the way to merge it, for a merged one who did it. The API decides, whatever stands here. */
export function mergeBox(base: string, pull: Pull, reviews: readonly Review[], rights: Rights): Html {
  return html`<section id="merge" data-live><h2>Merge</h2>
    ${reviews.map(
      ({ user, state, submitted_at }) =>
        html`<p>${personName(user)} ${state.toLowerCase().replaceAll('_', ' ')} ${instant(submitted_at)}</p>`,
    )}
    ${pull.state === 'open' ? openBox(base, pull, rights) : closedBox(pull)}
  </section>`;
}

function openBox(base: string, pull: Pull, rights: Rights): Html {
  return html`<p>${words[pull.mergeable_state] ?? 'Nobody knows yet whether it can be merged.'}</p>
    ${
      rights.write
        ? html`<form class="buttons" method="post" action="${base}/merge"><input type="hidden" name="sha" value="${pull.head.sha}">
            ${methods.map(([method, label], at) => html`<button class="${at === 0 ? 'primary' : ''}" name="method" value="${method}">${label}</button>`)}</form>`
        : html`<p class="muted">Merging takes write access.</p>`
    }
    ${rights.triage && html`<form method="post" action="${base}/reviews"><button name="event" value="APPROVE">Approve</button></form>`}`;
}

function closedBox(pull: Pull): Html {
  if (pull.merged_at === null) return html`<p>It was closed without being merged.</p>`;
  return html`<p>${pull.merged_by !== null && personName(pull.merged_by)} merged it ${instant(pull.merged_at)} as <code>${pull.merge_commit_sha?.slice(0, 7)}</code>.</p>`;
}
