// What a workflow file is started by (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows).
import { parseDocument } from 'yaml';
import * as z from 'zod';

const File = z.looseObject({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
});
const Types = z.looseObject({ types: z.union([z.string(), z.array(z.string())]) });

/** What GitHub takes where no types are named; of other events it takes all. */
const usual: Readonly<Record<string, readonly string[]>> = { pull_request: ['opened', 'synchronize', 'reopened'] };

/** Of these events and types those that do not start it, as they are written: `issue_comment: edited`, `schedule`. All of them where it is no workflow file that can be read. */
export function unheard(text: string, wanted: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const on = onOf(text);
  return Object.entries(wanted).flatMap(([event, types]) => {
    if (!on.has(event)) return types.length === 0 ? [event] : types.map((type) => `${event}: ${type}`);
    const heard = on.get(event) ?? usual[event] ?? types;
    return types.filter((type) => !heard.includes(type)).map((type) => `${event}: ${type}`);
  });
}

/** By event its types, or null where none are named. */
function onOf(text: string): ReadonlyMap<string, readonly string[] | null> {
  const document = parseDocument(text, { merge: true });
  const on = document.errors.length > 0 ? undefined : File.safeParse(document.toJS({ maxAliasCount: 100 })).data?.on;
  if (on === undefined) return new Map();
  if (typeof on === 'string' || Array.isArray(on)) return new Map([on].flat().map((event) => [event, null]));
  return new Map(Object.entries(on).map(([event, value]) => [event, typesIn(value)]));
}

function typesIn(value: unknown): readonly string[] | null {
  const types = Types.safeParse(value).data?.types;
  return types === undefined ? null : [types].flat();
}
