// Every name in the bundles is declared where it is used, or is one that Node has: functions are taken out of the files they were written in (decision 0045).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freeNames } from '../support/free-names.ts';

const dist = fileURLToPath(new URL('../../action/dist/', import.meta.url));

/** Asked for with `typeof` by packages that also run elsewhere. */
const elsewhere = ['self'];

test('no file of action/dist uses a name that nothing declares', () => {
  const files = readdirSync(dist).filter((file) => file.endsWith('.js'));
  const unknown = files.flatMap((file) => {
    const names = [...freeNames(readFileSync(join(dist, file), 'utf8'))];
    return names.filter((name) => !(name in globalThis) && !elsewhere.includes(name)).map((name) => `${file}: ${name}`);
  });
  expect(files.length).toBeGreaterThan(50);
  expect(unknown).toEqual([]);
});

test.each([
  ['a name of a class that is a value', 'const A = class B { m() { return 1; } };\nexport const f = () => B;', ['B']],
  ['what a block declares', '{ let x = 1; }\nexport const f = () => x;', ['x']],
  [
    'what is declared around it',
    'import { a as b, c } from "x";\nlet [d, { e: g = 1, ...h }] = b(c);\nfor (const i of h) { var j = i; }\nexport { d as k, g, j };\nlabel: while (g) break label;',
    [],
  ],
  [
    'parameters, keys and members',
    'export const f = ({ a: [b], c = 2 }, ...d) => ({ a: b.e, c, [d]: 1, m() { return arguments; } });',
    [],
  ],
  [
    'a class within itself, and what is caught',
    'export class A { static of = () => new A(); #x = 1; get y() { return this.#x; } }\ntry { A.of(); } catch (error) { throw error; }',
    [],
  ],
  ['a member of nothing', 'export const f = () => nowhere.a;', ['nowhere']],
])('free are: %s', (_, text, names) => {
  expect([...freeNames(text)]).toEqual(names);
});
