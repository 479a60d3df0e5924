/** The terminal of this process: files, standard input and output. */
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { type Terminal, WrongUse } from './verb.ts';

// Whoever reads what is printed may stop reading (`| head`): what is left to print is then for nobody, and no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** Reads UTF-8 (a byte order mark is dropped, what is no UTF-8 becomes U+FFFD), prints lines to standard output and error. */
export const processTerminal: Terminal = {
  read: async (path, mostBytes = Number.POSITIVE_INFINITY) =>
    new TextDecoder().decode(
      await (path === '-' ? readAll(process.stdin, path, mostBytes) : readNamed(path, mostBytes)),
    ),
  write: writeNamed,
  print: (text) => writeLine(process.stdout, text),
  complain: (text) => writeLine(process.stderr, text),
};

function writeLine(stream: NodeJS.WriteStream, text: string): void {
  if (text !== '') stream.write(`${text}\n`);
}

/** Stops reading behind the most that is wanted: a file may have no end. */
async function readAll(stream: Readable, path: string, mostBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > mostBytes) throw new WrongUse(`${path} has more than ${mostBytes} bytes. Name a smaller file.`);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

async function readNamed(path: string, mostBytes: number): Promise<Uint8Array> {
  try {
    return await readAll(createReadStream(path), path, mostBytes);
  } catch (error) {
    if (error instanceof WrongUse) throw error;
    throw new WrongUse(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

async function writeNamed(path: string, text: string, inFolder?: 'made'): Promise<void> {
  try {
    if (inFolder === 'made') await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new WrongUse(`${path} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
  }
}
