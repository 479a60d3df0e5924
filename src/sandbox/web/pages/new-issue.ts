// Opening an issue: the choice of forms, and the blank issue.
import { Refusal } from '../../state/refusal.ts';
import { formsOf } from '../form/templates.ts';
import { html } from '../html.ts';
import { problemBox } from '../look/pieces.ts';
import { Label, Numbered } from '../shapes.ts';
import { field, type Page, page, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';
import { issueFormPage } from './issue-form.ts';

/** `GET /{owner}/{repo}/issues/new/choose`. */
export async function chooserPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const forms = await formsOf(visit.api, repository);
  return page(
    'New issue',
    html`<h1>New issue</h1>
    <ul class="choices">
      ${forms.map((form) =>
        'problem' in form
          ? html`<li><div><b>${form.file}</b> ${problemBox(form.problem)}</div></li>`
          : html`<li><div><b>${form.name}</b><p class="muted">${form.description}</p></div>
            <a class="button primary" href="/${repository}/issues/new?template=${encodeURIComponent(form.file)}" aria-label="Get started: ${form.name}">Get started</a></li>`,
      )}
      <li><div><b>Blank issue</b><p class="muted">A title and a text, as <code>gh issue create</code> makes it.</p></div>
        <a class="button" href="/${repository}/issues/new" aria-label="Get started: blank issue">Get started</a></li>
    </ul>`,
  );
}

/** `GET /{owner}/{repo}/issues/new`: the form that `template` names, or a blank issue; other values of the address are filled in. */
export async function newIssuePage(visit: Visit): Promise<Page> {
  return visit.url.searchParams.has('template') ? issueFormPage(visit) : blankPage(visit, null);
}

/** `POST /{owner}/{repo}/issues`: a blank issue. */
export async function openBlankIssue(visit: Visit): Promise<Reply> {
  const repository = repositoryName(visit);
  const issue = {
    title: field(visit, 'title').trim(),
    body: field(visit, 'body'),
    labels: visit.fields.getAll('label'),
  };
  try {
    const { number } = Numbered.parse(await visit.api.send('POST', `/repos/${repository}/issues`, issue));
    return redirect(`/${repository}/issues/${number}`);
  } catch (problem) {
    if (problem instanceof Refusal) return blankPage(visit, problem);
    throw problem;
  }
}

async function blankPage(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const repository = repositoryName(visit);
  const labels = await visit.api.list(`/repos/${repository}/labels`, Label);
  const given = refusal === null ? visit.url.searchParams : visit.fields;
  const main = html`<h1>New issue</h1>
    ${problemBox(refusal?.message ?? null)}
    <form class="form" method="post" action="/${repository}/issues">
      <div class="question"><label for="title">Title<span class="required" aria-hidden="true"> *</span></label>
        <input type="text" id="title" name="title" value="${given.get('title')}" required data-keep></div>
      <div class="question"><label for="body">Text</label>
        <textarea id="body" name="body" rows="8" data-keep>
${given.get('body')}</textarea></div>
      <fieldset class="question"><legend>Labels</legend>
        <p class="hint">GitHub drops them, without a word, when somebody without triage rights opens the issue.</p>
        ${labels.map(({ name }) => html`<label class="box"><input type="checkbox" name="label" value="${name}" data-keep> ${name}</label>`)}
      </fieldset>
      <button class="primary">Create</button>
    </form>`;
  return page('New issue', main, refusal?.status);
}
