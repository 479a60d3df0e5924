/** The terminal of this process: files, standard input and output. */
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type Terminal, WrongUse } from './verb.ts';

/** Reads UTF-8 (a byte order mark is dropped, what is no UTF-8 becomes U+FFFD), prints lines to standard output and error. */
export const processTerminal: Terminal = {
  read: async (path) => new TextDecoder().decode(path === '-' ? await buffer(process.stdin) : await readNamed(path)),
  write: writeNamed,
  print: (text) => writeLine(process.stdout, text),
  complain: (text) => writeLine(process.stderr, text),
};

function writeLine(stream: NodeJS.WriteStream, text: string): void {
  if (text !== '') stream.write(`${text}\n`);
}

async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new WrongUse(`${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

async function writeNamed(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new WrongUse(`${path} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
  }
}
