// One question of an issue form as HTML.
import { renderMarkdown } from '../../rest/markdown.ts';
import { flag, type Html, html, sanitised } from '../html.ts';
import type { Element, Question } from './form-file.ts';
import type { Answers } from './render-body.ts';

/** What the fields of a question are called in the form that is sent. */
export function fieldName(question: Question): string {
  return `answer.${question.name}`;
}

/** An element as GitHub shows it: Markdown as text, a question with its label, its description and its field. */
export function elementHtml(element: Element, answers: Answers): Html {
  if (element.type === 'markdown')
    return html`<div class="markdown form-text">${markdown(element.attributes.value)}</div>`;
  const given = answers[element.name] ?? [];
  const several = element.type === 'checkboxes' || (element.type === 'dropdown' && element.attributes.multiple);
  return several ? groupHtml(element, given) : singleHtml(element, given);
}

function markdown(text: string): Html {
  return sanitised(renderMarkdown(text, null));
}

function descriptionOf(question: Question, id: string): Html | null {
  const { description } = question.attributes;
  return description === '' ? null : html`<div class="markdown hint" id="${id}-hint">${markdown(description)}</div>`;
}

function singleHtml(question: Question, given: readonly string[]): Html {
  const id = `question-${question.name}`;
  const mark = isRequired(question) && requiredMark;
  return html`<div class="question">
    <label for="${id}">${question.attributes.label}${mark}</label>
    ${descriptionOf(question, id)}
    ${fieldHtml(question, id, given)}
  </div>`;
}

const requiredMark = html`<span class="required" aria-hidden="true"> *</span>`;

function isRequired(question: Question): boolean {
  return question.type !== 'checkboxes' && question.validations.required;
}

function fieldHtml(question: Question, id: string, given: readonly string[]): Html | null {
  const name = fieldName(question);
  const required = flag('required', isRequired(question));
  const hint = question.attributes.description === '' ? null : html`aria-describedby="${id}-hint"`;
  switch (question.type) {
    case 'input':
      return html`<input type="text" id="${id}" name="${name}" value="${given[0]}"
        placeholder="${question.attributes.placeholder}" ${hint} ${required} data-keep>`;
    case 'textarea':
      return html`<textarea id="${id}" name="${name}" rows="5" placeholder="${question.attributes.placeholder}"
        ${hint} ${required} data-keep>
${given[0]}</textarea>`;
    case 'dropdown':
      return html`<select id="${id}" name="${name}" ${hint} ${required} data-keep>
        <option value="">${question.validations.required ? 'Choose one' : 'None'}</option>
        ${question.attributes.options.map(
          (option, index) =>
            html`<option value="${index}" ${flag('selected', given.includes(String(index)))}>${option}</option>`,
        )}
      </select>`;
    case 'checkboxes':
      return null;
  }
}

/** Several boxes under one question; a multiple dropdown is shown so too, as it works without a script. */
function groupHtml(question: Question, given: readonly string[]): Html {
  const id = `question-${question.name}`;
  return html`<fieldset class="question" ${question.attributes.description !== '' && html`aria-describedby="${id}-hint"`}>
    <legend>${question.attributes.label}${isRequired(question) && requiredMark}</legend>
    ${descriptionOf(question, id)}
    ${boxesOf(question).map(
      ({ label, required }, index) => html`<label class="box">
        <input type="checkbox" name="${fieldName(question)}" value="${index}"
          ${flag('checked', given.includes(String(index)))} ${flag('required', required)} data-keep>
        <span class="markdown">${label}${required && requiredMark}</span>
      </label>`,
    )}
  </fieldset>`;
}

type Box = { readonly label: Html; readonly required: boolean };

function boxesOf(question: Question): readonly Box[] {
  if (question.type === 'checkboxes')
    return question.attributes.options.map(({ label, required }) => ({ label: markdown(label), required }));
  if (question.type !== 'dropdown') return [];
  return question.attributes.options.map((option) => ({ label: html`${option}`, required: false }));
}
