// Limits of texts, and the refusals GitHub gives for texts beyond them.
import { invalid, Refusal } from './refusal.ts';

/** GitHub's limit on issue bodies and comments, in characters. */
export const bodyLimit = 65_536;
/** GitHub's limit on titles. */
export const titleLimit = 256;
/** GitHub's limit on label names. */
export const labelLimit = 50;

/** Refuses an empty or too long issue title. */
export function checkTitle(title: string): void {
  if (title.trim() === '') throw invalid({ resource: 'Issue', code: 'missing_field', field: 'title' });
  if ([...title].length <= titleLimit) return;
  const message = `title is too long (maximum is ${titleLimit} characters)`;
  throw invalid({ resource: 'Issue', code: 'custom', field: 'title', message });
}

/** Refuses a too long issue body. */
export function checkIssueBody(body: string | null): void {
  if (body === null || [...body].length <= bodyLimit) return;
  const message = `body is too long (maximum is ${bodyLimit} characters)`;
  throw invalid({ resource: 'Issue', code: 'custom', field: 'body', message });
}

/** Refuses an empty or too long comment. */
export function checkCommentBody(body: string): void {
  if (body.trim() === '') {
    const message = "Body can't be blank";
    throw invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
  }
  if ([...body].length <= bodyLimit) return;
  const message = `Body is too long (maximum is ${bodyLimit} characters)`;
  throw invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
}

/** Refuses a label name that is empty or too long. */
export function checkLabelName(name: string): void {
  if (name.trim() === '') throw invalid({ resource: 'Label', code: 'missing_field', field: 'name' });
  if ([...name].length <= labelLimit) return;
  const message = `name is too long (maximum is ${labelLimit} characters)`;
  throw invalid({ resource: 'Label', code: 'custom', field: 'name', message });
}

/** Refuses more than GitHub takes in one call. */
export function checkCount(count: number, most: number, resource: string, field: string): void {
  if (count > most) throw new Refusal(422, 'Validation Failed', { errors: [{ resource, field, code: 'invalid' }] });
}
