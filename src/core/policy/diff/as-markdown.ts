// What changes for incidents, as Markdown for the pull request that changes the policy. Texts of the policies are inert: nobody is mentioned.
import { inert } from '../../markdown/inert.ts';
import type { PolicyChange } from '../diff.ts';

/** What is said where two policies are the same. */
export const NOTHING_CHANGES = 'Nothing changes.';

/** Level by level, from the worst on as `policyDiff` has them, then what is for every incident. */
export function asMarkdown(changes: readonly PolicyChange[]): string {
  const levels = [...new Set(changes.map(({ level }) => level))];
  const parts = levels.map((level) => {
    const heading = level === null ? '**Every incident**' : `**${inert(level)}**`;
    return [heading, '', ...changes.filter((change) => change.level === level).map(inList)].join('\n');
  });
  return ['### What changes for incidents', ...(parts.length === 0 ? [NOTHING_CHANGES] : parts)].join('\n\n');
}

function inList({ level, text }: PolicyChange): string {
  const said = level !== null && text.startsWith(`${level}: `) ? text.slice(level.length + 2) : text;
  return `- ${inert(said.replaceAll('`', ''))}`;
}
