// A postmortem as data: what the app writes of it, in parts that are told apart from what people write, and how both are printed.

/** Sixty-four hexadecimal digits of SHA-256 of a text in UTF-8; the shell has it. */
export type Hash = (text: string) => string;

/** One line of the front matter; `value` as YAML, on one line. */
export type FrontLine = { readonly key: string; readonly value: string };

/** A heading, which is people's from then on, or a part, which the app writes anew while nobody has edited it. */
export type Block = { readonly heading: string } | { readonly part: string; readonly text: string };

export type PostmortemDocument = { readonly front: readonly FrontLine[]; readonly blocks: readonly Block[] };

const PART_DIGITS = 12;
const LINE_DIGITS = 8;

/** Before a part: its name, and the beginning of the hash of its text. */
export function partBegins(id: string, text: string, hash: Hash): string {
  return `<!-- firebreak:part ${id} ${hash(text).slice(0, PART_DIGITS)} -->`;
}

/** Behind it. */
export function partEnds(id: string): string {
  return `<!-- firebreak:end ${id} -->`;
}

/** What `partBegins` writes: the name, and the hash. */
export const PART = /^<!-- firebreak:part ([a-z0-9-]{1,80}) ([0-9a-f]{12}) -->$/;

/** The comment that ends the front matter: hashes of the lines that the app wrote. */
export const GENERATED = '# firebreak:generated';

/** How a line of the front matter is known again. */
export function lineHash(line: string, hash: Hash): string {
  return hash(line).slice(0, LINE_DIGITS);
}

/** The line as it is printed. */
export function frontLine({ key, value }: FrontLine): string {
  return `${key}: ${value}`;
}

/** The comment with these lines of the app's. */
export function generatedLine(lines: readonly string[], hash: Hash): string {
  return [GENERATED, ...lines.map((line) => lineHash(line, hash))].join(' ');
}

/** The whole file, ending in a line end. */
export function printDocument({ front, blocks }: PostmortemDocument, hash: Hash): string {
  const lines = front.map(frontLine);
  const head = ['---', ...lines, generatedLine(lines, hash), '---'].join('\n');
  return `${[head, ...blocks.map((block) => printBlock(block, hash))].join('\n\n')}\n`;
}

function printBlock(block: Block, hash: Hash): string {
  if ('heading' in block) return block.heading;
  return printPart(block.part, block.text, hash);
}

/** A part with its markers. */
export function printPart(id: string, text: string, hash: Hash): string {
  const inside = text === '' ? [] : [text];
  return [partBegins(id, text, hash), ...inside, partEnds(id)].join('\n');
}
