// What the text between the names of a team's template may not hold: hidden comments, and HTML beyond a few harmless tags.
import type { Fault } from './read.ts';

/** Without attributes, but for `<details open>`. */
const harmless = /^<(?:\/?(?:details|summary|sub|sup|kbd|b|i)|details open|br ?\/?)>/i;

/** Faults of a piece of text that begins at this line (from 1) and column (from 0). */
export function faultsOfText(text: string, line: number, column: number): readonly Fault[] {
  return [...text.matchAll(/</g)].flatMap(({ index }) => {
    const rest = text.slice(index, index + 20);
    const isTag = rest.length === 1 || /^<[a-z/!?]/i.test(rest);
    if (!isTag || harmless.test(rest)) return [];
    const before = text.slice(0, index).split('\n');
    const last = before.at(-1) ?? '';
    const where = { line: line + before.length - 1, column: (before.length === 1 ? column : 0) + last.length + 1 };
    return [rest.startsWith('<!--') ? { ...where, ...hidden } : { ...where, ...html }];
  });
}

const hidden = {
  code: 'template-hidden',
  message: 'a hidden comment is how the app marks its own. Use {{! … }} for a remark.',
} as const;

const html = {
  code: 'template-html',
  message: 'this HTML is not taken; expected Markdown, or <details>, <summary>, <sub>, <sup>, <kbd>, <b>, <i>, <br>.',
} as const;

/** Whether a text ends within a link, its address, or an address on its own: what follows would be part of it. */
export function isInAddress(text: string): boolean {
  const last = text.slice(text.lastIndexOf('\n\n') + 1).replace(/\\./g, '');
  return /\]$|\]:\s*\S*$|(?::\/\/|www\.|mailto:|xmpp:)\S*$/i.test(last) || last.split('](').slice(1).some(isOpen);
}

/** Whether an address that begins here does not end here; brackets may stand within it. */
function isOpen(address: string): boolean {
  let depth = 1;
  for (const character of address) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return false;
  }
  return true;
}
