// Whom a document may name: people that the record or the front matter names, by handle and by name.
import type { Subject } from '../rule.ts';
import type { Names } from './doer.ts';

/** Lower case, without `@`; each word of a name of several. */
export function namesOf({ known, document }: Subject): Names {
  const listed = ['authors', 'reviewers', 'responders'].flatMap((key) => {
    const value = document.front.values.get(key)?.value;
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  });
  const words = [...(known.people ?? []), ...listed].flatMap((name) => [name, ...name.split(/\s+/)]);
  return new Set(
    words.map((word) => word.replace(/^@/, '').toLowerCase()).filter((word) => word.length > 1 && !word.includes('/')),
  );
}
