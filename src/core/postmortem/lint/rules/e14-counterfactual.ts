// E14: what people should, could or would have done did not happen, and explains nothing.
import type { Passage } from '../../as-read.ts';
import { passagesOf } from '../../read.ts';
import { sectionOf } from '../places.ts';
import { type Doer, doerOf, type Names } from '../prose/doer.ts';
import { namesOf } from '../prose/names.ts';
import { rangeOf, type Sentence, wordsOf } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const counterfactual: Rule = {
  code: 'E14',
  level: 'W',
  says: 'No sentence says what people should have, could have or would have done, failed to do or did not follow.',
  because: 'It judges with what is known now. What made sense at the time is what has to be understood.',
  bad: 'We should have tested a restore.',
  good: 'No restore was tested: nothing asked for one, and the backup job reported success.',
  source: 'Holmwood’s trigger phrases; Dekker on counterfactuals',
  check,
};

const MAY_BE = /\b(?:should|could|would|ought|failed|fail|if only|follow|supposed|might)\b/i;

function* check(subject: Subject): Iterable<Found> {
  const names = namesOf(subject);
  const supposing = supposingIn(subject);
  for (const sentence of subject.prose.withWords(MAY_BE)) {
    for (const at of sentence.terms.keys()) {
      const to = phraseAt(sentence, at);
      const doer = to === null ? null : subjectOf(sentence, at, to, names);
      if (to === null || doer === null || isToldElsewhere(sentence, at, to, doer.kind)) continue;
      if (supposing.has(sentence.passage) && /^(?:could|would|might)/.test(sentence.terms[at]?.word ?? '')) continue;
      const message = `“${wordsOf(sentence, Math.min(doer.at, at), to).slice(0, 80)}” is about what did not happen. What made this make sense at the time?`;
      yield { ...rangeOf(sentence, Math.min(doer.at, at), to), message };
      break;
    }
  }
}

/** How it could have been seen sooner, and how much worse it would have been without luck, is what these sections are for. */
function supposingIn({ document }: Subject): ReadonlySet<Passage> {
  const sections = [sectionOf(document, 'detection'), sectionOf(document, 'lucky')];
  return new Set(sections.flatMap((section) => section?.blocks.flatMap(passagesOf) ?? []));
}

/** One person who failed to or did not follow is blamed (E12); what should have been known is E13. */
function isToldElsewhere({ terms }: Sentence, at: number, to: number, kind: Doer['kind']): boolean {
  const isFailing = /^(?:fail(?:ed)?|follow)$/.test(terms[at]?.word ?? '');
  return (isFailing && kind === 'person') || (terms[at]?.word === 'should' && terms[to]?.word === 'known');
}

/** The last word of the phrase that begins at an index; null where none begins. */
function phraseAt({ terms }: Sentence, at: number): number | null {
  const [word = '', next = ''] = [terms[at]?.word, terms[at + 1]?.word];
  if (/^(?:should|could|would|might|ought)(?:n't|'ve)?$/.test(word)) return perfectAt(terms, at + 1);
  if (/^fail(?:ed)?$/.test(word) && next === 'to') return at + 2;
  if (word === 'if' && next === 'only') return at + 2;
  if (word === 'follow' && isNegated(terms.slice(Math.max(0, at - 3), at))) return at;
  return word === 'supposed' && next === 'to' && /^(?:was|were)$/.test(terms[at - 1]?.word ?? '') ? at + 2 : null;
}

/** "should have tested", "should not have deployed", "ought to have asked"; not "should have a look". */
function perfectAt(terms: Sentence['terms'], from: number): number | null {
  const have = skip(terms, from, /^(?:not|to|never|also|still|already|)$/);
  if (!/^(?:have|'ve)$/.test(terms[have]?.word ?? '')) return null;
  const verb = skip(terms, have + 1, /^(?:not|never|been|also|already|really|)$/);
  const tags = terms[verb]?.tags;
  return tags?.has('PastTense') === true || tags?.has('Participle') === true ? verb : null;
}

function skip(terms: Sentence['terms'], from: number, words: RegExp): number {
  let at = from;
  while (at < from + 3 && terms[at] !== undefined && words.test(terms[at]?.word ?? 'x')) at += 1;
  return at;
}

function isNegated(before: Sentence['terms']): boolean {
  return (
    before.some(({ word, tags }) => tags.has('Negative') || word === 'not') &&
    before.some(({ word }) => /^did(?:n't)?$/.test(word))
  );
}

/** The verb of whoever is spoken of from here on, "the reviewers had"; the next word where none comes soon. */
function verbFrom({ terms }: Sentence, from: number): number {
  const verb = terms.findIndex(
    ({ tags }, at) => at > from && at <= from + 4 && (tags.has('Verb') || tags.has('Auxiliary') || tags.has('Modal')),
  );
  return verb < 0 ? from + 1 : verb;
}

/** The human subject; of "if only" it stands behind. */
function subjectOf(sentence: Sentence, at: number, to: number, names: Names): Doer | null {
  const verb = sentence.terms[at]?.word === 'if' ? verbFrom(sentence, to) : at;
  const doer = doerOf(sentence, verb, names);
  return doer === null || doer.kind === 'thing' ? null : doer;
}
