// Whether an issue is said to be a security incident, by its form.
import type { Form } from '../form/form.ts';
import type { FormReading } from '../form/parse-body.ts';

/** Details that are kept off for nothing can be shown later; those that are shown cannot be taken back. So an answer that is in doubt, cannot be read or is none of the options is a yes unless it begins with a no. */
export function saysSecurity(body: string, form: Form, { fields, places, problems }: FormReading): boolean {
  const codes = problems.flatMap(({ code, field }) => (field === 'security' ? [code] : []));
  if (codes.includes('conflict')) return true;
  const found = places['security'];
  if (found === undefined) return isAsked('security', body, form);
  const { value } = fields['security'] ?? { value: null };
  const answer = codes.includes('unknown-option') ? body.slice(found.start, found.end) : value;
  return typeof answer === 'string' && answer.trim() !== '' && !SAYS_NO.test(answer.trim());
}

/** Whether the question stands in the body at all, be it swallowed by a code block or HTML without an end. */
function isAsked(key: string, body: string, form: Form): boolean {
  const field = form.fields.find((candidate) => candidate.key === key);
  if (field === undefined) return false;
  const headings = [field.label, field.heading].map((label) => oneSpaced(`### ${label}`));
  return body.split('\n').some((line) => headings.includes(oneSpaced(line)));
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const SAYS_NO = /^(?:no\b|none\b|not\b|false\b|unknown\b)/i;
