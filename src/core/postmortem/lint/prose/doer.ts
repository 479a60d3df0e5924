// Who does what in a sentence: the subject of a verb, and whether it is a person (E.2: "a list of people on the incident plus pronouns, not every noun").
import type { Sentence } from './prose.ts';
import type { Term } from './terms.ts';
import { groups, namesOfThings, namesThatAreVerbs, onePerson, roles } from './words.ts';

/** A person, several people without a name, or something else. `at`: the index of its word. */
export type Doer = { readonly kind: 'person' | 'group' | 'thing'; readonly at: number };

/** People whom a document may name, lower case, without `@`. */
export type Names = ReadonlySet<string>;

/** The subject of the verb at an index; null where there is none. */
export function doerOf(sentence: Sentence, verb: number, names: Names): Doer | null {
  const at = headBefore(sentence.terms, verb);
  return at === null ? null : { kind: kindOf(sentence, at, names), at };
}

/** Whether the word at an index stands for a person. */
export function isPerson(sentence: Sentence, at: number, names: Names): boolean {
  return kindOf(sentence, at, names) === 'person';
}

/** The word that the subject hangs on: left of helping verbs, of what a comma sets apart, and of "of the change". */
function headBefore(terms: readonly Term[], verb: number): number | null {
  let at = skipHelpers(terms, verb - 1);
  const before = terms[at];
  if (before === undefined || before.mark.startsWith(':')) return null; // "@login: what was said"
  if (/^(and|but|then|or)$/.test(before.word)) return headOfVerbBefore(terms, at);
  if (/^(who|that|which)$/.test(before.word) && at > 0) return at - 1;
  if (before.mark.startsWith(',')) at = beforeAside(terms, at) ?? at;
  return isNoun(terms[at]) ? wider(terms, at) : null;
}

function skipHelpers(terms: readonly Term[], from: number): number {
  let at = from;
  while (at >= 0 && isHelper(terms[at])) at -= 1;
  return at;
}

function isHelper(term: Term | undefined): boolean {
  if (term === undefined) return false;
  if (term.text === '' && term.tags.has('Noun')) return false;
  return (
    ['Auxiliary', 'Modal', 'Negative', 'Adverb', 'Copula'].some((tag) => term.tags.has(tag)) &&
    !/^will$/i.test(term.text)
  );
}

/** "John deployed it and broke the site": whoever did the first did the second. */
function headOfVerbBefore(terms: readonly Term[], conjunction: number): number | null {
  for (let at = conjunction - 1; at > 0; at -= 1) {
    const tags = terms[at]?.tags;
    if (tags === undefined || !tags.has('Verb') || terms[at - 1]?.word === 'to' || tags.has('Gerund')) continue;
    return headBefore(terms, at);
  }
  return null;
}

/** "John, who was on call, forgot": the word before what the two commas set apart. */
function beforeAside(terms: readonly Term[], at: number): number | null {
  for (let open = at - 1; open >= 0; open -= 1) if (terms[open]?.mark.startsWith(',')) return open;
  return null;
}

function isNoun(term: Term | undefined): boolean {
  return (
    term !== undefined &&
    (term.tags.has('Noun') || term.tags.has('Pronoun') || /^@/.test(term.text) || onePerson.has(term.word))
  );
}

/** "The reviewer of the change": the noun before the preposition, as long as there is one. */
function wider(terms: readonly Term[], at: number): number {
  let first = at;
  while (first > 0 && isWithin(terms[first - 1])) first -= 1;
  const [preposition, noun] = [terms[first - 1], terms[first - 2]];
  const isOf =
    preposition !== undefined && /^(of|for|from|in|on|at|with|by|to|about|behind|between)$/.test(preposition.word);
  return isOf && !preposition.tags.has('Hyphenated') && noun?.mark === '' && isNoun(noun)
    ? wider(terms, first - 2)
    : at;
}

/** What may stand before a noun as part of it. */
function isWithin(term: Term | undefined): boolean {
  if (term === undefined || term.mark.startsWith(',')) return false;
  return ['Determiner', 'Adjective', 'Possessive', 'Noun', 'Hyphenated', 'Value'].some((tag) => term.tags.has(tag));
}

function kindOf(sentence: Sentence, at: number, names: Names): Doer['kind'] {
  const term = sentence.terms[at];
  if (term === undefined) return 'thing';
  const word = term.word.replace(/'s?$/, '').replace(/[^\p{L}\p{N}@/_[\]-]/gu, '');
  if (word.startsWith('@')) return kindOfHandle(word);
  if (word === 'they' || word === 'them') return kindOfThey(sentence, at, names);
  if (groups.has(word)) return 'group';
  if (onePerson.has(word) || roles.has(word) || isOnCall(sentence.terms, at)) return 'person';
  return names.has(word) && /^\p{Lu}/u.test(term.text) ? 'person' : kindOfName(sentence, at, word);
}

/** A machine's account is a system; a team's is a group. */
function kindOfHandle(word: string): Doer['kind'] {
  if (/(\[bot\]|[-_]?bot)$/.test(word)) return 'thing';
  return word.includes('/') ? 'group' : 'person';
}

/** "the on-call" is tagged as a noun of two words. */
function isOnCall(terms: readonly Term[], at: number): boolean {
  return terms[at]?.word === 'call' && terms[at - 1]?.word === 'on' && terms[at]?.tags.has('Hyphenated') === true;
}

/** A first or last name by the library's lexicon, written as one, without an article, and of no program. */
function kindOfName({ terms }: Sentence, at: number, word: string): Doer['kind'] {
  const term = terms[at];
  if (term === undefined || !term.tags.has('Person') || !/^\p{Lu}/u.test(term.text)) return 'thing';
  if (namesOfThings.has(word) || (at === 0 && namesThatAreVerbs.has(word))) return 'thing';
  return /^(?:the|a|an|this|our|your|its)$/.test(terms[at - 1]?.word ?? '') ? 'thing' : 'person';
}

/** They are what was last spoken of in the plural; people where nothing was. */
function kindOfThey(sentence: Sentence, at: number, names: Names): Doer['kind'] {
  for (let back = at - 1; back >= 0; back -= 1) {
    const isMany =
      sentence.terms[back]?.tags.has('Plural') === true && !/^the[ym]$/.test(sentence.terms[back]?.word ?? '');
    const kind = isMany || sentence.terms[back]?.tags.has('Person') === true ? kindOf(sentence, back, names) : null;
    if (kind !== null) return kind === 'group' ? 'group' : kind;
  }
  const { before } = sentence;
  return before === null ? 'person' : kindOfThey(before, before.terms.length, names);
}
