// Sentences and their words with what kind of word each is, by compromise (decision 0034). The only user of that library.
import nlp from 'compromise/two';

/** A word with its place in the text. `word` is lower case, contractions taken apart; `ends`: a comma or another mark stands behind it. */
export type Term = {
  readonly text: string;
  readonly word: string;
  readonly tags: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
  readonly mark: string;
};

const NO_TAGS: ReadonlySet<string> = new Set();

/** The sentences of a text, each with its words. The library keeps every character, so places are sums of lengths. */
export function sentencesIn(text: string): readonly (readonly Term[])[] {
  let at = 0;
  return nlp(text).docs.map((sentence) =>
    sentence.map((term): Term => {
      const start = at + term.pre.length;
      const end = start + term.text.length;
      at = end + term.post.length;
      const word = wordOf(term);
      return { text: term.text, word, tags: term.tags ?? NO_TAGS, start, end, mark: term.post.trim() };
    }),
  );
}

/** The second half of a contraction has no text; what it stands for is `implicit`, which the library's types do not name. */
function wordOf(term: { readonly normal: string; readonly implicit?: unknown }): string {
  const { implicit } = term;
  const word = typeof implicit === 'string' && implicit !== '' ? implicit : term.normal;
  return word.toLowerCase().replaceAll('’', "'");
}
