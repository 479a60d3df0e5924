// Places for findings that are about a line, a section or the whole document.
import type { DocumentSection, FrontValue, PostmortemDocument, Range } from '../as-read.ts';
import type { SectionId } from '../structure.ts';

/** The whole text of a line. */
export function lineRange({ lines }: PostmortemDocument, line: number): Range {
  const text = lines[line - 1] ?? '';
  const column = text.length - text.trimStart().length + 1;
  return { line, column, endColumn: Math.max(column + 1, text.trimEnd().length + 1) };
}

/** Where something is said of the document as a whole: its title, else its first line. */
export function topRange(document: PostmortemDocument): Range {
  return document.title ?? lineRange(document, 1);
}

/** Where the front matter says something, else where the document begins. */
export function frontRange(document: PostmortemDocument, key: string): Range {
  return document.front.values.get(key) ?? topRange(document);
}

/** A place without the text that stands there. */
export function bare({ line, column, endColumn }: Range): Range {
  return { line, column, endColumn };
}

/** The section that is about a thing. */
export function sectionOf({ sections }: PostmortemDocument, id: SectionId): DocumentSection | null {
  return sections.find((section) => section.id === id) ?? null;
}

/** What the front matter says as text: a number is none. */
export function textOf(value: FrontValue | undefined): string | null {
  return typeof value?.value === 'string' && value.value.trim() !== '' ? value.value.trim() : null;
}
