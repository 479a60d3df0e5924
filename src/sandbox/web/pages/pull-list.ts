// The pull requests of a repository.
import { PullItem } from '../change-shapes.ts';
import { html } from '../html.ts';
import { instant, labelPill, personName } from '../look/pieces.ts';
import { type Page, page, repositoryName, type Visit } from '../visit.ts';
import { pullPill } from './pull/state.ts';

const states = [
  ['open', 'Open'],
  ['closed', 'Closed'],
  ['all', 'All'],
] as const;

/** `GET /{owner}/{repo}/pulls?state=open`: newest first. */
export async function pullListPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const chosen = states.find(([state]) => state === visit.url.searchParams.get('state'))?.[0] ?? 'open';
  const all = await visit.api.list(`/repos/${repository}/pulls?state=all`, PullItem);
  const shown = (wanted: string) => all.filter(({ state }) => wanted === 'all' || state === wanted);
  return page(
    `Pull requests of ${repository}`,
    html`<h1>Pull requests</h1>
    <div id="pulls" data-live>
      <nav class="tabs" aria-label="State">
        ${states.map(
          ([state, words]) =>
            html`<a href="?state=${state}" ${state === chosen && html`aria-current="page"`}>${words} <span class="count">${shown(state).length}</span></a>`,
        )}
      </nav>
      ${
        shown(chosen).length === 0
          ? html`<p class="empty">There is none. Push a branch and open one through the API.</p>`
          : html`<ul class="issues">${shown(chosen).map((pull) => pullRow(repository, pull))}</ul>`
      }
    </div>`,
  );
}

function pullRow(repository: string, pull: PullItem) {
  return html`<li>
    ${pullPill(pull)}
    <div>
      <a class="title" href="/${repository}/pull/${pull.number}">${pull.title}</a>
      ${pull.labels.map(labelPill)}
      <div class="muted">#${pull.number} by ${personName(pull.user)}, ${pull.merged_at === null ? html`opened ${instant(pull.created_at)}` : html`merged ${instant(pull.merged_at)}`}
      · <code>${pull.head.ref}</code> into <code>${pull.base.ref}</code></div>
    </div>
  </li>`;
}
