// What a YAML text has that the reader lets pass and a policy must not have; and which of its faults leave the rest readable.
import { type Document, isNode, type Pair, visit } from 'yaml';
import type { Path } from './path.ts';
import { inShort, where } from './phrases.ts';
import { keyOf, pathOf, pathsFrom } from './places.ts';
import { unknownKey } from './tell.ts';

/** A fault of the text at an offset; `path` is what it makes unreadable, null: everything. */
export type YamlFault = {
  readonly offset: number;
  readonly path: Path | null;
  readonly code: string;
  readonly say: () => string;
};

/** Everything that is wrong with the text as YAML: with its structure alone, where that is wrong, since the rest only follows. */
export function yamlFaults(document: Document): readonly YamlFault[] {
  const faults = readerFaults(document);
  return faults.some(({ path }) => path === null) ? faults : [...faults, ...keyFaults(document)];
}

/** With more faults than these nothing is made of the rest. */
const MOST_FAULTS = 200;

/** Longer messages quote the text. */
const LONGEST_MESSAGE = 120;

/** The reader's own errors and warnings, one for each place. A tag that nobody knows spoils only what bears it. */
function readerFaults(document: Document): readonly YamlFault[] {
  const all = [...document.errors, ...document.warnings];
  const tags = all.slice(0, MOST_FAULTS).filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  const paths = pathsFrom(
    document,
    tags.map(({ pos }) => pos[0]),
  );
  const faults = all.map(({ pos, message }) => ({
    offset: pos[0],
    path: paths.get(pos[0]) ?? null,
    code: 'yaml-syntax',
    say: () => `${firstWords(message)}. Correct the YAML there.`,
  }));
  return [...new Map(faults.toReversed().map((fault) => [fault.offset, fault])).values()].toReversed();
}

function firstWords(message: string): string {
  const text = message.trim().replace(/[.;:]$/, '');
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/** Keys that are written twice, and `__proto__`. In one pass: the reader compares each key with each other. */
function keyFaults(document: Document): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Map: (_key, map, ancestors) => {
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        const isTwice = seen.has(key);
        seen.add(key);
        if (!isTwice && key !== '__proto__') continue;
        const path = () => pathOf([...ancestors, map, pair]);
        const place = { offset: offsetOf(pair), path: faults.length < MOST_FAULTS ? path() : null };
        faults.push({ ...place, ...(isTwice ? twice(path) : foreign(path)) });
      }
    },
  });
  return faults;
}

type Said = Pick<YamlFault, 'code' | 'say'>;

function twice(path: () => Path): Said {
  const say = () => {
    const place = path();
    const key = inShort(String(place.at(-1)));
    return `${where(place.slice(0, -1))} has the key \`${key}\` twice; keys are unique. Remove one of them.`;
  };
  return { code: 'yaml-syntax', say };
}

function foreign(path: () => Path): Said {
  return { code: 'unknown-key', say: () => unknownKey(path().slice(0, -1), String(path().at(-1))).say() };
}

function offsetOf(pair: Pair): number {
  return isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
}
