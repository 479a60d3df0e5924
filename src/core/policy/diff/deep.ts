// Two written values compared key by key: lists of things with a name or id thing by thing, other lists and values as a whole.
import { nameOf, type Plain } from '../compose.ts';
import { isPlain } from '../path.ts';
import { valueInWords } from './words.ts';

/** One place where the two differ. */
export type DeepChange = { readonly path: readonly string[]; readonly before: string; readonly after: string };

export function deepChanges(before: Plain, after: Plain): readonly DeepChange[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => inside(key, valueChanges(own(before, key), own(after, key))));
}

function own(section: Plain, key: string): unknown {
  return Object.hasOwn(section, key) ? section[key] : null;
}

function inside(key: string, changes: readonly DeepChange[]): readonly DeepChange[] {
  return changes.map((change) => ({ ...change, path: [key, ...change.path] }));
}

function valueChanges(before: unknown, after: unknown): readonly DeepChange[] {
  if (isPlain(before) && isPlain(after)) return deepChanges(before, after);
  if (isNamed(before) && isNamed(after) && before.length + after.length > 0) return listChanges(before, after);
  const [was, is] = [valueInWords(before), valueInWords(after)];
  return was === is ? [] : [{ path: [], before: was, after: is }];
}

function isNamed(value: unknown): value is readonly Plain[] {
  return Array.isArray(value) && value.every((item) => isPlain(item) && nameOf(item) !== null);
}

function listChanges(before: readonly Plain[], after: readonly Plain[]): readonly DeepChange[] {
  const [was, is] = [names(before), names(after)];
  const all = [...new Set([...is, ...was])];
  const changes = all.flatMap((name) => inside(name, itemChanges(named(before, name), named(after, name))));
  const [kept, now] = [was.filter((name) => is.includes(name)), is.filter((name) => was.includes(name))];
  const isMoved = kept.join('\n') !== now.join('\n');
  return isMoved ? [...changes, { path: ['order'], before: kept.join(', '), after: now.join(', ') }] : changes;
}

function names(items: readonly Plain[]): readonly string[] {
  return items.map((item) => nameOf(item) ?? '');
}

function named(items: readonly Plain[], name: string): Plain | null {
  return items.find((item) => nameOf(item) === name) ?? null;
}

function itemChanges(before: Plain | null, after: Plain | null): readonly DeepChange[] {
  if (before !== null && after !== null) return deepChanges(before, after);
  return [{ path: [], before: itemInWords(before), after: itemInWords(after) }];
}

/** A thing that is there or not, by what people know it by. */
function itemInWords(item: Plain | null): string {
  if (item === null) return 'none';
  return valueInWords(item['title'] ?? item['text'] ?? item['says'] ?? item['action'] ?? item['name'] ?? item['id']);
}
