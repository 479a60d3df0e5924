// The issues of a repository.
import { html } from '../html.ts';
import { instant, labelPill, personName, statePill } from '../look/pieces.ts';
import { Issue } from '../shapes.ts';
import { type Page, page, repositoryName, type Visit } from '../visit.ts';

const states = [
  ['open', 'Open'],
  ['closed', 'Closed'],
  ['all', 'All'],
] as const;

/** `GET /{owner}/{repo}/issues?state=open`: newest first. */
export async function issueListPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const chosen = states.find(([state]) => state === visit.url.searchParams.get('state'))?.[0] ?? 'open';
  const listed = await visit.api.list(`/repos/${repository}/issues?state=all`, Issue);
  const all = listed.filter(({ pull_request }) => pull_request === undefined);
  const shown = all.filter(({ state }) => chosen === 'all' || state === chosen);
  const count = (state: string) => all.filter((issue) => state === 'all' || issue.state === state).length;
  return page(
    `Issues of ${repository}`,
    html`<div class="heading">
      <h1>Issues</h1>
      <a class="button primary" href="/${repository}/issues/new/choose">New issue</a>
    </div>
    <div id="issues" data-live>
      <nav class="tabs" aria-label="State">
        ${states.map(
          ([state, words]) =>
            html`<a href="?state=${state}" ${state === chosen && html`aria-current="page"`}>${words} <span class="count">${count(state)}</span></a>`,
        )}
      </nav>
      ${shown.length === 0 ? emptyList(repository) : html`<ul class="issues">${shown.map((issue) => issueRow(repository, issue))}</ul>`}
    </div>`,
  );
}

function emptyList(repository: string) {
  return html`<p class="empty">There is none. <a href="/${repository}/issues/new?template=incident.yml">Declare an incident</a> to see what happens.</p>`;
}

function issueRow(repository: string, issue: Issue) {
  return html`<li>
    ${statePill(issue)}
    <div>
      <a class="title" href="/${repository}/issues/${issue.number}">${issue.title}</a>
      ${issue.labels.map(labelPill)}
      <div class="muted">#${issue.number} opened ${instant(issue.created_at)} by ${personName(issue.user)}
      · ${issue.comments} ${issue.comments === 1 ? 'comment' : 'comments'}${issue.assignees.length > 0 && html` · assigned to ${issue.assignees.map(({ login }) => login).join(', ')}`}</div>
    </div>
  </li>`;
}
