// E24 and E25: temporary fixes of the record are to be removed by an action item, and earlier items are not written once more.
import type { ActionAsRead } from '../../as-read.ts';
import type { KnownFix } from '../known.ts';
import { bare, lineRange, sectionOf, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';
import { likeness, shareIn } from '../similar.ts';

export const temporaryFixes: Rule = {
  code: 'E24',
  level: 'E',
  says: 'Every temporary fix that the record has and that is still there has an action item for its removal.',
  because: 'Temporary fixes become permanent if they are forgotten.',
  bad: '(the record has “cache off on db-2”, and no item names it)',
  good: '| Remove the switch that turned the cache off on db-2 | @responder | 2026-03-20 | #61 |',
  source: 'S002-22, S002-23, S002-29',
  check: checkFixes,
};

const REMOVES =
  /\b(?:remov\w*|replac\w*|revert\w*|backfill\w*|delet\w*|drop|turn\w* (?:on|off|back)|undo|retire|clean up|take out|restor\w*|proper|permanent)\b/i;

/** So much of what a fix is called stands in the item about it. */
const ENOUGH = 0.5;

function* checkFixes({ document, known }: Subject): Iterable<Found> {
  const place = bare(sectionOf(document, 'action-items')?.heading ?? topRange(document));
  for (const fix of known.temporaryFixes ?? [])
    if (!document.actions.some((item) => isRemoval(item, fix)))
      yield {
        ...place,
        message: `The temporary fix “${fix.what.slice(0, 100)}”${fix.issue === null ? '' : ` (#${fix.issue})`} has no action item. Add one for its removal.`,
      };
}

function isRemoval({ what, issue }: ActionAsRead, fix: KnownFix): boolean {
  const text = what?.text ?? '';
  const isLinked =
    fix.issue !== null && new RegExp(`(?:#|/issues/)${fix.issue}\\b`).test(`${text} ${issue?.text ?? ''}`);
  return isLinked || (REMOVES.test(text) && shareIn(fix.what, text) >= ENOUGH);
}

export const repeated: Rule = {
  code: 'E25',
  level: 'W',
  says: 'An action item does not repeat one that an earlier postmortem left open.',
  because: 'The same item twice says that the first was not done: raise that one instead of writing it again.',
  bad: '| Add alert for error rate > 5% | (open since the incident in January, #12)',
  good: '| Finish the alert for error rate > 5% | @lead | 2026-03-10 | #12 |',
  source: 'incident-anchors C.1: action items that nobody closes',
  check: checkRepeated,
};

/** Two items of which so much is the same are one. */
const ALIKE = 0.6;

function* checkRepeated({ document, known }: Subject): Iterable<Found> {
  for (const item of document.actions)
    for (const earlier of known.earlierActions ?? []) {
      const isSame = earlier.issue !== null && new RegExp(`#${earlier.issue}\\b`).test(item.issue?.text ?? '');
      if (isSame || likeness(item.what?.text ?? '', earlier.what) < ALIKE) continue;
      const number = earlier.issue === null ? '' : ` (#${earlier.issue})`;
      yield {
        ...lineRange(document, item.line),
        message: `“${earlier.what.slice(0, 100)}”${number} is still open from ${earlier.postmortem}. Link that one, and say what will be different this time.`,
      };
    }
}
