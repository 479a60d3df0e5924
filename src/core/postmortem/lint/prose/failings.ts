// The ways in which a sentence says that somebody failed (E12): each gives the words from the person to the failing.
import { type Doer, doerOf, isPerson, type Names } from './doer.ts';
import type { Sentence } from './prose.ts';
import type { Term } from './terms.ts';
import { rolesOrPrograms } from './words.ts';

/** From the word of whoever is blamed to the last word of the blame; `kind` tells one person from a group. */
export type Failing = { readonly from: number; readonly to: number; readonly kind: Doer['kind'] };

/** A word without which no sentence blames. */
export const MAY_BLAME =
  /\b(?:broke|broken|caused?|causes|forgot|forgotten|fail(?:ed|s)?|neglected|ignored|overlooked|missed|botched|bungled|mistyped|misread|mishandled|misconfigured|messed|screwed|blew|fumbled|deployed|pushed|merged|shipped|released|committed|wrote|approved|introduced|made|rolled|never|not|mistake|error|fault|failure|negligence|carelessness|oversight|blunder|blame|due|because|by)\b|n['’]t\b/i;

const FAILED = new Set(
  `broke broken caused forgot forgotten failed neglected ignored overlooked missed botched bungled mistyped misread mishandled misconfigured
  messed screwed blew fumbled`.split(/\s+/),
);
/** What no program does. */
const ONLY_PEOPLE = new Set(
  'forgot forgotten neglected overlooked botched bungled mistyped misread misconfigured'.split(' '),
);
/** "failed over", "broke down the cost", "missed out": something else, and no blame. */
const ELSE_BEHIND = /^(?:over|back|down|out|off|away|even|ground)$/;

const CHANGED = new Set(
  'deployed pushed merged shipped released committed wrote approved introduced made rolled'.split(' '),
);
const BAD =
  /^(?:buggy|broken|bad|faulty|untested|wrong|flawed|sloppy|incorrect|defective|unreviewed|careless|mistakes?|errors?|bugs?|regressions?)$/;

/** What somebody is reproached with not having done. */
const DUTIES = new Set(
  'check test verify review validate follow read notice care bother think ask tell warn look double-check run monitor document communicate'.split(
    ' ',
  ),
);
const SHAME = /^(?:mistakes?|errors?|fault|faults|failures?|negligence|carelessness|oversight|blunders?|typo)$/;

/** Every failing in a sentence. */
export function* failingsIn(sentence: Sentence, names: Names): Iterable<Failing> {
  for (const [at, term] of sentence.terms.entries()) {
    const to = endOfFailing(sentence.terms, at, term);
    const doer = to === null ? null : doerOf(sentence, at, names);
    const kind = to === null || doer === null ? 'thing' : kindOf(sentence.terms, doer, at);
    if (to !== null && doer !== null && kind !== 'thing') yield { from: startOf(sentence.terms, doer.at), to, kind };
    else if (isShameOf(sentence, at, names)) yield { from: at - 1, to: at, kind: 'person' };
    else yield* namedAsCause(sentence, at, names);
  }
}

/** An operator may be a program, but no program mistypes; that a group failed to do something is E14. */
function kindOf(terms: readonly Term[], { kind, at: doer }: Doer, verb: number): Doer['kind'] {
  const [who, what] = [terms[doer]?.word ?? '', terms[verb]?.word ?? ''];
  if (kind === 'thing' && rolesOrPrograms.has(who) && ONLY_PEOPLE.has(what)) return 'person';
  const isCounterfactual = what === 'follow' || (what === 'failed' && terms[verb + 1]?.word === 'to');
  return kind === 'group' && isCounterfactual ? 'thing' : kind;
}

/** The first part of a word with hyphens: "on-call". */
function startOf(terms: readonly Term[], at: number): number {
  let first = at;
  while (
    first > 0 &&
    terms[first]?.tags.has('Hyphenated') === true &&
    terms[first - 1]?.tags.has('Hyphenated') === true
  )
    first -= 1;
  return first;
}

/** The last word of the failing that begins with this verb; null where it is none. */
function endOfFailing(terms: readonly Term[], at: number, { word, tags }: Term): number | null {
  const next = terms[at + 1]?.word ?? '';
  if (FAILED.has(word) && tags.has('Verb')) return isIdiom(terms, at, next) ? null : endOfObject(terms, at);
  if (CHANGED.has(word)) return badObject(terms, at);
  return baseForms(word).some((base) => DUTIES.has(base)) && isNegated(terms, at) ? at : null;
}

/** "broke the glass" is what break-glass access is for. */
function isIdiom(terms: readonly Term[], at: number, next: string): boolean {
  return (
    ELSE_BEHIND.test(next) || (terms[at]?.word === 'broke' && /^(?:glass|ice|tie)$/.test(terms[at + 2]?.word ?? ''))
  );
}

/** "tested" is "test", "verified" is "verify", "noticed" is "notice". */
function baseForms(word: string): readonly string[] {
  return [word, word.replace(/ed$/, ''), word.replace(/d$/, ''), word.replace(/ied$/, 'y')];
}

function endOfObject(terms: readonly Term[], at: number): number {
  return terms[at + 1]?.word === 'to' && terms[at + 2] !== undefined ? at + 2 : at;
}

/** Where the verb's own object is said to be bad; "a fix for the broken index" is not. */
function badObject(terms: readonly Term[], at: number): number | null {
  for (let to = at + 1; to <= at + 5; to += 1) {
    const term = terms[to];
    if (term === undefined || term.tags.has('Preposition') || term.tags.has('Conjunction')) return null;
    if (BAD.test(term.word))
      return /^(?:of|in)$/.test(terms[to + 1]?.word ?? '') || terms[to + 1] === undefined ? to : to + 1;
    if (terms[to]?.mark.startsWith(',') === true) return null;
  }
  return null;
}

/** "did not", "didn't" or "never" before the verb. */
function isNegated(terms: readonly Term[], at: number): boolean {
  const before = [terms[at - 1], terms[at - 2], terms[at - 3]].filter((term) => term !== undefined);
  const negative = before.findIndex(({ word, tags }) => tags.has('Negative') || /^(?:not|never)$/.test(word));
  if (negative < 0) return false;
  const isDid = before.slice(negative).some(({ word }) => /^(?:did|had|has|have)(?:n't)?$/.test(word));
  return isDid || (before[negative]?.word === 'never' && /(?:ed|read|thought|told|took)$/.test(terms[at]?.word ?? ''));
}

/** "the responder's mistake". */
function isShameOf(sentence: Sentence, at: number, names: Names): boolean {
  const [owner, shame] = [sentence.terms[at - 1], sentence.terms[at]];
  if (owner === undefined || shame === undefined || !SHAME.test(shame.word)) return false;
  if (shame.mark === '' && sentence.terms[at + 1]?.tags.has('Noun') === true) return false; // An error handler, a fault domain.
  if (/^(?:his|her|my|your)$/.test(owner.word)) return !/^(?:errors?|failures?|faults|typo)$/.test(shame.word);
  return /['’]s?$/.test(owner.text) && isPerson(sentence, at - 1, names);
}

/** "caused by", "because of", "due to" and "blame" before a person. */
function* namedAsCause(sentence: Sentence, at: number, names: Names): Iterable<Failing> {
  const { terms } = sentence;
  const [word, next] = [terms[at]?.word ?? '', terms[at + 1]?.word ?? ''];
  const isCause =
    (/^(?:caused|broken|introduced|botched|mishandled|misconfigured|overlooked|ignored|forgotten|missed)$/.test(word) &&
      next === 'by') ||
    (word === 'because' && next === 'of') ||
    (word === 'due' && next === 'to') ||
    (SHAME.test(word) && next === 'by');
  const person = personFrom(sentence, at + (isCause ? 2 : 1), names);
  if (person === null) return;
  const behind = terms[person + 1];
  const goesOn =
    behind?.tags.has('Noun') === true && terms[person]?.mark === '' && !isPerson(sentence, person + 1, names);
  const isBlamed = /^blam(?:e|ed|es|ing)$/.test(word) && !/^(?:person|people|humans?)$/.test(terms[person]?.word ?? '');
  if ((isCause || isBlamed) && !goesOn) yield { from: at, to: person, kind: 'person' };
}

/** The person whom a noun phrase from here on is about; articles and adjectives go before. */
function personFrom(sentence: Sentence, from: number, names: Names): number | null {
  for (let at = from; at < from + 4; at += 1) {
    const term = sentence.terms[at];
    if (term === undefined) return null;
    if (isPerson(sentence, at, names)) return /['’]s?$/.test(term.text) ? null : at;
    if (!['Determiner', 'Adjective', 'Hyphenated', 'Possessive'].some((tag) => term.tags.has(tag))) return null;
  }
  return null;
}
