// Makes the emoji font from npm a file that fontconfig reads: its WOFF wrapping is taken off (W3C: WOFF File Format 1.0).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

/** The package's file with all emoji in one. */
const source = '../../node_modules/@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff';

/** Writes the font into a folder. */
export function installEmojiFont(folder: string): void {
  const woff = readFileSync(fileURLToPath(new URL(source, import.meta.url)));
  writeFileSync(join(folder, 'noto-color-emoji.ttf'), unwrapped(woff));
}

type Table = { readonly tag: Buffer; readonly checksum: number; readonly bytes: Buffer };

/** The font as OpenType: the same tables, not compressed. Throws on a file that is no WOFF. */
function unwrapped(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('The emoji font is not a WOFF file.');
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) => tableAt(woff, 44 + index * 20)).filter(
    // The drawings as SVG are three quarters of the file, and Chromium draws from COLR.
    ({ tag }) => tag.toString('latin1') !== 'SVG ',
  );
  const header = headerOf(woff.readUInt32BE(4), tables.length);
  const directory = Buffer.alloc(tables.length * 16);
  const parts: Buffer[] = [header, directory];
  let offset = header.length + directory.length;
  tables.forEach(({ tag, checksum, bytes }, index) => {
    tag.copy(directory, index * 16);
    directory.writeUInt32BE(checksum, index * 16 + 4);
    directory.writeUInt32BE(offset, index * 16 + 8);
    directory.writeUInt32BE(bytes.length, index * 16 + 12);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, padding);
    offset += bytes.length + padding.length;
  });
  return Buffer.concat(parts);
}

function tableAt(woff: Buffer, at: number): Table {
  const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
  const stored = woff.subarray(offset, offset + packed);
  const bytes = packed < length ? inflateSync(stored) : stored;
  return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), bytes };
}

/** The offset table of OpenType. */
function headerOf(flavour: number, count: number): Buffer {
  const power = Math.floor(Math.log2(count));
  const header = Buffer.alloc(12);
  header.writeUInt32BE(flavour, 0);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(2 ** power * 16, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
  return header;
}
