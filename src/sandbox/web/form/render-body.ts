// A filled-in issue form as the body of an issue, exactly as GitHub writes it (seen in issues made by forms).
import { type IssueForm, type Question, questionsOf } from './form-file.ts';

/** What was filled in, by question: the text, or the positions of what was chosen. Absent means nothing was. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** What GitHub writes where an optional question has no answer. */
export const noResponse = '_No response_';

/** Every question in order: a heading, a blank line, the answer; nothing of the form's own texts. Texts stand as they were typed. */
export function renderBody(form: IssueForm, answers: Answers): string {
  const sections = questionsOf(form).map(
    (question) => `### ${question.attributes.label}\n\n${answerOf(question, answers[question.name] ?? [])}`,
  );
  return sections.join('\n\n');
}

function answerOf(question: Question, given: readonly string[]): string {
  switch (question.type) {
    case 'input':
      return orNothing(given[0] ?? '');
    case 'textarea':
      return textOf(given[0] ?? '', question.attributes.render);
    case 'dropdown':
      return orNothing(chosen(question.attributes.options, given).join(', '));
    case 'checkboxes':
      return question.attributes.options
        .map(({ label }, index) => `- [${given.includes(String(index)) ? 'x' : ' '}] ${label}`)
        .join('\n');
  }
}

/** `render` puts the text into a fence of its language; a fence inside the text is not lengthened around. */
function textOf(text: string, render: string | undefined): string {
  if (text.trim() === '') return noResponse;
  return render === undefined ? text : `\`\`\`${render}\n${text}\n\`\`\``;
}

function orNothing(text: string): string {
  return text.trim() === '' ? noResponse : text;
}

function chosen(options: readonly string[], given: readonly string[]): readonly string[] {
  return options.filter((_, index) => given.includes(String(index)));
}

/** The labels of the required questions and boxes without an answer: GitHub's page does not let such a form go. */
export function unanswered(form: IssueForm, answers: Answers): readonly string[] {
  return questionsOf(form).flatMap((question) => {
    const given = answers[question.name] ?? [];
    if (question.type === 'checkboxes')
      return question.attributes.options
        .filter(({ required }, index) => required && !given.includes(String(index)))
        .map(({ label }) => label);
    const empty = given.every((one) => one.trim() === '');
    return question.validations.required && empty ? [question.attributes.label] : [];
  });
}

/** What a page begins with: the form's defaults, over which the address may write (`?broken=Checkout`, docs: creating an issue from a URL query). */
export function firstAnswers(form: IssueForm, query: URLSearchParams): Answers {
  const filled = questionsOf(form).map((question) => [question.name, firstAnswer(question, query)] as const);
  return Object.fromEntries(filled);
}

function firstAnswer(question: Question, query: URLSearchParams): readonly string[] {
  const wanted = query.get(question.name);
  if (question.type === 'checkboxes') return [];
  if (question.type !== 'dropdown') return [wanted ?? question.attributes.value];
  const { options, default: preset } = question.attributes;
  const asked = wanted === null ? [] : wanted.split(',').map((text) => options.indexOf(text.trim()));
  const usual = preset === undefined ? [] : [preset];
  const positions = asked.length > 0 ? asked.filter((position) => position >= 0) : usual;
  return positions.map(String);
}
