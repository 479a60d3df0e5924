// The title: `[INCIDENT P0] summary` (`S003-09`), printed and parsed in one place.

/** GitHub refuses longer titles. https://docs.github.com/en/rest/issues/issues */
export const LONGEST_TITLE = 256;

const prefix = /^\s*\[INCIDENT(?:\s+([^\]]{0,40}))?\]\s*/i;

/** The title for a summary at a level; cut at GitHub's limit. */
export function printTitle(level: string | null, summary: string): string {
  const head = level === null ? '[INCIDENT]' : `[INCIDENT ${level}]`;
  const text = `${head} ${summary.trim() === '' ? 'Untitled incident' : summary.trim()}`;
  return [...text].length <= LONGEST_TITLE ? text : `${[...text].slice(0, LONGEST_TITLE - 1).join('')}…`;
}

/** The level's name as written in the prefix and the summary behind it; null when there is no prefix. */
export function parseTitle(title: string): { readonly level: string | null; readonly summary: string } | null {
  const match = prefix.exec(title);
  if (match === null) return null;
  const level = match[1]?.trim() ?? '';
  return { level: level === '' ? null : level, summary: title.slice(match[0].length).trim() };
}
