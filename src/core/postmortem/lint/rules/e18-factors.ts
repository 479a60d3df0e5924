// E18: at least one contributing factor that is neither a person nor what set it off.
import type { Block, Passage } from '../../as-read.ts';
import { bare, sectionOf, textOf, topRange } from '../places.ts';
import { doerOf } from '../prose/doer.ts';
import { namesOf } from '../prose/names.ts';
import type { Found, Rule, Subject } from '../rule.ts';
import { likeness } from '../similar.ts';

export const factors: Rule = {
  code: 'E18',
  level: 'E',
  says: 'There is at least one contributing factor that is neither a person nor the trigger.',
  because: 'There is no single root cause, and an action of somebody is never one: what else had to hold?',
  bad: '## Contributing Factors\n\n- The deployment of v2.4',
  good: '## Contributing Factors\n\n- Nothing compared the new flag file with the old one.',
  source: 'PagerDuty’s guide: no single root cause',
  check,
};

/** Where a runbook has no section for them, a line of the root cause names them (S001-37). */
const NAMED = /\*\*Contributing factors?:?\*\*:?\s*(?<text>[^\n]*)/i;
const NOTHING = /^(?:none|n\/a|nothing|unknown|-|–|\.)?[.\s]*$/i;

function* check(subject: Subject): Iterable<Found> {
  const { document } = subject;
  const section = sectionOf(document, 'contributing-factors');
  const cause = sectionOf(document, 'root-cause');
  const passages = [...(section?.blocks ?? []).flatMap(ofBlock), ...(cause?.blocks ?? []).flatMap(named)];
  if (passages.some((passage) => isFactor(subject, passage))) return;
  const place = bare(section?.heading ?? cause?.heading ?? topRange(document));
  const message =
    passages.length === 0
      ? 'No contributing factor is named. Say what else had to hold for this to happen: a check that was missing, a limit, a shared dependency.'
      : 'The contributing factors are people or the trigger alone. Say what in the system let it happen.';
  yield { ...place, message };
}

function ofBlock(block: Block): readonly Passage[] {
  const isText = block.kind === 'point' || block.kind === 'paragraph';
  return isText && !NOTHING.test(block.passage.prose.replace(/^\s*\[[ x]\]/, '').trim()) ? [block.passage] : [];
}

function named(block: Block): readonly Passage[] {
  const text = 'passage' in block ? (NAMED.exec(block.passage.text)?.groups?.['text'] ?? '') : '';
  return 'passage' in block && !NOTHING.test(text.trim()) ? [block.passage] : [];
}

/** The trigger is the deployment of the front matter, or what calls itself so. */
function isFactor(subject: Subject, passage: Passage): boolean {
  const trigger = textOf(subject.document.front.values.get('cause_deployment'));
  const isTrigger =
    /^\s*(?:\*\*)?trigger\b/i.test(passage.text) || (trigger !== null && likeness(trigger, passage.text) >= 0.5);
  return !isTrigger && !isOfPerson(subject, passage);
}

/** The doer of its first verb is a person. */
function isOfPerson(subject: Subject, passage: Passage): boolean {
  const names = namesOf(subject);
  for (const sentence of subject.prose.of(passage)) {
    const verb = sentence.terms.findIndex(({ tags }) => tags.has('Verb') && !tags.has('Gerund'));
    return verb > 0 && doerOf(sentence, verb, names)?.kind === 'person';
  }
  return false;
}
