/** YAML text to a value, with the place of every part of it; hostile input is refused (AC-30). */
import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { FormFileProblem } from './form.ts';

/** A path into the value, as zod reports it. */
export type YamlPath = readonly (string | number)[];

/** A file that could be read. `placeOf` gives the place of a path, or of the nearest part above it that is written down. */
export interface YamlFile {
  readonly value: unknown;
  readonly placeOf: (path: YamlPath) => { readonly line: number; readonly column: number };
  /** The text of a scalar as it is written, quotes included; null when the path is none. */
  readonly sourceOf: (path: YamlPath) => string | null;
  /** Keys without quotes that YAML 1.1, which GitHub reads, takes for booleans. */
  readonly booleanKeys: readonly { readonly text: string; readonly line: number; readonly column: number }[];
  /** Where a key is `__proto__`: a value has no such key afterwards. */
  readonly prototypeKeys: readonly { readonly line: number; readonly column: number }[];
}

/** A form is a page or two; larger files are refused unread. */
const LARGEST_FORM = 262_144;

/** Anchors are of use in a form, a bomb made of them is not. */
const MAX_ALIASES = 50;

/** Reads a text; null when it is no single YAML document. */
export function readYaml(text: string): {
  readonly file: YamlFile | null;
  readonly problems: readonly FormFileProblem[];
} {
  if (text.length > LARGEST_FORM)
    return unreadable(
      'too-large',
      `The file has ${text.length} characters. At most ${LARGEST_FORM} are read. Shorten it.`,
    );
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const message =
      fault.code === 'MULTIPLE_DOCS'
        ? 'A line of three dashes begins a second document here. One is expected. Remove the line and what is behind it.'
        : `${fault.message}. Valid YAML is expected. Correct this line.`;
    return unreadable('yaml-syntax', message, at(counter, fault.pos[0]));
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { file: { value, ...placesIn(document, counter, text) }, problems: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unreadable('yaml-unreadable', `${reason}. A plain document is expected. Write the values out.`);
  }
}

function unreadable(code: string, message: string, place = { line: 1, column: 1 }) {
  return { file: null, problems: [{ ...place, level: 'error', code, message }] as const };
}

function at(counter: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function placesIn(document: Document, counter: LineCounter, text: string): Omit<YamlFile, 'value'> {
  const rangeOf = (path: YamlPath) => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) ? (node.range ?? null) : null;
  };
  return {
    placeOf: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const range = rangeOf(path.slice(0, length));
        if (range !== null) return at(counter, range[0]);
      }
      return { line: 1, column: 1 };
    },
    sourceOf: (path) => {
      const range = rangeOf(path);
      return range === null ? null : text.slice(range[0], range[1]);
    },
    booleanKeys: booleanKeysIn(document, counter),
    prototypeKeys: prototypeKeysIn(document, counter),
  };
}

function prototypeKeysIn(document: Document, counter: LineCounter): YamlFile['prototypeKeys'] {
  const found: YamlFile['prototypeKeys'][number][] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '__proto__') found.push(at(counter, key.range?.[0] ?? 0));
    },
  });
  return found;
}

function booleanKeysIn(document: Document, counter: LineCounter): YamlFile['booleanKeys'] {
  const found: YamlFile['booleanKeys'][number][] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.type !== 'PLAIN') return;
      const text = key.source ?? '';
      if (/^(?:y|n|yes|no|on|off|true|false)$/i.test(text)) found.push({ text, ...at(counter, key.range?.[0] ?? 0) });
    },
  });
  return found;
}
