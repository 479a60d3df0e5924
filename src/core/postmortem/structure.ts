// The headings of a postmortem in their order: those of the policy's runbook, and between them what one document needs that serves all five (incident-anchors E.1).
import type { Policy } from '../policy/policy.ts';

/** What a part of the document is about, whatever a runbook calls it; in the order of a document that no runbook arranges. */
export const sectionIds = [
  'summary',
  'impact',
  'detection',
  'timeline',
  'root-cause',
  'contributing-factors',
  'resolution',
  'went-well',
  'went-poorly',
  'lucky',
  'action-items',
  'lessons',
  'decisions',
  'responders',
  'supporting',
] as const;
export type SectionId = (typeof sectionIds)[number];

/** One heading. `required`: the policy names it, so a document without it is not whole (E01). `id` null: a heading of the policy's own, which nothing fills. */
export type Section = { readonly id: SectionId | null; readonly heading: string; readonly required: boolean };

const headings: Readonly<Record<SectionId, string>> = {
  summary: 'Summary',
  impact: 'Impact',
  detection: 'Detection',
  timeline: 'Timeline',
  'root-cause': 'Root Cause',
  'contributing-factors': 'Contributing Factors',
  resolution: 'Resolution',
  'went-well': 'What Went Well',
  'went-poorly': 'What Went Poorly',
  lucky: 'Where We Got Lucky',
  'action-items': 'Action Items',
  lessons: 'Lessons Learned',
  decisions: 'Decisions',
  responders: 'Responders',
  supporting: 'Supporting Information',
};

/** Words of headings, the narrower before the wider. */
const called: readonly (readonly [RegExp, SectionId])[] = [
  [/\bsummary\b/i, 'summary'],
  [/\bimpact\b/i, 'impact'],
  [/\bdetect/i, 'detection'],
  [/\btimeline\b/i, 'timeline'],
  [/\bcontributing\b/i, 'contributing-factors'],
  [/\bcause\b/i, 'root-cause'],
  [/\bresolution\b/i, 'resolution'],
  [/\bwent (well|right)\b/i, 'went-well'],
  [/\bwent (poorly|wrong|badly)\b/i, 'went-poorly'],
  [/\bluck/i, 'lucky'],
  [/\b(actions?|prevention|follow-?ups?)\b/i, 'action-items'],
  [/\blessons?\b|\blearn/i, 'lessons'],
  [/\bdecisions?\b/i, 'decisions'],
  [/\b(responders?|people|participants)\b/i, 'responders'],
  [/\b(supporting|evidence|links|references)\b/i, 'supporting'],
];

/** What a heading is about; null where its words say nothing of it. */
export function sectionIdOf(heading: string): SectionId | null {
  return called.find(([words]) => words.test(heading))?.[1] ?? null;
}

/** Where a part belongs that no runbook placed: after the last one that comes before it in `sectionIds`. */
function placed(sections: readonly Section[], id: SectionId): readonly Section[] {
  const rank = sectionIds.indexOf(id);
  const after = sections.findLastIndex((one) => one.id !== null && sectionIds.indexOf(one.id) < rank);
  return sections.toSpliced(after + 1, 0, { id, heading: headings[id], required: false });
}

/** The headings of a document under this policy. The first heading about a thing is that thing's; each thing has one. */
export function sectionsOf(policy: Pick<Policy, 'postmortem'>): readonly Section[] {
  const taken = new Set<SectionId>();
  const named = policy.postmortem.sections.map((heading): Section => {
    const id = sectionIdOf(heading);
    const own = id !== null && !taken.has(id) ? id : null;
    if (own !== null) taken.add(own);
    return { id: own, heading, required: true };
  });
  return sectionIds.filter((id) => !taken.has(id)).reduce(placed, named);
}
