// What was released, and what was deployed where.
import { Deployment, DeploymentStatus, Release } from '../change-shapes.ts';
import { type Html, html } from '../html.ts';
import { instant, personName } from '../look/pieces.ts';
import { type Page, page, param, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';
import { standing } from './pull/state.ts';

/** `GET /{owner}/{repo}/releases`: newest first. */
export async function releasesPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const releases = await visit.api.list(`/repos/${repository}/releases`, Release);
  return page(
    `Releases of ${repository}`,
    html`<h1>Releases</h1>
    <div id="releases" data-live>
      ${releases.length === 0 && html`<p class="empty">Nothing was released.</p>`}
      <ul class="issues">${releases.map(releaseRow)}</ul>
    </div>`,
  );
}

function releaseRow(release: Release): Html {
  const { draft, prerelease, name, tag_name, published_at, author, body } = release;
  return html`<li id="${tag_name}"><div>
    <strong class="title">${name ?? tag_name}</strong> <code>${tag_name}</code>
    ${draft && html`<span class="badge">draft</span>`} ${prerelease && html`<span class="badge">pre-release</span>`}
    <div>${body}</div>
    <div class="muted">${personName(author)}${published_at !== null && html`, published ${instant(published_at)}`}</div>
  </div></li>`;
}

/** `GET /{owner}/{repo}/releases/tag/{tag}`: its place in the list. */
export function toRelease(visit: Visit): Reply {
  return redirect(`/${repositoryName(visit)}/releases#${encodeURIComponent(param(visit, 'tag'))}`);
}

/** As many deployments as the page shows. */
const shown = 50;

/** `GET /{owner}/{repo}/deployments`: newest first, each with its statuses. */
export async function deploymentsPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const path = `/repos/${repository}/deployments`;
  const all = await visit.api.list(path, Deployment);
  const rows = all.slice(0, shown).map(async (deployment) => {
    const statuses = await visit.api.list(`${path}/${deployment.id}/statuses`, DeploymentStatus);
    return deploymentRow(deployment, statuses);
  });
  return page(
    `Deployments of ${repository}`,
    html`<h1>Deployments</h1>
    <div class="table" id="deployments" data-live>
      <table>
        <thead><tr><th>Environment</th><th>What</th><th>State</th><th>By</th><th>When</th></tr></thead>
        <tbody>${await Promise.all(rows)}</tbody>
      </table>
      ${all.length === 0 && html`<p class="empty">Nothing was deployed.</p>`}
    </div>`,
  );
}

function deploymentRow(deployment: Deployment, statuses: readonly DeploymentStatus[]): Html {
  const { environment, ref, sha, creator, created_at } = deployment;
  const [latest, ...before] = statuses.map(({ state }) => state);
  return html`<tr>
    <td>${environment}</td>
    <td>${ref} <code>${sha.slice(0, 7)}</code></td>
    <td>${standing(latest ?? 'pending')}${before.length > 0 && html` <span class="muted">after ${before.toReversed().join(', ').replaceAll('_', ' ')}</span>`}</td>
    <td>${personName(creator)}</td>
    <td>${instant(created_at)}</td>
  </tr>`;
}
