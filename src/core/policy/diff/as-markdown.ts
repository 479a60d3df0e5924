// What changes for incidents, as Markdown for the pull request that changes the policy. Texts of the policies are inert: nobody is mentioned.
import { inert } from '../../markdown/inert.ts';
import type { PolicyChange } from '../diff.ts';

/** What is said where two policies are the same. */
export const NOTHING_CHANGES = 'Nothing changes.';

const HEADING = '### What changes for incidents';
/** Signs of one change where there is little room: a runbook's text may be long. */
const LONGEST = 1000;
/** Bytes of what is said of those that are left out. */
const REST = 500;

/** Level by level, from the worst on as `policyDiff` has them, then what is for every incident. `room`: bytes that it may have; what is left out is counted. */
export function asMarkdown(changes: readonly PolicyChange[], room = Number.POSITIVE_INFINITY): string {
  if (changes.length === 0) return `${HEADING}\n\n${NOTHING_CHANGES}`;
  const max = room === Number.POSITIVE_INFINITY ? room : LONGEST;
  const parts = [HEADING];
  let left = room - REST;
  let before: PolicyChange | null = null;
  for (const [index, change] of ordered(changes).entries()) {
    const isSame = before !== null && before.level === change.level;
    const part = `${isSame ? '\n' : `\n\n${headingOf(change, max)}\n\n`}${inList(change, max)}`;
    left -= new TextEncoder().encode(part).length;
    if (left < 0) return [...parts, `\n\n${restOf(changes.length - index)}`].join('');
    parts.push(part);
    before = change;
  }
  return parts.join('');
}

function ordered(changes: readonly PolicyChange[]): readonly PolicyChange[] {
  return [...Map.groupBy(changes, ({ level }) => level).values()].flat();
}

function headingOf({ level }: PolicyChange, max: number): string {
  return level === null ? '**Every incident**' : `**${inert(level, { max })}**`;
}

function restOf(left: number): string {
  return `${left} more: too long for one page. \`firebreak policy diff OLD NEW\` tells all.`;
}

function inList({ level, text }: PolicyChange, max: number): string {
  const said = level !== null && text.startsWith(`${level}: `) ? text.slice(level.length + 2) : text;
  return `- ${inert(said.replaceAll('`', ''), { max })}`;
}
