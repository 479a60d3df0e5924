// E12: no sentence says that a person failed. Systems may fail.
import type { Passage } from '../../as-read.ts';
import { rangeIn } from '../../read/passage.ts';
import { failingsIn, MAY_BLAME } from '../prose/failings.ts';
import { namesOf } from '../prose/names.ts';
import { rangeOf, wordsOf } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const blame: Rule = {
  code: 'E12',
  level: 'E',
  says: 'No sentence has a person as the one who broke, caused, forgot, missed or did not check something; with a team or “we” it is a note.',
  because:
    'Where people are blamed they stop telling what happened, and the next person does the same in the same system.',
  bad: 'John deployed buggy code',
  good: "Code review didn't catch the bug; deploy pipeline lacked tests",
  source: 'S002-33',
  check,
};

const ADVICE =
  'Say what in the system let it happen: the check that was not there, the tool that allowed it, the page that nobody got.';

function* check(subject: Subject): Iterable<Found> {
  const told = new Set<string>();
  for (const found of pairs(subject)) {
    told.add(`${found.line}`);
    yield found;
  }
  const names = namesOf(subject);
  for (const sentence of subject.prose.withWords(MAY_BLAME)) {
    for (const { from, to, kind } of failingsIn(sentence, names)) {
      const range = rangeOf(sentence, Math.min(from, to), Math.max(from, to));
      const words = wordsOf(sentence, Math.min(from, to), Math.max(from, to)).slice(0, 80);
      if (told.has(`${range.line}`)) continue;
      const message = `“${words}” blames ${kind === 'group' ? 'people' : 'a person'}. ${ADVICE}`;
      yield { ...range, message, level: kind === 'group' ? 'W' : 'E' };
      break;
    }
  }
}

/** The policy's own sentences of blame, each with the one to write instead. */
function* pairs({ document, policy }: Subject): Iterable<Found> {
  const known = policy.postmortem.blameless.filter(({ bad }) => bad.trim() !== '');
  if (known.length === 0) return;
  for (const passage of document.passages) for (const { bad, good } of known) yield* sentencesOf(passage, bad, good);
}

function* sentencesOf(passage: Passage, bad: string, good: string): Iterable<Found> {
  const prose = passage.prose.toLowerCase();
  for (let at = prose.indexOf(bad.toLowerCase()); at >= 0; at = prose.indexOf(bad.toLowerCase(), at + bad.length))
    yield {
      ...rangeIn(passage, at, at + bad.length),
      message: `“${bad}” is how the policy says not to write of causes. ${ADVICE}`,
      suggestion: good,
    };
}
