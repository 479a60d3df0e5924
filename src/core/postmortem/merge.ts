// A postmortem written anew over what people made of it: parts and lines that still are as the app wrote them are refreshed, everything else stays byte for byte.
import {
  frontLine,
  GENERATED,
  generatedLine,
  type Hash,
  lineHash,
  PART,
  type PostmortemDocument,
  partEnds,
  printPart,
} from './document.ts';

/** A piece of a file: lines of somebody's, or a part with the lines between its markers. */
export type Piece = { readonly lines: readonly string[] } | PartFound;

/** `hash`: what its marker says. */
export type PartFound = {
  readonly part: string;
  readonly hash: string;
  readonly text: string;
  readonly lines: readonly string[];
};

/** The file as it is to be. What people deleted stays deleted, and what they moved is refreshed where it is now. */
export function mergeDocument(existing: string, fresh: PostmortemDocument, hash: Hash): string {
  const lines = existing.split('\n');
  const end = frontEnd(lines);
  const front = end === null ? [] : mergedFront(lines.slice(0, end + 1), fresh, hash);
  const pieces = piecesOf(lines.slice(end === null ? 0 : end + 1));
  const names = pieces.flatMap((piece) => ('part' in piece ? [piece.part] : []));
  const body = pieces.flatMap((piece) => {
    const isOnce = 'part' in piece && names.filter((name) => name === piece.part).length === 1;
    return isOnce ? refreshed(piece, fresh, hash) : piece.lines;
  });
  return [...front, ...body].join('\n');
}

/** Whether the text of a part is as the app wrote it. */
export function isUntouched(piece: PartFound, hash: Hash): boolean {
  return hash(piece.text).startsWith(piece.hash);
}

function refreshed(piece: PartFound, { blocks }: PostmortemDocument, hash: Hash) {
  const block = blocks.find((one) => 'part' in one && one.part === piece.part);
  if (block === undefined || !('part' in block) || !isUntouched(piece, hash)) return piece.lines;
  return printPart(block.part, block.text, hash).split('\n');
}

/** The lines as pieces, in order; markers that do not come in pairs are text. */
export function piecesOf(lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, part, digits] = PART.exec(line) ?? [];
    const end = part === undefined ? -1 : endOf(lines, at, part);
    if (part === undefined || digits === undefined || end < 0) {
      plain.push(line);
      continue;
    }
    if (plain.length > 0) pieces.push({ lines: plain });
    plain = [];
    const text = lines.slice(at + 1, end).join('\n');
    pieces.push({ part, hash: digits, text, lines: lines.slice(at, end + 1) });
    at = end;
  }
  return plain.length > 0 ? [...pieces, { lines: plain }] : pieces;
}

/** Where the part that begins there ends; -1 where another one begins before. */
function endOf(lines: readonly string[], at: number, part: string): number {
  const end = lines.indexOf(partEnds(part), at + 1);
  return end >= 0 && lines.slice(at + 1, end).some((line) => PART.test(line)) ? -1 : end;
}

/** The line that ends the front matter; null: there is none. Editors put a byte order mark before it, and blanks behind. */
export function frontEnd(lines: readonly string[]): number | null {
  const isEdge = (line: string) => line.trimEnd() === '---';
  const begins = isEdge((lines[0] ?? '').replace(/^\uFEFF/, ''));
  const end = begins ? lines.findIndex((line, at) => at > 0 && isEdge(line)) : -1;
  return end < 0 ? null : end;
}

/** Lines whose hash the comment has are the app's still. */
function mergedFront(lines: readonly string[], { front }: PostmortemDocument, hash: Hash): readonly string[] {
  const list = lines.findIndex((line) => line.startsWith(`${GENERATED} `));
  const known = new Set((lines[list] ?? '').split(' ').slice(2));
  const ours: string[] = [];
  const merged = lines.map((line) => {
    if (!known.has(lineHash(line, hash))) return line;
    const key = line.slice(0, line.indexOf(':'));
    const fresh = front.find((one) => one.key === key);
    const now = fresh === undefined ? line : frontLine(fresh);
    ours.push(now);
    return now;
  });
  return list < 0 || ours.length === 0 ? lines : merged.with(list, generatedLine(ours, hash));
}
