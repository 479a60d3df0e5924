// Waivers in a document: `<!-- lint-ok E12: reason -->`, where GitHub takes it for a comment, so never in code; in front matter `# lint-ok E23: reason`.
import type { Block, Waiver } from '../as-read.ts';

const WAIVER = /<!--\s*lint-ok\b(?<said>[^\n]{0,1000}?)-->/g;

/** Those of all lines outside of code blocks; `from` lines are front matter, with comments of YAML. */
export function waiversIn(lines: readonly string[], blocks: readonly Block[], from: number): readonly Waiver[] {
  const code = new Set<number>();
  for (const block of blocks)
    if (block.kind === 'code') for (let line = block.line; line <= block.endLine; line++) code.add(line);
  return lines.flatMap((text, at) => {
    if (at < from) return inFront(text, at + 1);
    return code.has(at + 1) ? [] : onLine(text, at + 1);
  });
}

const IN_FRONT = /(?:^|\s)(?<mark>#\s*lint-ok\b(?<said>.{0,1000}))$/;

/** A number sign within quotation marks begins no comment. */
function inFront(text: string, line: number): readonly Waiver[] {
  if (!text.includes('lint-ok')) return [];
  const plain = text.replace(/^[\w-]+:\s*(?:"(?:[^"\\]|\\.)*"|'[^']*')/, (quoted) => 'x'.repeat(quoted.length));
  const { index = 0, groups } = IN_FRONT.exec(plain) ?? {};
  if (groups === undefined) return [];
  const mark = text.slice(text.length - (groups['mark'] ?? '').length);
  const column = text.length - mark.length + 1;
  const said = saidIn(mark.replace(/^#\s*lint-ok\b/, ''));
  return [{ ...said, alone: text.slice(0, index).trim() === '', line, column, endColumn: text.length + 1 }];
}

function saidIn(text: string): Pick<Waiver, 'rule' | 'reason'> {
  const { rule = '', reason = '' } = /^\s*(?<rule>[\w-]*)\s*:?(?<reason>.*)$/.exec(text)?.groups ?? {};
  return { rule, reason: reason.trim() };
}

function onLine(text: string, line: number): readonly Waiver[] {
  if (!text.includes('lint-ok')) return [];
  const alone = text.replace(/<!--.{0,2000}?-->/g, '').trim() === '';
  return [...withoutCode(text).matchAll(WAIVER)].map(({ index, 0: { length }, groups }) => {
    return { ...saidIn(groups?.['said'] ?? ''), alone, line, column: index + 1, endColumn: index + 1 + length };
  });
}

/** The line with its code spans blanked. */
function withoutCode(text: string): string {
  return text.replace(/(?<!`)(`{1,3})(?!`)[^`]{1,1000}\1(?!`)/g, (code) => ' '.repeat(code.length));
}
