// Waivers in a document: `<!-- lint-ok E12: reason -->`, where GitHub takes it for a comment, so never in code.
import type { Block, Waiver } from '../as-read.ts';

const WAIVER = /<!--\s*lint-ok\b(?<said>[^\n]{0,1000}?)-->/g;

/** Those of all lines outside of code blocks and front matter. */
export function waiversIn(lines: readonly string[], blocks: readonly Block[], from: number): readonly Waiver[] {
  const code = new Set<number>();
  for (const block of blocks)
    if (block.kind === 'code') for (let line = block.line; line <= block.endLine; line++) code.add(line);
  return lines.flatMap((text, at) => (at < from || code.has(at + 1) ? [] : onLine(text, at + 1)));
}

function onLine(text: string, line: number): readonly Waiver[] {
  if (!text.includes('lint-ok')) return [];
  const alone = text.replace(/<!--.{0,2000}?-->/g, '').trim() === '';
  return [...withoutCode(text).matchAll(WAIVER)].map(({ index, 0: { length }, groups }) => {
    const { rule = '', reason = '' } =
      /^\s*(?<rule>[\w-]*)\s*:?(?<reason>.*)$/.exec(groups?.['said'] ?? '')?.groups ?? {};
    return { rule, reason: reason.trim(), alone, line, column: index + 1, endColumn: index + 1 + length };
  });
}

/** The line with its code spans blanked. */
function withoutCode(text: string): string {
  return text.replace(/(?<!`)(`{1,3})(?!`)[^`]{1,1000}\1(?!`)/g, (code) => ' '.repeat(code.length));
}
