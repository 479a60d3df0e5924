// AC-06: GitHub's `author_association` is no authority, so nothing but the local GitHub, which must send it, may know the field.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The local GitHub must send the field. */
const rooms = [
  ...readdirSync('src')
    .filter((room) => room !== 'sandbox')
    .map((room) => join('src', room)),
  'action',
  'scripts',
  'templates',
];

test.each(rooms)('AC-06 nothing in %s reads the association of an author', (room) => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:ts|hbs|ya?ml)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(0);
  const readers = files.filter((file) => /author_?association/i.test(readFileSync(join(room, file), 'utf8')));
  expect(readers).toEqual([]);
});
