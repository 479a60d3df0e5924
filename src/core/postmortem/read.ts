// A postmortem document read into a value, from CommonMark tokens. Never throws: what cannot be read is a problem in it. Linear in the text.
import type { Env } from 'markdown-it';
import type { Block, DocumentSection, Field, Passage, PostmortemDocument } from './as-read.ts';
import { actionsIn } from './read/action-items.ts';
import { blocksOf } from './read/blocks.ts';
import { linesOf, readFrontMatter } from './read/front-matter.ts';
import { fieldOf, rangeIn } from './read/passage.ts';
import { placeholdersIn } from './read/placeholders.ts';
import { timelineIn } from './read/timeline.ts';
import { waiversIn } from './read/waivers.ts';
import { sectionIdOf } from './structure.ts';

/** A postmortem is some pages; a larger file is refused unread. */
export const LARGEST_DOCUMENT = 512_000;

/** Reads a document as it came: CRLF and a byte order mark are taken, lines keep their numbers. */
export function readPostmortem(text: string): PostmortemDocument {
  const tooLarge = text.length > LARGEST_DOCUMENT;
  const lines = linesOf(tooLarge ? '' : text);
  const front = readFrontMatter(lines);
  const env: Env = {};
  const blocks = blocksOf(
    lines.map((line, at) => (at < front.endLine ? '' : line)),
    env,
  );
  const titled = blocks.find((block) => block.kind === 'heading');
  const sections = sectionsIn(blocks);
  const of = (id: DocumentSection['id']) => sections.filter((one) => one.id === id).flatMap((one) => one.blocks);
  const passages = blocks.flatMap(passagesOf);
  return {
    lines,
    front,
    title: titled?.kind === 'heading' && titled.level === 1 ? fieldOf(titled.passage) : null,
    header: headerIn(blocks),
    sections,
    passages,
    placeholders: placeholdersIn(passages, blocks, lines),
    actions: actionsIn(of('action-items')),
    timeline: timelineIn(of('timeline')),
    waivers: waiversIn(lines, blocks, front.endLine),
    problem: tooLarge ? `It has ${text.length} characters. At most ${LARGEST_DOCUMENT} are read. Shorten it.` : null,
  };
}

/** The pieces of text of a block. */
export function passagesOf(block: Block): readonly Passage[] {
  if (block.kind === 'table')
    return [block.header, ...block.rows].flatMap(({ cells }) => cells.filter((cell) => cell !== null));
  return 'passage' in block ? [block.passage] : [];
}

/** Headings of the second level; of the third, where a document has no second, or its title is of the second. */
function sectionsIn(blocks: readonly Block[]): readonly DocumentSection[] {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  const level = levels.filter((one) => one === 2).length > 1 || !levels.includes(3) ? 2 : 3;
  const sections: { id: DocumentSection['id']; heading: Field; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level <= level) {
      const heading = fieldOf(block.passage);
      if (block.level === level) sections.push({ id: sectionIdOf(heading.text), heading, blocks: [] });
      else sections.push({ id: null, heading, blocks: [] });
    } else sections.at(-1)?.blocks.push(block);
  }
  return withFirstOfEach(sections.filter(({ heading }) => heading.line !== levelOneLine(blocks)));
}

function levelOneLine(blocks: readonly Block[]): number {
  return blocks.find((block) => block.kind === 'heading' && block.level === 1)?.line ?? -1;
}

/** The first heading about a thing is that thing's, as in `structure.ts`. */
function withFirstOfEach(sections: readonly DocumentSection[]): readonly DocumentSection[] {
  const taken = new Set<string>();
  return sections.map((section) => {
    const own = section.id !== null && !taken.has(section.id) ? section.id : null;
    if (own !== null) taken.add(own);
    return { ...section, id: own };
  });
}

const HEADER_LINE = /^[ \t]*\*\*(?<name>[^*\n]{1,60}?):?\*\*:?[ \t]*(?<value>[^\n]*)$/gm;

/** What stands in `**Name:** value` lines before the second heading. */
function headerIn(blocks: readonly Block[]): ReadonlyMap<string, Field> {
  const second = blocks.findIndex((block, at) => at > 0 && block.kind === 'heading');
  const found = new Map<string, Field>();
  for (const block of second < 0 ? blocks : blocks.slice(0, second)) {
    if (block.kind !== 'paragraph') continue;
    for (const { index, 0: whole, groups } of block.passage.text.matchAll(HEADER_LINE)) {
      const text = groups?.['value'] ?? '';
      const end = index + whole.length;
      found.set((groups?.['name'] ?? '').toLowerCase(), { text, ...rangeIn(block.passage, end - text.length, end) });
    }
  }
  return found;
}
