// E17: what is obvious now was not so then.
import { rangeOf, type Sentence } from '../prose/prose.ts';
import type { Term } from '../prose/terms.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const hindsight: Rule = {
  code: 'E17',
  level: 'W',
  says: 'No sentence says that something was obvious, clear, simple or a matter of course.',
  because: 'It was not, or it would have been done. Such words hide what was hard to see.',
  bad: 'The alert was obviously wrong.',
  good: 'The alert named the wrong host, which the graph did not show.',
  source: 'PagerDuty’s guide: hindsight bias',
  check,
};

const MAY_BE = /\b(?:obvious(?:ly)?|clearly|simply|just|of course|evidently|needless to say)\b/i;

/** "just before", "just in time", "not just": measures, and no judgement. */
const MEASURED =
  /^(?:before|after|as|now|in|over|under|above|below|about|one|the|a|an|enough|then|like|when|started|begun|at|because)$/;

function* check({ prose }: Subject): Iterable<Found> {
  for (const sentence of prose.withWords(MAY_BE)) {
    const at = sentence.terms.findIndex((_term, index) => isHindsight(sentence, index));
    if (at < 0) continue;
    const to = sentence.terms[at]?.word === 'of' ? at + 1 : at;
    yield {
      ...rangeOf(sentence, at, to),
      message: 'This is said with what is known now. Leave the word out, or say what was known then.',
    };
  }
}

function isHindsight({ terms }: Sentence, at: number): boolean {
  const [term, next, before] = [terms[at], terms[at + 1], terms[at - 1]];
  switch (term?.word) {
    case 'obvious':
    case 'obviously':
    case 'evidently':
      return before?.word !== 'not' && before?.tags.has('Negative') !== true && next?.word !== 'to';
    case 'clearly':
      return !isManner(term, next, before);
    case 'simply':
      return true;
    case 'just':
      return isOnly(next, before);
    default:
      return term?.word === 'of' && next?.word === 'course';
  }
}

/** "clearly labelled", "says so clearly": how, and no judgement. */
function isManner(term: Term, next: Term | undefined, before: Term | undefined): boolean {
  if (before === undefined || term.mark.startsWith(',')) return false;
  if (next === undefined || !['Verb', 'Adjective', 'Adverb', 'Noun'].some((tag) => next.tags.has(tag))) return true;
  return /^(?:label|mark|nam|document|defin|visib|stat|show|say|writ|separat|describ|communicat|word|assign|sign)/.test(
    next.word,
  );
}

/** "just restart it" makes little of it. */
function isOnly(next: Term | undefined, before: Term | undefined): boolean {
  if (
    next === undefined ||
    /^(?:not|only|more|than|of|or|had|has|have|was|were|is|are)$/.test(before?.word ?? '') ||
    before?.tags.has('Negative') === true
  )
    return false;
  return !MEASURED.test(next.word) && !next.tags.has('Value') && next.tags.has('Verb') && before?.mark !== '-';
}
