// Functions are taken out of chunks, and what is left with its parts does what the chunks did.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeApart } from '../../../scripts/later/take-apart.ts';

/** As the bundles have it. */
const banner = `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firebreak-parts-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shared = `// src/words.ts
var words = ["a", "b"];
var count = 0;
function next() {
  count += 1;
  return count;
}
function seldom(from) {
  return words.slice(from).map(marked).join(SEPARATOR) + next();
}
function marked(word) {
  return "<" + word + ">";
}
var SEPARATOR = new Set([", "]).values().next().value;
var unused = new Map();
function* counted(most) {
  for (let at = 0; at < most; at += 1) yield at * next();
}
async function waited(value) {
  return (await value) + marked("w");
}
var lengthOf = (text, { extra = 1 } = {}) => text.length + extra;
class Box {
  constructor(value) {
    this.value = value;
  }
  doubled() {
    return this.value * 2;
  }
  *all() {
    for (let at = 0; at < this.value; at += 1) yield at;
  }
  get size() {
    return this.value;
  }
  static of(value) {
    return new this(value);
  }
}
function Old(value) {
  this.value = value;
}
Old.prototype.tripled = function() {
  return this.value * 3;
};
var table = { told(word) {
  return this.prefix + word;
}, prefix: "> " };
export { Box, Old, counted, lengthOf, next as following, seldom, table, waited };
`;

const entry = `import { Box, Old, counted, following, lengthOf, seldom, table, waited } from "./part-SHARED.js";
export const found = async () => [
  seldom(1), following(), [...counted(3)], await waited(Promise.resolve("x")), lengthOf("four"), lengthOf("four", { extra: 3 }),
  new Box(4).doubled(), [...new Box(2).all()], new Box(7).size, Box.of(8).value, new Old(5).tripled(), table.told("word"),
  seldom(0),
];
`;

const everything = [
  'seldom',
  'marked',
  'counted',
  'waited',
  'lengthOf@0',
  'Box.doubled',
  'Box.all',
  'Box.size',
  'Box.of',
  'Old',
  'Old@0',
  'table.told',
  'next',
  '@0',
];

function apart(chunks: Readonly<Record<string, string>>, names: readonly string[], part = 'seldom') {
  const keys = new Set(names.map((name) => `src/words.ts#${name}`));
  const entries = Object.keys(chunks).filter((file) => !file.startsWith('part-S'));
  return takeApart(new Map(Object.entries(chunks)), entries, ({ key }) => (keys.has(key) ? part : null));
}

/** What the entry finds, in a process of its own: a module is there once, however it is asked for. */
function run(files: ReadonlyMap<string, string>): unknown {
  for (const [file, text] of files) writeFileSync(join(folder, file), banner + text);
  writeFileSync(
    join(folder, 'main.js'),
    "import { found } from './entry.js';\nconsole.log(JSON.stringify(await found()));",
  );
  return JSON.parse(execFileSync(process.execPath, [join(folder, 'main.js')], { encoding: 'utf8' }));
}

test('functions, methods, generators and values do elsewhere what they did', () => {
  const chunks = { 'entry.js': entry, 'part-SHARED.js': shared };
  const before = run(new Map(Object.entries(chunks)));
  const files = apart(chunks, everything);
  expect(run(files)).toEqual(before);
  expect(before).toEqual(['<b>1', 2, [0, 4, 10], 'x<w>', 5, 7, 8, [0, 1], 7, 8, 15, '> word', '<a>, <b>6']);
});

test('the part has what is taken and what only that needs; what others need and what is written to stays', () => {
  const files = apart({ 'entry.js': entry, 'part-SHARED.js': shared }, ['seldom', 'waited']);
  const [kept, piece] = [files.get('part-SHARED.js') ?? '', files.get('seldom-of-part-SHARED.js') ?? ''];
  expect(kept).not.toMatch(/words\.slice|"<"|SEPARATOR/);
  expect(kept).toMatch(/^var seldom = later\$seldom\('f0'\), waited = later\$seldom\('f1'\);/);
  expect(kept).toMatch(/var count = 0;\nfunction next\(\)/);
  expect(piece).toContain('var words = ["a", "b"];');
  expect(piece).toContain("import { own$next as next } from './part-SHARED.js';");
  expect(files.get('part-seldom.js')).toBe("export * from './seldom-of-part-SHARED.js';");
});

test('what nobody mentions is left out', () => {
  const files = apart({ 'entry.js': entry, 'part-SHARED.js': shared }, []);
  expect(files.get('part-SHARED.js')).not.toContain('unused');
});

test.each([
  ['what writes to a name of its chunk', 'next', 'count += 1'],
  ['what is made with `new`', 'Old', 'this.value = value;\n}\nOld'],
  ['what is read as a property', 'Box.size', 'get size() {\n    return this.value'],
  ['what makes an object', 'Box.constructor', 'constructor(value) {\n    this.value'],
])('%s stays where it is', (_, name, text) => {
  expect(apart({ 'entry.js': entry, 'part-SHARED.js': shared }, [name]).get('part-SHARED.js')).toContain(text);
});

test('what runs while its chunk is loaded stays, where ordinary runs call it', () => {
  const called = `// src/words.ts
function made(word) {
  return twice(word);
}
function twice(word) {
  return word + word;
}
var word = made("a");
export { made, twice, word };
`;
  const chunks = {
    'entry.js': `import { word } from "./part-SHARED.js";\nexport const found = () => word;\n`,
    'part-SHARED.js': called,
  };
  expect(apart(chunks, ['made', 'twice'], 'run-clock').get('part-SHARED.js')).toContain('return word + word');
  expect(run(apart(chunks, ['made', 'twice'], 'run-clock'))).toBe('aa');
});

test('what is taken of a part brings nothing with it that came with another one', () => {
  const one = `// src/words.ts\nfunction rare() {\n  return "one" + also();\n}\nfunction also() {\n  return "!";\n}\nexport { rare };\n`;
  const other = one.replace('"one"', '"other"');
  const chunks = {
    'entry.js': `export const found = async () => [(await import("./part-a.js")).rare(), typeof globalThis.loadedOther];\n`,
    'part-a.js': one,
    'part-b.js': `globalThis.loadedOther = true;\n${other}`,
  };
  const files = apart(chunks, ['rare']);
  expect([...files.keys()].filter((file) => /^part-seldom/.test(file))).toHaveLength(2);
  expect(run(files)).toEqual(['one!', 'undefined']);
});

test('what only its statement knows, and what is laid down in a function, goes nowhere without it', () => {
  const own = `// src/words.ts
function kept(text) {
  return text + kept.ending;
}
kept.ending = "!";
var Pair = class _Pair {
  clone() {
    return new _Pair();
  }
};
var found = [];
for (const word of ["a", "b"]) found.push(() => word);
{
  let hidden = "h";
  function told() {
    return hidden;
  }
  found.push(told);
}
try {
  throw new Error("e");
} catch (error) {
  found.push(() => error.message);
}
export { found, kept, Pair };
`;
  const chunks = {
    'entry.js': `import { found, kept, Pair } from "./part-SHARED.js";\nexport const found$ = () => [kept("k"), new Pair().clone() instanceof Pair, ...found.map((one) => one())];\nexport { found$ as found };\n`,
    'part-SHARED.js': own,
  };
  const files = takeApart(new Map(Object.entries(chunks)), ['entry.js'], () => 'seldom');
  expect(run(files)).toEqual(['k!', true, 'a', 'b', 'h', 'e']);
});
