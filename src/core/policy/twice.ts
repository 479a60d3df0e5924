// Things of a list that have the same name or id: only one of them could be meant.
import { identityOf, nameOf } from './compose.ts';
import { isPlain, type Path } from './path.ts';
import { where } from './phrases.ts';
import type { Fault } from './tell.ts';

/** Every second thing of that name, in whatever list. */
export function namedTwice(value: unknown, path: Path = []): readonly Fault[] {
  if (Array.isArray(value))
    return [...again(value, path), ...value.flatMap((item, index) => namedTwice(item, [...path, index]))];
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => namedTwice(inner, [...path, key]));
}

function again(list: readonly unknown[], path: Path): readonly Fault[] {
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const key = isPlain(item) ? identityOf(item) : null;
    if (key === null || !isPlain(item)) return [];
    const name = nameOf(item) ?? '';
    const isAgain = seen.has(name);
    seen.add(name);
    return isAgain ? [twice(path, index, key, String(item[key]))] : [];
  });
}

function twice(list: Path, index: number, key: 'name' | 'id', name: string): Fault {
  const what = list.length === 1 && list[0] === 'levels' ? `level ${name}` : `${where(list)}: the ${key} \`${name}\``;
  const why = key === 'name' ? '; labels are the same whatever their case' : '';
  const say = () => `${what} is written twice${why}. Remove one.`;
  return { path: [...list, index, key], isKey: false, code: `${key}-taken`, say };
}
