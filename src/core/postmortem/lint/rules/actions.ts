// E08 to E10, E19 and E20: action items have an owner, a due date and an issue, and are not all of one kind, nor too many.
import type { ActionAsRead, Range } from '../../as-read.ts';
import { dayOfIncident, isMonthDay, readDue } from '../days.ts';
import { bare, lineRange, sectionOf } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

function placeOf({ document }: Subject, item: ActionAsRead): Range {
  return lineRange(document, item.line);
}

const NOBODY = /^(?:-|–|—|none|nobody|n\/a|\?+|unassigned|tbd|tba|name)$/i;

export const owners: Rule = {
  code: 'E08',
  level: 'E',
  says: 'Every action item has an owner: a person or team that exists.',
  because: 'What everybody should do nobody does.',
  bad: '| Add alert for error rate > 5% | | 2026-03-20 |',
  good: '| Add alert for error rate > 5% | @acme/observability | 2026-03-20 |',
  source: 'S002-34',
  check: checkOwners,
};

function* checkOwners(subject: Subject): Iterable<Found> {
  for (const item of subject.document.actions) {
    const owner = item.owner?.text.replace(/[*_`]/g, '').trim() ?? '';
    if (owner === '' || NOBODY.test(owner))
      yield {
        ...placeOf(subject, item),
        message: 'This action item has no owner. Write who does it: `@login` or `@org/team`.',
      };
    else if (item.owner !== null) yield* exists(subject, owner, bare(item.owner));
  }
}

function* exists({ known }: Subject, owner: string, place: Range): Iterable<Found> {
  if (known.handles === undefined) return;
  const handles = new Set(known.handles.map((handle) => handle.toLowerCase()));
  const named = [...owner.matchAll(/@([\w.-]+(?:\/[\w.-]+)?)/g)].map((match) => match[1] ?? '');
  if (named.length === 0)
    yield {
      ...place,
      message: `${owner.slice(0, 60)} is no account. Write \`@login\` or \`@org/team\`, so that it can be assigned.`,
    };
  for (const handle of named)
    if (!handles.has(handle.toLowerCase()))
      yield { ...place, message: `There is no @${handle} who could own this. Check the spelling.` };
}

export const dueDates: Rule = {
  code: 'E09',
  level: 'E',
  says: 'Every action item has a due date that is a day after the incident, as `2026-03-20` (or `3/20`).',
  because: 'Without a day nobody is reminded and nothing is late.',
  bad: '| Document rollback procedure | @responder | soon |',
  good: '| Document rollback procedure | @responder | 2026-03-12 |',
  source: 'S002-34, S002-32, S004-25',
  check: checkDue,
};

function* checkDue(subject: Subject): Iterable<Found> {
  const since = dayOfIncident(subject.document, subject.policy.timezone);
  for (const item of subject.document.actions) {
    const text = item.due?.text.replace(/[*_`]/g, '').trim() ?? '';
    if (item.due === null || text === '' || NOBODY.test(text))
      yield { ...placeOf(subject, item), message: 'This action item has no due date. Write the day: `2026-03-20`.' };
    else yield* judged(subject, text, bare(item.due), since);
  }
}

function* judged({ policy }: Subject, text: string, place: Range, since: string | null): Iterable<Found> {
  const { form, day } = readDue(text, since);
  if (form === 'month-day' && (day !== null || isMonthDay(text))) {
    if (policy.postmortem.dueDates === 'iso' && day !== null)
      yield { ...place, level: 'W', message: `The policy writes due dates as \`${day}\`.`, suggestion: day };
  } else if (form === 'other' && day !== null)
    yield { ...place, message: `${text.slice(0, 40)} is read as ${day}. Write it so.`, suggestion: day };
  else if (day === null)
    yield { ...place, message: `${text.slice(0, 40)} is no day that can be read. Write it as \`2026-03-20\`.` };
  if (day !== null && since !== null && day < since)
    yield { ...place, message: `${day} is before the incident (${since}). Write a day after it.` };
}

export const issues: Rule = {
  code: 'E10',
  level: 'E',
  says: 'Every action item links an issue, open or closed.',
  because: 'A table in a merged file is forgotten; an issue is found, assigned and closed.',
  bad: '| Add alert for error rate > 5% | @responder | 2026-03-20 | |',
  good: '| Add alert for error rate > 5% | @responder | 2026-03-20 | #57 |',
  source: 'PagerDuty’s guide: trackable',
  check: checkIssues,
};

const LINK = /#\d+\b|https?:\/\/\S+\/(?:issues|pull)\/\d+|\]\(/;

function* checkIssues(subject: Subject): Iterable<Found> {
  for (const item of subject.document.actions)
    if (!LINK.test(item.issue?.text ?? ''))
      yield {
        ...placeOf(subject, item),
        message: 'This action item links no issue. Open one, and write its number: `#57`.',
      };
}

export const kinds: Rule = {
  code: 'E19',
  level: 'W',
  says: 'Action items do not only prevent: some detect sooner or make it smaller.',
  because: 'The next incident will have another cause; seeing it sooner and losing less helps with that one too.',
  bad: '| Validate the flag file in CI | prevent | (and no other item)',
  good: '| Alert when no order came for 5 minutes | detect |',
  source: 'PagerDuty’s guide: also sooner, also smaller',
  check: checkKinds,
};

function* checkKinds({ document }: Subject): Iterable<Found> {
  const types = document.actions.flatMap(({ type }) =>
    type === null ? [] : [type.text.replace(/[*_`]/g, '').trim().toLowerCase()],
  );
  const section = sectionOf(document, 'action-items');
  if (section !== null && types.length > 0 && types.every((type) => type === 'prevent'))
    yield {
      ...bare(section.heading),
      message:
        'All items prevent. Ask how it could be detected sooner (`detect`), and how it could hurt less (`mitigate`).',
    };
}

/** More than that nobody does (the number is this project's). */
const MANY = 10;

export const fewItems: Rule = {
  code: 'E20',
  level: 'W',
  says: `There are at most ${MANY} action items.`,
  because: 'A long list is not done. The few that matter are.',
  bad: 'a table of 14 items',
  good: 'a table of 4 items, and the rest in the backlog',
  source: 'PagerDuty’s guide; the number is ours',
  check: checkFew,
};

function* checkFew({ document }: Subject): Iterable<Found> {
  const section = sectionOf(document, 'action-items');
  const { length } = document.actions;
  if (section !== null && length > MANY)
    yield {
      ...bare(section.heading),
      message: `There are ${length} action items. Keep the ${MANY} that matter most, and leave the others to the backlog.`,
    };
}
