// Whether a pull request can be merged, whether it will be by itself, and the buttons.
import type { Pull } from '../../change-shapes.ts';
import { type Html, html } from '../../html.ts';
import { instant, personName } from '../../look/pieces.ts';
import type { Rights } from '../thread/rights.ts';
import type { Queue } from './queue.ts';

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
export function mergeBox(base: string, pull: Pull, queue: Queue, rights: Rights): Html {
  return html`<section id="merge" data-live><h2>Merge</h2>
    ${pull.state === 'open' ? openBox(base, pull, queue, rights) : closedBox(pull)}
  </section>`;
}

function openBox(base: string, pull: Pull, queue: Queue, rights: Rights): Html {
  if (pull.draft) return draftBox(base, rights);
  return html`<p>${words[pull.mergeable_state] ?? 'Nobody knows yet whether it can be merged.'}</p>
    ${laterState(pull, queue)}
    ${rights.write ? mergeForms(base, pull, queue) : html`<p class="muted">Merging takes write access.</p>`}
    ${rights.edit && laterForm(base, 'draft', 'Convert to draft')}`;
}

function draftBox(base: string, rights: Rights): Html {
  return html`<p>${words['draft']}</p>${rights.edit && laterForm(base, 'ready', 'Ready for review')}`;
}

/** Auto-merge that was asked for, or the place in the queue. */
function laterState(pull: Pull, { place, state }: Queue): Html | false {
  if (place !== null)
    return html`<p>It is number ${place} in the merge queue: ${state.toLowerCase().replaceAll('_', ' ')}.</p>`;
  const { auto_merge } = pull;
  return (
    auto_merge !== null &&
    html`<p>${personName(auto_merge.enabled_by)} asked for it to be merged (${auto_merge.merge_method}) once everything that is required is there.</p>`
  );
}

function mergeForms(base: string, pull: Pull, { place, isRequired }: Queue): Html {
  if (place !== null) return laterForm(base, 'dequeue', 'Remove from the queue');
  if (pull.auto_merge !== null) return laterForm(base, 'never', 'Disable auto-merge');
  const whenReady = laterForm(base, 'auto', 'Merge when ready');
  if (isRequired) return whenReady;
  return html`<form class="buttons" method="post" action="${base}/merge"><input type="hidden" name="sha" value="${pull.head.sha}">
    ${methods.map(([method, label], at) => html`<button class="${at === 0 ? 'primary' : ''}" name="method" value="${method}">${label}</button>`)}</form>
    ${pull.mergeable_state === 'blocked' && whenReady}`;
}

function laterForm(base: string, what: string, label: string): Html {
  return html`<form class="buttons" method="post" action="${base}/later"><button name="what" value="${what}">${label}</button></form>`;
}

function closedBox(pull: Pull): Html {
  if (pull.merged_at === null) return html`<p>It was closed without being merged.</p>`;
  return html`<p>${pull.merged_by !== null && personName(pull.merged_by)} merged it ${instant(pull.merged_at)} as <code>${pull.merge_commit_sha?.slice(0, 7)}</code>.</p>`;
}
