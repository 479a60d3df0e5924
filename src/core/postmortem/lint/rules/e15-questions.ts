// E15: "why did you" asks for a defence; "how" and "what" ask for what happened.
import { rangeOf, type Sentence } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const questions: Rule = {
  code: 'E15',
  level: 'W',
  says: 'Questions ask how and what, not why somebody did it or who it was.',
  because: 'Why makes people justify themselves, who looks for somebody to blame.',
  bad: 'Why did the responder not check the flag?',
  good: 'What was known about the flag at that moment?',
  source: 'PagerDuty’s guide to blameless questions',
  check,
};

const MAY_ASK = /\b(?:why|who|whose)\b/i;

function* check({ prose, policy }: Subject): Iterable<Found> {
  const own = new Set([...policy.postmortem.rootCause, ...policy.postmortem.sections].map(plain));
  for (const sentence of prose.withWords(MAY_ASK)) {
    if (!sentence.text.trimEnd().endsWith('?') || own.has(plain(sentence.text))) continue;
    const at = sentence.terms.findIndex(({ word }) => /^(?:why|who|whose)$/.test(word));
    if (at < 0 || !asks(sentence, at)) continue;
    yield {
      ...rangeOf(sentence, at, at + 1),
      message: 'Ask how it came about and what was known, not why somebody did it or who it was.',
    };
  }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .trim();
}

/** At the beginning, or after a comma or colon: "the people who were paged" asks nothing. */
function asks({ terms }: Sentence, at: number): boolean {
  const before = terms[at - 1];
  return before === undefined || before.mark !== '' || /^(?:and|but|so|or)$/.test(before.word);
}
