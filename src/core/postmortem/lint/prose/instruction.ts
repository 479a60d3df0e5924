// Whether a text begins as an instruction does: with a verb. By the library's word classes, and by verbs of this work that it takes for nouns.
import type { Prose } from './prose.ts';
import type { Term } from './terms.ts';

/** Verbs of operations work; the library knows them as nouns, as adjectives or not at all. */
const workVerbs = new Set(
  `alert audit backfill backport backup benchmark block bump cache cap checkpoint cordon debounce dedupe deprecate document
  drain dry-run encrypt enforce escalate exercise expire export fail fence fuzz gate harden import index instrument invalidate isolate label
  lint load-test lock log log-rotate migrate mirror monitor mute page parallelise parallelize paginate partition patch pin profile provision
  purge quarantine queue rate-limit rebase rebuild record redact refactor rehearse release replicate report require reserve reshard restore retry
  rotate route sandbox scale schedule script shard smoke-test snapshot split stage staff store stress-test swap tag test throttle time tag
  timebox trace track train trigger tune upgrade vendor verify version warn watch wire`.split(/\s+/),
);

/** These describe what is wanted, and nobody who does it. */
const DESCRIBES = /^(?:more|better|fewer|less|new|additional|further|no|some|proper|clear|automatic|automated)$/;

const NO_VERB = [
  'Determiner',
  'Pronoun',
  'Comparative',
  'Gerund',
  'PastTense',
  'Value',
  'QuestionWord',
  'Modal',
  'Plural',
  'Adverb',
];

/** The first word, and whether it is a verb to do something by. Null: the text has no words. */
export function opener(prose: Prose, text: string): { readonly first: Term; readonly isVerb: boolean } | null {
  const words = prose.wordsOf(text.slice(0, 100));
  const from = /^(?:always|never|also|only|automatically)$/.test(words[0]?.word ?? '') ? 1 : 0;
  const [first, second] = words.slice(from);
  return first === undefined ? null : { first, isVerb: isVerb(first, second) };
}

function isVerb({ word, tags }: Term, next: Term | undefined): boolean {
  const last = word.split('-').at(-1) ?? word;
  if (workVerbs.has(word) || workVerbs.has(last) || /^re-[a-z]{3}/.test(word)) return true;
  if (DESCRIBES.test(word) || NO_VERB.some((tag) => tags.has(tag))) return false;
  if (tags.has('Verb')) return true;
  // A noun or an adjective of its own is none; one that has an object may be: "Profile every rule", "Document rollback procedure".
  return next !== undefined && !['Preposition', 'Conjunction', 'Copula', 'Auxiliary'].some((tag) => next.tags.has(tag));
}
