// E07: how many were affected, as a number, or why nobody knows.
import type { Block, Range } from '../../as-read.ts';
import { passagesOf } from '../../read.ts';
import { bare, sectionOf, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const impact: Rule = {
  code: 'E07',
  level: 'E',
  says: 'The impact has a number, or says “unknown, because …”.',
  because: '“Some users” cannot be compared with the next incident, nor with what it cost.',
  bad: 'Some users could not pay.',
  good: 'About 1,200 users (4 %) could not pay for 35 minutes.',
  source: 'PagerDuty’s template; S001-38, S002-31, S004-25',
  check,
};

const UNKNOWN = /\bunknown\b[\s\S]{0,20}?\b(?:because|since|as)\b|\bnot known\b[\s\S]{0,20}?\b(?:because|since)\b/i;

/** Numbers that count nothing: dates, times of day, versions, issues, severities. */
const COUNTS_NOTHING =
  /\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?|\b\d{1,2}:\d{2}(?::\d{2})?\b|\bv?\d+\.\d+\.\d+\b|\bv\d+(?:\.\d+)*\b|#\d+\b|\b(?:P|SEV-?)\d\b|https?:\/\/\S+/gi;

const NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|millions?|half|zero|all|every|everybody|everyone|none|nobody|no (?:\w+ )?(?:users?|customers?|requests?|data|impact))\b/i;

function* check({ document }: Subject): Iterable<Found> {
  const section = sectionOf(document, 'impact');
  const said = section === null ? null : textOfBlocks(section.blocks);
  const header = document.header.get('user impact') ?? document.header.get('impact') ?? null;
  const place: Range = section?.heading ?? header ?? topRange(document);
  const text = [said ?? '', header?.text ?? ''].join('\n');
  if (text.trim() === '')
    yield {
      ...bare(place),
      message: 'Nothing says who was affected. Say how many users (number and percentage), or “unknown, because …”.',
    };
  else if (!NUMBER.test(text.replace(COUNTS_NOTHING, ' ')) && !UNKNOWN.test(text))
    yield {
      ...bare(place),
      message: 'The impact has no number. Say how many users, requests or minutes, or “unknown, because …”.',
    };
}

function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => passagesOf(block).map(({ text }) => text)).join('\n');
}
