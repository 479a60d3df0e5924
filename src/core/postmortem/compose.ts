// The whole postmortem of an incident: what the record knows is filled in, what only people know is asked.

import { inert } from '../markdown/inert.ts';
import { chartOf } from './chart.ts';
import type { Block, PostmortemDocument } from './document.ts';
import { frontMatter } from './front-matter.ts';
import { headerSection, titleLine } from './header.ts';
import type { Filled, Known } from './known.ts';
import { actionsSection, decisionsSection, respondersSection, supportingSection } from './sections/follow-up.ts';
import { lessonsSection, luckySection, wentPoorlySection, wentWellSection } from './sections/how-it-went.ts';
import { timelineSection } from './sections/timeline.ts';
import { detectionSection, impactSection, summarySection } from './sections/what-happened.ts';
import { factorsSection, resolutionSection, rootCauseSection } from './sections/why.ts';
import { type Section, type SectionId, sectionsOf } from './structure.ts';

/** How a line begins that asks people something; it is deleted when it is answered. */
export const QUESTION = '> ❓ **To answer:** ';

const sections: Readonly<Record<SectionId, (known: Known) => Filled>> = {
  summary: summarySection,
  impact: impactSection,
  detection: detectionSection,
  timeline: timelineSection,
  'root-cause': rootCauseSection,
  'contributing-factors': factorsSection,
  resolution: resolutionSection,
  'went-well': wentWellSection,
  'went-poorly': wentPoorlySection,
  lucky: luckySection,
  'action-items': actionsSection,
  lessons: lessonsSection,
  decisions: decisionsSection,
  responders: respondersSection,
  supporting: supportingSection,
};

/** The document under this policy; the same for the same record. */
export function composePostmortem(known: Known): PostmortemDocument {
  return {
    front: frontMatter(known),
    blocks: [
      { part: 'title', text: titleLine(known) },
      ...headerBlocks(known),
      ...sectionsOf(known.policy).flatMap((section, place) => blocksOf(section, place, known)),
    ],
  };
}

function headerBlocks(known: Known): readonly Block[] {
  if (known.policy.postmortem.header.length === 0) return [];
  const { facts, asks } = headerSection(known);
  return [{ part: 'header', text: facts.join('  \n') }, questions('header-questions', asks)];
}

/** Of these nothing is on a record, and of those nothing is asked. */
const onlyAsked: readonly SectionId[] = ['lucky', 'lessons'];
const neverAsked: readonly SectionId[] = ['responders', 'supporting'];

/** What is known and what is asked are parts of their own: whoever answers does not keep the facts from being refreshed. */
function blocksOf({ id, heading }: Section, place: number, known: Known): readonly Block[] {
  const head: Block = { heading: `## ${inert(heading)}` };
  if (id === null) return [head, questions(`own-${place}`, [`What is there to say of “${inert(heading)}”?`])];
  const { facts, asks } = sections[id](known);
  const chart: readonly Block[] =
    id === 'timeline' ? [{ part: 'timeline-chart', text: chartOf(known).join('\n') }] : [];
  return [
    head,
    ...(onlyAsked.includes(id) ? [] : [{ part: id, text: facts.join('\n') }]),
    ...chart,
    ...(neverAsked.includes(id) ? [] : [questions(`${id}-questions`, asks)]),
  ];
}

function questions(part: string, asks: readonly string[]): Block {
  return { part, text: asks.map((ask) => `${QUESTION}${ask}`).join('\n\n') };
}

/** How many questions nobody has answered in a document. */
export function questionsIn(text: string): number {
  return text.split('\n').filter((line) => line.startsWith(QUESTION)).length;
}
