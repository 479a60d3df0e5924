// AC-06: GitHub's `author_association` is no authority, so nothing but the local GitHub, which must send it, may know the field.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const rooms = ['src/core', 'src/shell', 'src/app', 'src/cli', 'action'];

test.each(rooms)('AC-06 nothing in %s reads the association of an author', (room) => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(0);
  const readers = files.filter((file) => /author_?association/i.test(readFileSync(join(room, file), 'utf8')));
  expect(readers).toEqual([]);
});
