// E02: nothing that a template or a draft left to be filled in.
import { bare, textOf } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const placeholders: Rule = {
  code: 'E02',
  level: 'E',
  says: 'No placeholder and no question of the draft is left.',
  because: 'A placeholder looks like an answer and is none.',
  bad: '- Users affected: [Number/percentage]',
  good: '- Users affected: about 1,200 (4 %)',
  source: 'the templates of the runbooks (S000-34, S002-30, S003-25, S004-24)',
  check,
};

function* check({ document }: Subject): Iterable<Found> {
  for (const { text, ...range } of document.placeholders) {
    const isQuestion = text.startsWith('>');
    const message = isQuestion
      ? 'This question is still to be answered. Write the answer, and delete this line.'
      : `\`${text.slice(0, 60)}\` is a placeholder. Say what it stands for, or that it is not known and why.`;
    yield { ...range, message };
  }
  for (const [key, value] of document.front.values) {
    const said = textOf(value);
    if (said !== null && /\b(?:TODO|TBD|TBA|FIXME)\b|^\[.+\]$|^YYYY-MM-DD$/.test(said) && !/^\[DRILL\]/.test(said))
      yield {
        ...bare(value),
        message: `\`${key}\` is a placeholder in the front matter. Say what it is, or \`null\`.`,
      };
  }
}
