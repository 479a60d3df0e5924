// E00: the document could be read.
import { lineRange, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const readable: Rule = {
  code: 'E00',
  level: 'E',
  says: 'The document can be read: its size, its front matter, and as much prose as is judged.',
  because: 'What cannot be read is not judged, and must not pass for it.',
  bad: '---\ntitle: [Checkout\n---',
  good: '---\ntitle: Checkout fails\n---',
  source: 'this project',
  check,
};

function* check({ document, prose }: Subject): Iterable<Found> {
  const { problem, front } = document;
  if (problem !== null) yield { ...topRange(document), message: problem };
  if (front.problem !== null)
    yield {
      ...lineRange(document, front.problem.line),
      message: `The front matter cannot be read. ${front.problem.message}`,
    };
  if (!prose.isWhole())
    yield {
      ...lineRange(document, 1),
      level: 'W',
      message: 'The document has so much text that not all of it was judged for its language. Shorten it.',
    };
}
