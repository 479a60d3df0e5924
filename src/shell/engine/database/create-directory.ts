// Run as a child process: creates an empty PGlite folder and exits, so that its peak of memory is not ours.
import { PGlite } from '@electric-sql/pglite';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Usage: create-directory.ts <folder>');
const made = await PGlite.create(folder);
await made.close();
