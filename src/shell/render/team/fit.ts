// What a message in a team's words must be, whatever was filled in: not empty, not too long, closed, and without mentions or marks.
import createMarkdownIt from 'markdown-it';

/** Longest message that a team's own template may make, in characters; ours is at most half a page. */
export const LONGEST_OUTPUT = 10_000;

const markdown = createMarkdownIt({ html: true });

/** Stands where the rest of the comment goes on. */
const REST = 'and the rest';

/** Why the text cannot be sent; null when it can. */
export function unfit(text: string): string | null {
  if (text.trim() === '') return 'it makes an empty message. Write a line that is there whatever is known.';
  if (text.length > LONGEST_OUTPUT)
    return `it makes a message of ${text.length} characters; expected at most ${LONGEST_OUTPUT}. Print less.`;
  if (/<!--/.test(text)) return 'it makes a hidden comment, which is how the app marks its own. Take it out.';
  if (/@[a-z0-9]|&(?:#0*64|#x0*40|commat)\b/i.test(text))
    return 'it mentions somebody, which only the policy does. Write the name without @.';
  if (!isClosed(text))
    return 'it leaves code, a quote or a <tag> open, which would swallow what follows. Close it on a line of its own.';
  return null;
}

/** What follows after a blank line is a paragraph of its own, and every tag that begins ends. */
function isClosed(text: string): boolean {
  const [open, inline] = markdown.parse(`${text}\n\n${REST}`, {}).slice(-3);
  const isApart = open?.type === 'paragraph_open' && open.level === 0 && inline?.content === REST;
  return isApart && ['details', 'summary', 'sub', 'sup', 'kbd', 'b', 'i'].every((tag) => isBalanced(text, tag));
}

function isBalanced(text: string, tag: string): boolean {
  const tags = text.match(new RegExp(`<\\/?${tag}[ >]`, 'gi')) ?? [];
  let depth = 0;
  for (const found of tags) {
    depth += found.startsWith('</') ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
