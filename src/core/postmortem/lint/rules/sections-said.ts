// E21 and E27: what went well is said, and the summary is one paragraph.
import { bare, sectionOf } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const wentWell: Rule = {
  code: 'E21',
  level: 'W',
  says: '“What went well” is not empty; “nothing notable” is an answer.',
  because: 'What worked has to be kept, and nobody knows which that was if nobody says it.',
  bad: '## What Went Well\n',
  good: '## What Went Well\n\n- The rollback took four minutes.',
  source: 'PagerDuty’s template; S002-31',
  check: checkWell,
};

function* checkWell({ document }: Subject): Iterable<Found> {
  const section = sectionOf(document, 'went-well');
  const isSaid =
    section?.blocks.some((block) => 'passage' in block && /[\p{L}\p{N}]/u.test(block.passage.text)) ?? true;
  const isTable = section?.blocks.some(({ kind }) => kind === 'table') ?? false;
  if (section !== null && !isSaid && !isTable)
    yield {
      ...bare(section.heading),
      message: 'Nothing is said of what went well. Say what to keep, or “nothing notable”.',
    };
}

export const shortSummary: Rule = {
  code: 'E27',
  level: 'W',
  says: 'The summary is one paragraph.',
  because: 'It is what most people read.',
  bad: 'a summary of four paragraphs',
  good: 'What broke, for whom, for how long, and what ended it, in three sentences.',
  source: 'S002-31',
  check: checkSummary,
};

function* checkSummary({ document }: Subject): Iterable<Found> {
  const section = sectionOf(document, 'summary');
  const paragraphs = section?.blocks.filter(({ kind }) => kind === 'paragraph') ?? [];
  const second = paragraphs[1];
  if (section !== null && second !== undefined)
    yield {
      ...bare(section.heading),
      message: `The summary has ${paragraphs.length} paragraphs. Keep one, and move the rest to where it belongs.`,
    };
}
