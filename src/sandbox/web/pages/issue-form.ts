// An issue form: shown as GitHub shows it, and made into an issue as GitHub makes it.
import { asUser } from '../../state/actor.ts';
import { createIssue } from '../../state/issues.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { findRepository } from '../../state/repositories.ts';
import { type IssueForm, questionsOf } from '../form/form-file.ts';
import { elementHtml, fieldName } from '../form/question.ts';
import { type Answers, firstAnswers, renderBody, unanswered } from '../form/render-body.ts';
import { formNamed } from '../form/templates.ts';
import { html } from '../html.ts';
import { labelPill, problemBox } from '../look/pieces.ts';
import { Label } from '../shapes.ts';
import { field, type Page, page, param, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';

/** `GET /{owner}/{repo}/issues/new?template=incident.yml`. */
export async function issueFormPage(visit: Visit): Promise<Page> {
  const form = await formFor(visit, visit.url.searchParams.get('template') ?? '');
  const title = visit.url.searchParams.get('title') ?? form.title;
  return show(visit, form, { title, answers: firstAnswers(form, visit.url.searchParams), refusal: null });
}

/** `POST /{owner}/{repo}/issues/new`: opens the issue, with the form's labels whoever fills it in; or shows the form again with what is missing. */
export async function sendIssueForm(visit: Visit): Promise<Reply> {
  const form = await formFor(visit, field(visit, 'template'));
  const title = field(visit, 'title').trim();
  const answers = answersIn(visit, form);
  try {
    const missing = unanswered(form, answers);
    if (missing.length > 0) throw new Refusal(422, `These need an answer: ${missing.join('; ')}.`);
    return redirect(`/${repositoryName(visit)}/issues/${openIssue(visit, form, title, answers)}`);
  } catch (problem) {
    if (problem instanceof Refusal) return show(visit, form, { title, answers, refusal: problem });
    throw problem;
  }
}

async function formFor(visit: Visit, file: string): Promise<IssueForm> {
  const form = await formNamed(visit.api, repositoryName(visit), file);
  if ('problem' in form) throw new Refusal(422, form.problem);
  return form;
}

function answersIn(visit: Visit, form: IssueForm): Answers {
  return Object.fromEntries(
    questionsOf(form).map((question) => [question.name, visit.fields.getAll(fieldName(question))] as const),
  );
}

/** The API cannot open an issue by a form, so this is the one change that does not go through it. */
function openIssue(visit: Visit, form: IssueForm, title: string, answers: Answers): number {
  const { store } = visit.host;
  const found = findRepository(store, param(visit, 'owner'), param(visit, 'repo'));
  if (found === undefined) throw notFound();
  const body = renderBody(form, answers);
  const input = { title, body, formLabels: form.labels };
  return createIssue(store, asUser(visit.viewer.user), found.repository, input).number;
}

type Filled = { readonly title: string; readonly answers: Answers; readonly refusal: Refusal | null };

async function show(visit: Visit, form: IssueForm, { title, answers, refusal }: Filled): Promise<Page> {
  const repository = repositoryName(visit);
  const labels = await visit.api.list(`/repos/${repository}/labels`, Label);
  const put = labels.filter(({ name }) => form.labels.includes(name));
  const main = html`<h1>${form.name}</h1>
    <p class="muted">${form.description}</p>
    ${problemBox(refusal?.message ?? null)}
    <form class="form" method="post" action="/${repository}/issues/new">
      <input type="hidden" name="template" value="${form.file}">
      <div class="question"><label for="title">Add a title<span class="required" aria-hidden="true"> *</span></label>
        <input type="text" id="title" name="title" value="${title}" required data-keep></div>
      ${form.elements.map((element) => elementHtml(element, answers))}
      ${put.length > 0 && html`<p class="muted">This form adds ${put.map(labelPill)}</p>`}
      <p class="muted"><span class="required" aria-hidden="true">*</span> needs an answer</p>
      <button class="primary">Create</button>
    </form>`;
  return page(form.name, main, refusal?.status);
}
