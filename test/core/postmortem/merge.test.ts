// Written anew, a postmortem loses nothing of what people made of it, whatever that is (Done when of the issue: regenerating a postmortem after people edited it loses nothing).
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PostmortemDocument, printDocument } from '../../../src/core/postmortem/document.ts';
import { mergeDocument, type Piece, piecesOf } from '../../../src/core/postmortem/merge.ts';

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** A small document whose generated texts carry a number. */
function versioned(version: number): PostmortemDocument {
  return {
    front: [
      { key: 'incident', value: '7' },
      { key: 'duration', value: String(version) },
      { key: 'authors', value: '["commander"]' },
    ],
    blocks: [
      { part: 'title', text: '# Production down' },
      { heading: '## Impact' },
      { part: 'impact', text: `- Duration: ${version} minutes` },
      { part: 'impact-questions', text: version > 1 ? '' : '> ❓ **To answer:** how many?' },
      { heading: '## Timeline' },
      { part: 'timeline', text: Array.from({ length: version }, (_, nth) => `- entry ${nth}`).join('\n') },
    ],
  };
}

const first = printDocument(versioned(1), hash);

describe('a document that nobody touched', () => {
  test('is the new one', () => {
    expect(mergeDocument(first, versioned(3), hash)).toBe(printDocument(versioned(3), hash));
  });

  test('stays as it is where the record has nothing new', () => {
    expect(mergeDocument(first, versioned(1), hash)).toBe(first);
  });
});

describe('what people do', () => {
  test.each([
    { name: 'a question that is answered', from: '> ❓ **To answer:** how many?', to: '1,240 of 20,000' },
    { name: 'a question that is deleted', from: '> ❓ **To answer:** how many?\n', to: '' },
    { name: 'a fact that is corrected', from: '- Duration: 1 minutes', to: '- Duration: about an hour' },
    { name: 'a value of the front matter', from: 'authors: ["commander"]', to: 'authors: ["lead", "commander"]' },
    { name: 'a heading that is called otherwise', from: '## Impact', to: '## What it did' },
    { name: 'a section of their own', from: '## Timeline', to: '## Weather\n\nRain.\n\n## Timeline' },
    { name: 'words between the parts', from: '## Timeline\n', to: '## Timeline\n\nAll times are right.\n' },
  ])('$name stays', ({ from, to }) => {
    const edited = first.replace(from, () => to);
    expect(edited).not.toBe(first);
    const merged = mergeDocument(edited, versioned(3), hash);
    expect(merged).toContain(to);
    if (to === '') expect(merged).not.toContain(from);
    expect(merged).toContain('- entry 2');
  });

  test('keeps the facts beside an answer fresh', () => {
    const answered = first.replace('> ❓ **To answer:** how many?', '1,240');
    const merged = mergeDocument(answered, versioned(3), hash);
    expect(merged).toContain('- Duration: 3 minutes');
    expect(merged).toContain('\n1,240\n');
  });

  test('by deleting a part keeps it deleted, and by moving one has it fresh where it is', () => {
    const [, part = ''] = /(<!-- firebreak:part timeline [\s\S]*?<!-- firebreak:end timeline -->)/.exec(first) ?? [];
    expect(mergeDocument(first.replace(part, ''), versioned(3), hash)).not.toContain('- entry');
    const moved = `${first.replace(part, '')}\n## Later\n\n${part}\n`;
    expect(mergeDocument(moved, versioned(3), hash).split('## Later')[1]).toContain('- entry 2');
  });

  test('by copying a part keeps both as they are', () => {
    const [, part = ''] = /(<!-- firebreak:part timeline [\s\S]*?<!-- firebreak:end timeline -->)/.exec(first) ?? [];
    const copied = `${part}\n\n${first}`;
    expect(mergeDocument(copied, versioned(3), hash)).toContain(copied.slice(0, part.length));
    expect(mergeDocument(copied, versioned(3), hash)).not.toContain('- entry 2');
  });

  test('by removing the markers has the file to themselves', () => {
    const bare = first.replace(/<!-- firebreak.*-->\n/g, '').replace(/# firebreak:generated.*\n/, '');
    expect(mergeDocument(bare, versioned(3), hash)).toBe(bare);
  });

  test('with another line end has the file to themselves', () => {
    const crlf = first.replaceAll('\n', '\r\n');
    expect(mergeDocument(crlf, versioned(3), hash)).toBe(crlf);
  });
});

const lines = first.split('\n');
const words = fc.constantFrom('', 'Rain.', '## Ours', '---', '<!-- firebreak:end impact -->', '<!-- firebreak:part own 000000000000 -->', '> quoted', '- [ ] done', '\r', '| a |', ...lines); // biome-ignore format: one list
const edit = fc.record({
  how: fc.constantFrom('insert', 'delete', 'change'),
  at: fc.nat({ max: lines.length }),
  line: fc.oneof(
    words,
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\n/g, ' ')),
  ),
});

function edited(text: string, edits: readonly { how: string; at: number; line: string }[]): string {
  const all = text.split('\n');
  for (const { how, at, line } of edits) all.splice(at, how === 'insert' ? 0 : 1, ...(how === 'delete' ? [] : [line]));
  return all.join('\n');
}

/** The lines that are not within a part as the app wrote it, in order, and where such parts are. */
function theirs(text: string): readonly string[] {
  const body = text.split('\n');
  const end = body[0] === '---' ? body.indexOf('---', 1) : -1;
  const pieces = piecesOf(body.slice(end < 0 ? 0 : end + 1));
  return pieces.flatMap((piece: Piece) =>
    'part' in piece && hash(piece.text).startsWith(piece.hash) ? [`(part ${piece.part})`] : piece.lines,
  );
}

describe('any edits', () => {
  test('survive, byte for byte, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (edits, version) => {
        const mine = edited(first, edits);
        const merged = mergeDocument(mine, versioned(version), hash);
        expect(theirs(merged)).toEqual(theirs(mine));
        expect(mergeDocument(merged, versioned(version), hash)).toBe(merged);
      }),
      { numRuns: 400 },
    );
  });

  test('of the front matter survive too: a line that the app did not write stays', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const mine = edited(first, edits.map((one) => ({ ...one, at: one.at % 8 }))); // biome-ignore format: one thought
        const merged = mergeDocument(mine, versioned(4), hash).split('\n');
        const known = new Set(lines);
        for (const line of mine.split('\n').filter((one) => !known.has(one))) expect(merged).toContain(line);
      }),
    );
  });
});
