// The checks of a pull request's head: what was said, and what its base asks for and nobody has said yet.
import { renderMarkdown } from '../../../rest/markdown.ts';
import { findRepository } from '../../../state/repositories.ts';
import { requiredChecksFor } from '../../../state/required-checks.ts';
import { CheckRuns, Combined, type Pull } from '../../change-shapes.ts';
import { flag, type Html, html, sanitised } from '../../html.ts';
import { param, repositoryName, type Visit } from '../../visit.ts';
import { standing } from './state.ts';

type Check = {
  readonly name: string;
  readonly word: string;
  readonly from: string;
  readonly note: string | null;
  /** What it says at length, in Markdown. */
  readonly said: string;
  readonly required: boolean;
};

/** The section of checks. */
export async function checksSection(visit: Visit, pull: Pull): Promise<Html> {
  const checks = await checksOf(visit, pull);
  return html`<section id="checks" data-live><h2>Checks</h2>
    ${checks.length === 0 && html`<p class="empty">Nobody has checked this commit.</p>`}
    ${
      checks.length > 0 &&
      html`<div class="table"><table>
        <thead><tr><th>Check</th><th>Result</th><th>From</th></tr></thead>
        <tbody>${checks.map(
          ({ name, word, from, note, required }) => html`<tr>
            <td>${name} ${required && html`<span class="badge">required</span>`}</td>
            <td>${standing(word)}${note !== null && html` <span class="muted">${note}</span>`}</td>
            <td>${from}</td></tr>`,
        )}</tbody></table></div>`
    }
    ${checks.map(saidBox)}
  </section>`;
}

/** Open where there is something to do. */
function saidBox({ name, word, said }: Check): Html | false {
  if (said === '') return false;
  const isBad = !['success', 'neutral', 'skipped'].includes(word);
  return html`<details ${flag('open', isBad)}><summary>What ${name} says</summary>
    <div class="markdown">${sanitised(renderMarkdown(said, null))}</div></details>`;
}

async function checksOf(visit: Visit, { head, base }: Pull): Promise<readonly Check[]> {
  const path = `/repos/${repositoryName(visit)}/commits/${head.sha}`;
  const [{ check_runs }, { statuses }] = await Promise.all([
    visit.api.get(`${path}/check-runs?per_page=100`, CheckRuns),
    visit.api.get(`${path}/status?per_page=100`, Combined),
  ]);
  const needed = requiredIn(visit, base.ref);
  const isNeeded = (name: string, app: number | null) =>
    needed.some(({ context, appId }) => context === name && (appId === null || appId === app));
  const said: readonly Check[] = [
    ...check_runs.map(({ name, status, conclusion, app, output }) => ({
      name,
      word: conclusion ?? status,
      from: app.name,
      note: output.title,
      said: [output.summary, output.text].filter(Boolean).join('\n\n'),
      required: isNeeded(name, app.id),
    })),
    ...statuses.map(({ context, state, description }) => ({
      name: context,
      word: state,
      from: 'commit status',
      note: description,
      said: '',
      required: isNeeded(context, null),
    })),
  ];
  const missing = needed.filter(({ context }) => !said.some(({ name, required }) => required && name === context));
  const expected = missing.map(({ context, appId }) => ({
    name: context,
    word: 'expected',
    from: appId === null ? 'any source' : (visit.host.store.apps.get(appId)?.name ?? `app ${appId}`),
    note: null,
    said: '',
    required: true,
  }));
  return [...expected, ...said];
}

/** Read from the state, as GitHub's page shows it to whoever sees the pull request. */
function requiredIn(visit: Visit, branch: string) {
  const { store } = visit.host;
  const found = findRepository(store, param(visit, 'owner'), param(visit, 'repo'));
  return found === undefined ? [] : requiredChecksFor(store, found.repository, branch);
}
