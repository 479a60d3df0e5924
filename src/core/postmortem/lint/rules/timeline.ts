// E04 to E06: the timeline, in order, in UTC, from before the detection, each entry with what it is known from.

import { minutesSince1970 } from '../../../time/days.ts';
import { instantIn } from '../../../time.ts';
import type { TimelineEntry } from '../../as-read.ts';
import { isElsewhere, placed, zoneOf } from '../clock-times.ts';
import type { KnownIncident } from '../known.ts';
import { bare, sectionOf, textOf, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

type Anchor = keyof KnownIncident['milestones'];

/** What a timeline names at least (S000-36, S003-26), and the words by which it does. */
const anchors: readonly { readonly of: Anchor; readonly name: string; readonly words: RegExp }[] = [
  { of: 'detected', name: 'when it was detected', words: /\b(detect\w*|alert\w*|alarm\w*|paged?|first (?:page|report|complaint|alert|sign)|notic\w+|reported|declared|monitor\w* (?:fired|reported|failed))\b/i },
  { of: 'acknowledged', name: 'when it was acknowledged or somebody was notified', words: /\b(ack|acknowledg\w*|notif\w+|paged|on it|joined|investigat\w+|took (?:over|the lead)|responded|responder\w*|on-call)\b/i },
  { of: 'identified', name: 'when the cause was identified', words: /\b(root cause|cause (?:was )?(?:identified|found|known)|identif\w+|found (?:the|that)|traced|diagnos\w+|cause:|suspect\w*)\b/i },
  { of: 'fixed', name: 'when the fix was deployed', words: /\b(fix\w*|roll(?:ed)?[- ]?back|rollback|revert\w*|mitigat\w+|deploy\w*|hotfix\w*|restart\w*|disabled|switched|patched|applied|failed over)\b/i },
  { of: 'resolved', name: 'when service was restored', words: /\b(restor\w+|resol\w+|recover\w+|back to (?:normal|baseline)|healthy|all[- ]clear|service (?:was )?back|normal)\b/i },
]; // biome-ignore format: a table

export const timelineOrder: Rule = {
  code: 'E04',
  level: 'E',
  says: 'The timeline is in order and in UTC, and names when it was detected, acknowledged or told, its cause identified, the fix deployed and service restored.',
  because: 'Every duration is read from it, and people in other places read it too.',
  bad: '- 14:10 CET: Fix deployed\n- 14:05: Alert fired',
  good: '- 13:05 UTC: Alert fired\n- 13:10 UTC: Fix deployed',
  source: 'S000-36, S003-26',
  check: checkOrder,
};

function* checkOrder({ document, known }: Subject): Iterable<Found> {
  const section = sectionOf(document, 'timeline');
  if (section === null) return;
  const { timeline } = document;
  if (timeline.length === 0) {
    yield {
      ...bare(section.heading),
      message:
        'No line of the timeline begins with a time. Write `- 2026-03-15 14:03 UTC: what happened`, or a table with the time first.',
    };
    return;
  }
  for (const entry of timeline.filter(isElsewhere))
    yield { ...bare(entry.time), message: `${entry.time.text} is not in UTC. Write the time in UTC.` };
  if (!timeline.some((entry) => zoneOf(entry) !== null) && !/\bUTC\b|\bGMT\b/.test(headOf(document)))
    yield {
      ...bare(section.heading),
      level: 'W',
      message: 'Nothing says in which zone these times are. Write `UTC` behind them, or in the head of their column.',
    };
  for (const { entry, goesBack } of placed(timeline))
    if (goesBack)
      yield {
        ...bare(entry.time),
        message: `${entry.time.text} is earlier than an entry above it. Put the entries in order.`,
      };
  for (const { of, name, words } of anchors)
    if (isDemanded(known.incident, of) && !timeline.some(({ event }) => words.test(event)))
      yield { ...bare(section.heading), message: `The timeline does not say ${name}. Add that entry.` };
}

/** The heading, and the head of the table below it. */
function headOf(document: Subject['document']): string {
  const section = sectionOf(document, 'timeline');
  const tables = section?.blocks.flatMap((block) => (block.kind === 'table' ? [block.header] : [])) ?? [];
  const lines = tables.map(({ line }) => document.lines[line - 1] ?? '');
  const texts = section?.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.passage.text] : [])) ?? [];
  return [section?.heading.text ?? '', ...lines, ...texts].join(' ');
}

/** What never happened by the record is not asked for. */
function isDemanded(incident: KnownIncident | null | undefined, anchor: Anchor): boolean {
  return incident === undefined || incident === null || incident.milestones[anchor] !== null;
}

export const timelineStart: Rule = {
  code: 'E05',
  level: 'W',
  says: 'The timeline starts before the detection.',
  because: 'What led to it began earlier: start there and work forward.',
  bad: '- 14:05 UTC: Alert fired (the first entry)',
  good: '- 13:58 UTC: Deployment of v2.4 finished\n- 14:05 UTC: Alert fired',
  source: 'PagerDuty’s guide to postmortems',
  check: checkStart,
};

function* checkStart({ document }: Subject): Iterable<Found> {
  const [first] = document.timeline;
  if (first !== undefined && isDetection(document, first))
    yield {
      ...bare(first.time),
      message:
        'The timeline starts with the detection. Add what came before it: the change, or the first sign that nobody saw.',
    };
}

/** By the time of the front matter where both have a date, else by its words. */
function isDetection({ front }: Subject['document'], first: TimelineEntry): boolean {
  const said = textOf(front.values.get('detected'));
  const [detected, begins] = [said === null ? null : instantIn(said), placed([first])[0]?.minutes];
  if (detected !== null && begins !== undefined && /^\d{4}-/.test(first.time.text))
    return begins >= minutesSince1970(detected);
  return anchors[0]?.words.test(first.event) ?? false;
}

export const timelineData: Rule = {
  code: 'E06',
  level: 'W',
  says: 'Each entry of the timeline links what it is known from.',
  because: 'An entry without its comment, graph or run cannot be checked by anybody who was not there.',
  bad: '- 14:05 UTC: Error rate rose',
  good: '- 14:05 UTC: Error rate rose ([graph](https://metrics.example.com/d/1))',
  source: 'PagerDuty’s template',
  check: checkData,
};

/** So many are named line by line; of more it is said once. */
const FEW = 3;

function* checkData({ document }: Subject): Iterable<Found> {
  const bareOnes = document.timeline.filter(({ linked }) => !linked);
  const [first] = bareOnes;
  if (first === undefined) return;
  if (bareOnes.length > FEW) {
    const place = sectionOf(document, 'timeline')?.heading ?? topRange(document);
    yield {
      ...bare(place),
      message: `${bareOnes.length} of ${document.timeline.length} entries link nothing that they are known from (from line ${first.line} on). Link the comment, graph, deployment or run.`,
    };
  } else
    for (const { time } of bareOnes)
      yield {
        ...bare(time),
        message: 'This entry links nothing that it is known from. Link the comment, graph, deployment or run.',
      };
}
