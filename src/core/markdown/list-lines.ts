/** The lines of the paragraphs in a list: what a person may have meant for a line of its own. */
import type { Env, Token } from 'markdown-it';
import type { ParagraphLine } from './blocks.ts';
import { inlinePass } from './inline-pass.ts';
import type { SourceLine } from './source-lines.ts';

const TASK = /^\[[ xX]\][ \t]+/;

/**
 * Lines of the list that opens at `openIndex`, nested ones included, without those in quotes; none where the list holds HTML. Marks of the list
 * are blanks in `text`, so that columns stay.
 */
export function listLines(
  tokens: readonly Token[],
  openIndex: number,
  lines: readonly SourceLine[],
  env: Env,
): readonly ParagraphLine[] {
  const found: ParagraphLine[] = [];
  const base = tokens[openIndex]?.level ?? 0;
  let quotes = 0;
  for (let index = openIndex + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || (token.level <= base && token.nesting < 0)) break;
    if (token.type === 'html_block') return [];
    if (token.type === 'blockquote_open') quotes++;
    if (token.type === 'blockquote_close') quotes--;
    const isParagraph = token.type === 'inline' && tokens[index - 1]?.type === 'paragraph_open';
    if (isParagraph && quotes === 0) found.push(...paragraphLines(token, lines, env));
  }
  return found;
}

function paragraphLines({ content, map }: Token, lines: readonly SourceLine[], env: Env): readonly ParagraphLine[] {
  const findings = inlinePass(content, env);
  const first = map?.[0] ?? 0;
  return content.split('\n').map((text, at) => ({
    line: first + at + 1,
    text: inPlace(text.replace(TASK, '').trim(), lines[first + at]?.text ?? ''),
    plain: findings?.free[at] ?? true,
  }));
}

/** The text where it stands in its line, behind blanks. */
function inPlace(text: string, line: string): string {
  return `${' '.repeat(Math.max(0, line.lastIndexOf(text)))}${text}`;
}
