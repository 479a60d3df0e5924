// E11: an action item begins with a verb that says what will be different.
import type { Passage } from '../../as-read.ts';
import { rangeIn } from '../../read/passage.ts';
import { vagueOpener } from '../../vague-action.ts';
import { opener } from '../prose/instruction.ts';
import type { Prose } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const openers: Rule = {
  code: 'E11',
  level: 'E',
  says: 'An action item begins with a specific verb: not with improve, investigate, look into, consider, think about, be more careful, try, make sure or discuss, nor with ensure, monitor or review alone.',
  because: 'It must be possible to say that it is done: actionable, specific, bounded.',
  bad: 'Improve monitoring',
  good: 'Add alert for error rate > 5%',
  source: 'S002-34; Lunney et al. in PagerDuty’s guide',
  check,
};

function* check({ document, prose }: Subject): Iterable<Found> {
  for (const { what } of document.actions) if (what !== null) yield* judged(what, prose);
}

function* judged(what: Passage, prose: Prose): Iterable<Found> {
  const start = what.prose.search(/[\p{L}\p{N}]/u);
  const text = start < 0 ? '' : what.prose.slice(start);
  if (text === '' || /^x+(?!\w)/.test(text)) return;
  const denied = vagueOpener(text, what.text);
  if (denied !== null)
    yield {
      ...rangeIn(what, start, start + denied.length),
      message: `“${denied}” does not say when it is done. Begin with a verb that does: add, alert, automate, document, limit, remove, test …`,
    };
  else if (opener(prose, text)?.isVerb === false)
    yield {
      ...rangeIn(what, start, start + (/^\S+/.exec(text)?.[0].length ?? 1)),
      message:
        'This does not begin with a verb. Say what somebody does: add, alert, automate, document, limit, remove, test …',
    };
}
