// A postmortem document as a value, as people see it on GitHub: what it says, and on which line. Lines and columns count from 1, columns in UTF-16 units.
import type { SectionId } from './structure.ts';

/** Where something stands: one line, from its first column to before `endColumn`. */
export type Range = { readonly line: number; readonly column: number; readonly endColumn: number };

/** A piece of text with its place. */
export type Field = Range & { readonly text: string };

/** A line of a passage: where it begins in the passage's text, and where on the page. */
export type PassageLine = { readonly offset: number; readonly line: number; readonly column: number };

/**
 * A heading, paragraph, point of a list or cell of a table. `prose` is as long as `text`; in it what is no language of the authors
 * (code, links, quotations, HTML, marks of emphasis) is masked.
 */
export type Passage = {
  readonly kind: 'heading' | 'paragraph' | 'point' | 'cell';
  readonly text: string;
  readonly prose: string;
  readonly lines: readonly PassageLine[];
};

/** A row of a table: its cells in the columns of the header; null where the cell is empty. */
export type Row = { readonly line: number; readonly cells: readonly (Passage | null)[] };

/** A block of the page, without its containers. `boxed`: a point that begins with a box; `nested`: a point of a list in a list. */
export type Block =
  | { readonly kind: 'heading'; readonly line: number; readonly level: number; readonly passage: Passage }
  | { readonly kind: 'paragraph'; readonly line: number; readonly passage: Passage }
  | { readonly kind: 'point'; readonly line: number; readonly passage: Passage; readonly nested: boolean }
  | { readonly kind: 'table'; readonly line: number; readonly header: Row; readonly rows: readonly Row[] }
  | { readonly kind: 'quote' | 'code' | 'html'; readonly line: number; readonly endLine: number };

/** A heading with what stands under it, up to the next one of its level. */
export type DocumentSection = {
  readonly id: SectionId | null;
  readonly heading: Field;
  readonly blocks: readonly Block[];
};

/** What the front matter says of one key. */
export type FrontValue = Range & { readonly value: unknown };

/** The block between `---` at the top. `problem`: why nothing of it could be read. */
export type FrontMatter = {
  readonly present: boolean;
  readonly endLine: number;
  readonly values: ReadonlyMap<string, FrontValue>;
  readonly problem: { readonly line: number; readonly message: string } | null;
};

/** An action item, whatever its shape; null where it does not say. */
export type ActionAsRead = {
  readonly line: number;
  readonly what: Passage | null;
  readonly type: Field | null;
  readonly owner: Field | null;
  readonly due: Field | null;
  readonly issue: Field | null;
  readonly status: Field | null;
  readonly horizon: Field | null;
};

/** An entry of the timeline. `time` is as written; `linked`: it names what it is known from (a link, an issue, a commit). */
export type TimelineEntry = {
  readonly line: number;
  readonly time: Field;
  readonly event: string;
  readonly linked: boolean;
};

/** `<!-- lint-ok E12: reason -->`. It holds for its own line, and for the next one where it stands on a line of its own. */
export type Waiver = Range & {
  readonly rule: string;
  readonly reason: string;
  readonly alone: boolean;
};

/** The whole document. `header`: the lines `**Date:** …` under the title, by their lower-case names; `placeholders`: what is still to be filled in or answered; `problem`: why nothing was read. */
export type PostmortemDocument = {
  readonly lines: readonly string[];
  readonly front: FrontMatter;
  readonly title: Field | null;
  readonly header: ReadonlyMap<string, Field>;
  readonly sections: readonly DocumentSection[];
  readonly passages: readonly Passage[];
  readonly placeholders: readonly Field[];
  readonly actions: readonly ActionAsRead[];
  readonly timeline: readonly TimelineEntry[];
  readonly waivers: readonly Waiver[];
  readonly problem: string | null;
};
