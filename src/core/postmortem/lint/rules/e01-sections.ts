// E01: the headings that the policy asks for, in its order.
import type { DocumentSection } from '../../as-read.ts';
import { type Section, sectionsOf } from '../../structure.ts';
import { bare, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const sections: Rule = {
  code: 'E01',
  level: 'E',
  says: 'The sections that the policy requires are there, in its order.',
  because: 'Whoever looks for something finds it in the same place in every postmortem, and what is missing is seen.',
  bad: '## Root Cause\n## Timeline',
  good: '## Timeline\n## Root Cause',
  source: 'S000-37, S002-31, S003-25, S004-25; the example template of the SRE book',
  check,
};

function* check({ document, policy }: Subject): Iterable<Found> {
  let last: DocumentSection | null = null;
  for (const wanted of sectionsOf(policy).filter(({ required }) => required)) {
    const found = document.sections.find((section) => isIt(wanted, section));
    if (found === undefined) {
      yield {
        ...bare(topRange(document)),
        message: `The section “${wanted.heading}” is missing. The policy requires it: add it as \`## ${wanted.heading}\`.`,
      };
      continue;
    }
    if (last !== null && found.heading.line < last.heading.line)
      yield {
        ...bare(found.heading),
        message: `“${found.heading.text}” stands before “${last.heading.text}”. The policy has it behind that: move it there.`,
      };
    else last = found;
  }
}

/** By what it is about; by its words where nobody knows what it is about. */
function isIt({ id, heading }: Section, section: DocumentSection): boolean {
  return id === null ? section.heading.text.trim().toLowerCase() === heading.toLowerCase() : section.id === id;
}
