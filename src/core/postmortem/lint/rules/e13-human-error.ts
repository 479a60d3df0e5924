// E13: "human error" is where a search for causes ends too early.

import { doerOf, isPerson } from '../prose/doer.ts';
import { namesOf } from '../prose/names.ts';
import { rangeOf, type Sentence, wordsOf } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const humanError: Rule = {
  code: 'E13',
  level: 'E',
  says: 'No cause is “human error”, “operator error”, carelessness, negligence, somebody’s fault, or what somebody should have known.',
  because: 'People err every day. What made it possible, and what let it reach users, can be changed.',
  bad: 'The root cause was human error.',
  good: 'The tool took the wrong host without asking, because both prompts looked alike.',
  source: 'PagerDuty’s guide: do not blame human error',
  check,
};

const PHRASE =
  /\b(?:(?:human|operator|pilot) errors?|careless(?:ness|ly)?|negligen(?:t|ce|tly)|(?:at )?fault (?:of|lies with)|should(?:'ve| have) known|finger[- ]trouble|pebkac)\b/i;
const DENIES = /^(?:not|never|no|instead|rather|without|neither)$/;

function* check(subject: Subject): Iterable<Found> {
  const names = namesOf(subject);
  for (const sentence of subject.prose.withWords(PHRASE)) {
    const words = placeOf(sentence);
    if (words === null || isDenied(sentence, words.from) || !isOfPerson(sentence, words, names)) continue;
    const said = wordsOf(sentence, words.from, words.to);
    yield {
      ...rangeOf(sentence, words.from, words.to),
      message: `“${said}” explains nothing that could be changed. Say what made it possible, and what let it through.`,
    };
  }
}

type Words = { readonly from: number; readonly to: number };

/** The words of the phrase in the sentence. */
function placeOf({ passage, terms }: Sentence): Words | null {
  const first = terms[0]?.start ?? 0;
  const match = PHRASE.exec(passage.prose.slice(first, terms.at(-1)?.end ?? 0));
  if (match === null) return null;
  const [start, end] = [first + match.index, first + match.index + match[0].length];
  const from = terms.findIndex((term) => term.end > start);
  const to = terms.findLastIndex((term) => term.start < end && term.text !== '');
  return from < 0 || to < from ? null : { from, to };
}

/** "This was not human error." */
function isDenied({ terms }: Sentence, from: number): boolean {
  return terms.slice(Math.max(0, from - 4), from).some(({ word, tags }) => DENIES.test(word) || tags.has('Negative'));
}

/** "A fault of the power supply" is one of a thing; a script may be careless, a scheduler should have known. */
function isOfPerson(sentence: Sentence, { from, to }: Words, names: ReturnType<typeof namesOf>): boolean {
  const [first, last] = [sentence.terms[from]?.word ?? '', sentence.terms[to]?.word ?? ''];
  if (/^(?:careless|negligent|should)$/.test(first)) return doerOf(sentence, from, names)?.kind !== 'thing';
  if (last !== 'of' && last !== 'with') return true;
  const behind = [1, 2, 3].map((step) => to + step);
  return from <= to && behind.some((at) => isPerson(sentence, at, names));
}
