// Policy text → written policy, or every problem at once with line and column.
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { Plain } from './compose.ts';
import { isDeeperThan } from './depth.ts';
import { examine, type Missing } from './examine.ts';
import { isPlain, type Path, without } from './path.ts';
import { firstAlias, lostAlias, type Places, placesIn } from './places.ts';
import type { PolicyProblem } from './policy.ts';
import { limited, type Placed, toldIn } from './told.ts';
import { namedTwice } from './twice.ts';
import { type YamlFault, yamlFaults } from './yaml-faults.ts';

/** Larger files are refused unread: a policy is a page or two (AC-30). */
export const LARGEST_POLICY = 100_000;

/** A policy nests five levels; deeper ones are refused before the reader recurses into them (AC-30). */
const DEEPEST = 50;

export type ReadResult = { readonly written: Plain | null; readonly problems: readonly PolicyProblem[] };

/** Reads a policy that lies over nothing; never throws. Aliases are limited and custom tags refused by the YAML reader (AC-30). An empty text is no policy (AC-29). */
export function readPolicy(text: string, file: string): ReadResult {
  const { valid, faults } = readLayer(text, 'told');
  return { written: faults.length === 0 ? valid : null, problems: limited([toldIn(file, faults)]) };
}

/** One text of those that a policy is composed of. */
export type Layer = {
  /** What is written, as far as the text can be read; null when it cannot. */
  readonly raw: unknown;
  /** What is valid of it; null when nothing is. */
  readonly valid: Plain | null;
  /** What of `raw` is not in `valid`. */
  readonly leftOut: readonly Path[];
  readonly faults: readonly Placed[];
  /** Null when there is no text to point into. */
  readonly places: Places | null;
};

/** Reads one layer; never throws. With `later`, what the schema needs may stand in a layer below. */
export function readLayer(text: string, missing: Missing): Layer {
  if (text.length > LARGEST_POLICY)
    return refused(
      'too-large',
      `the file has ${text.length} characters; at most ${LARGEST_POLICY} are read. Shorten it.`,
    );
  if (isDeeperThan(DEEPEST, text))
    return refused(
      'too-deep',
      `the file nests more than ${DEEPEST} levels deep. Write it flat, as the shipped policy is.`,
    );
  return readDocument(text, missing);
}

/** Whether keys are unique is looked at in `yamlFaults`: the reader needs seconds for it in a long file. */
const options = { uniqueKeys: false, prettyErrors: false, version: '1.2', logLevel: 'error' } as const;

function readDocument(text: string, missing: Missing): Layer {
  const counter = new LineCounter();
  const document = parsed(text, counter);
  if (document === null) return refused('yaml-unreadable', 'the file nests too deep to be read. Write it flat.');
  const places = placesIn(document, counter);
  const faults = yamlFaults(document);
  const told = faults.map(({ offset, code, say }) => ({ ...places.at(offset), code, say }));
  if (faults.some(({ path }) => path === null)) return { ...nothing, faults: told, places };
  if (document.contents === null)
    return refused('empty', 'the file is empty or could not be read whole. Write a policy into it or delete it.');
  const plain = toPlain(document);
  if (plain.fault !== null) return { ...nothing, faults: [{ ...places.at(plain.at), ...plain.fault }], places };
  return examined(plain.value, { missing, places, told, spoilt: spoilt(faults) });
}

/** Null when the reader runs out of stack, whatever nesting got past the count. */
function parsed(text: string, lineCounter: LineCounter): Document | null {
  try {
    return parseDocument(text, { ...options, lineCounter });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const nothing = { raw: null, valid: null, leftOut: [[]], faults: [], places: null } as const satisfies Layer;

type Known = {
  readonly missing: Missing;
  readonly places: Places;
  readonly told: readonly Placed[];
  readonly spoilt: readonly Path[];
};

function examined(raw: unknown, { missing, places, told, spoilt: known }: Known): Layer {
  const { valid, faults, leftOut } = examine(raw, missing, known);
  const again = namedTwice(raw);
  const gone = [...leftOut, ...again.map(({ path }) => path.slice(0, -1))];
  const rest = valid === null || again.length === 0 ? valid : without(raw, gone);
  const placed = [...faults, ...again].map(({ path, isKey, code, say }) => {
    const place = isKey ? places.ofKey(path) : places.ofValue(path);
    return { ...place, code, say };
  });
  return { raw, valid: isPlain(rest) ? rest : null, leftOut: gone, faults: [...told, ...placed], places };
}

function spoilt(faults: readonly YamlFault[]): readonly Path[] {
  return faults.flatMap(({ path }) => (path === null ? [] : [path]));
}

type ToPlain = { readonly value: unknown; readonly at: number; readonly fault: Omit<Placed, 'line' | 'column'> | null };

function toPlain(document: Document): ToPlain {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    if (!holdsItself(value)) return { value, at: 0, fault: null };
    return unreadable('an alias stands within what it names, which never ends', firstAlias(document) ?? 0);
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replace(/[.;:]$/, '');
    return unreadable(message, lostAlias(document) ?? 0);
  }
}

function unreadable(message: string, at: number): ToPlain {
  return { value: null, at, fault: { code: 'yaml-unreadable', say: () => `${message}. Write the values out.` } };
}

/** Whether a value is somewhere within itself: whoever walks it would never come to an end (AC-30). */
function holdsItself(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch (error) {
    if (error instanceof TypeError) return true;
    throw error;
  }
}

function refused(code: string, message: string): Layer {
  return { ...nothing, faults: [{ line: 1, column: 1, code, say: () => message }] };
}
