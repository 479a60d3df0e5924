// Two values compared key by key: lists of things with a name or id thing by thing, other lists and values as a whole.
import { nameOf, type Plain } from '../compose.ts';
import { isSection, type Section, valueInWords, writtenKey } from './words.ts';

/** One place where the two differ; `path` in the keys that a team writes. */
export type DeepChange = { readonly path: readonly string[]; readonly before: string; readonly after: string };

/** What `verbatim` names are keys that people chose (roles, aliases), not ours. */
export function deepChanges(
  before: Section,
  after: Section,
  verbatim: ReadonlySet<string> = new Set(),
): readonly DeepChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const path = writtenKey(key);
    return valueChanges(own(before, key), own(after, key), verbatim.has(path)).map((change) => ({
      ...change,
      path: [path, ...change.path],
    }));
  });
}

function own(section: Section, key: string): unknown {
  return Object.hasOwn(section, key) ? section[key] : null;
}

function valueChanges(before: unknown, after: unknown, isVerbatim: boolean): readonly DeepChange[] {
  if (isSection(before) && isSection(after))
    return isVerbatim ? recordChanges(before, after) : deepChanges(before, after);
  if (isNamed(before) && isNamed(after) && before.length + after.length > 0) return listChanges(before, after);
  const [was, is] = [valueInWords(before), valueInWords(after)];
  return was === is ? [] : [{ path: [], before: was, after: is }];
}

function recordChanges(before: Section, after: Section): readonly DeepChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) =>
    valueChanges(own(before, key), own(after, key), false).map((change) => ({
      ...change,
      path: [key, ...change.path],
    })),
  );
}

function isNamed(value: unknown): value is readonly Plain[] {
  return Array.isArray(value) && value.every((item) => isSection(item) && nameOf(item) !== null);
}

function listChanges(before: readonly Plain[], after: readonly Plain[]): readonly DeepChange[] {
  const names = (items: readonly Plain[]) => items.map((item) => nameOf(item) ?? '');
  const all = [...new Set([...names(after), ...names(before)])];
  const find = (items: readonly Plain[], name: string) => items.find((item) => nameOf(item) === name) ?? null;
  const changes = all.flatMap((name) => itemChanges(name, find(before, name), find(after, name)));
  const kept = names(before).filter((name) => names(after).includes(name));
  const now = names(after).filter((name) => names(before).includes(name));
  const isMoved = kept.join('\n') !== now.join('\n');
  return isMoved ? [...changes, { path: ['order'], before: kept.join(', '), after: now.join(', ') }] : changes;
}

function itemChanges(name: string, before: Plain | null, after: Plain | null): readonly DeepChange[] {
  if (before !== null && after !== null)
    return deepChanges(before, after).map((change) => ({ ...change, path: [name, ...change.path] }));
  return [{ path: [name], before: itemInWords(before), after: itemInWords(after) }];
}

/** An item that is there or not, by what people know it by. */
function itemInWords(item: Plain | null): string {
  if (item === null) return 'none';
  return valueInWords(item['title'] ?? item['text'] ?? item['says'] ?? item['action'] ?? item['name'] ?? item['id']);
}
