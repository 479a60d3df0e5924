// What an incident is called whose title says nothing: the first line of what is broken.
import { blocks } from '../markdown/blocks.ts';

/** Longest summary made from an answer, in characters. */
const LONGEST_SUMMARY = 80;

/** The form's title holds only its prefix and many people leave it so: then the first line of what is broken is the summary. */
export function firstWords(answer: string): string {
  return cut(firstLine(answer), LONGEST_SUMMARY);
}

/** Longest answer that the record keeps, in characters; the whole stays in the issue. */
export const LONGEST_ANSWER = 280;

/** Whether the first words may stand behind what the record keeps of an answer. */
export function mayBeginLater(kept: string): boolean {
  return MARKUP.test(kept) && [...kept].length >= LONGEST_ANSWER;
}

const MARKUP = /^[ \t]*(?:`{3}|~{3}|<)/;
const SAYS_SOMETHING = ['paragraph', 'heading', 'list', 'quote'];

/** The first line of plain text: behind code and HTML where the answer begins with them, else of what is in them. */
function firstLine(answer: string): string {
  const lines = answer.split('\n');
  if (!MARKUP.test(answer)) return lines[0]?.trim() ?? '';
  const plain = blocks(answer).find(({ kind }) => SAYS_SOMETHING.includes(kind));
  const from = plain === undefined ? lines : answer.slice(plain.start, plain.end).split('\n');
  const line = from.find((one) => one.trim() !== '' && (plain !== undefined || !MARKUP.test(one))) ?? '';
  return line.replace(/<[^<>]*>/g, '').trim();
}

/** At most so many characters, the last one an ellipsis where more were there. */
export function cut(text: string, longest: number): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}
