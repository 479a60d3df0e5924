// Functions that ordinary runs do not call, by the part that they are loaded with: as recorded (`scripts/record-calls.ts`), and as `parts.ts` says.
import { readFileSync } from 'node:fs';
import { parts } from './parts.ts';
import type { Choose } from './plan.ts';

type Recorded = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The part that a function is loaded with; null: it stays where it is. */
export function seldomCalled(): Choose {
  const recorded: Recorded = JSON.parse(readFileSync(new URL('./seldom.json', import.meta.url), 'utf8'));
  const found = new Map<string, string>();
  const topics = topicsOf(parts);
  for (const [part, modules] of Object.entries(recorded))
    for (const [path, names] of Object.entries(modules)) {
      const topic = part.startsWith('seldom-') ? topics.get(path) : undefined;
      for (const name of names) found.set(`${path}#${name}`, topic === undefined ? part : `seldom-${topic}`);
    }
  return ({ key }) => found.get(key) ?? null;
}

/** By module: the part that what is seldom called of it belongs to. */
function topicsOf(named: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const lines = Object.entries(named).flatMap(([part, modules]) => modules.map((module) => ({ part, module })));
  const ofFunctions = lines.filter(({ module }) => module.endsWith('#'));
  return new Map(ofFunctions.map(({ part, module }) => [module.slice(0, -1), part]));
}

/** Where functions that no ordinary run calls are kept together: by library, or by folder. */
export function areaOf(key: string): string {
  const [, library] = /node_modules\/(?:@[^/]+\/)?([^/]+)/.exec(key) ?? [];
  if (library !== undefined) return `seldom-${areas[library] ?? 'libraries'}`;
  const [, layer = 'action', folder = ''] = /^(?:stub:)?(?:src\/)?(core|shell)\/([\w-]+)/.exec(key) ?? [];
  return `seldom-${areas[folder] ?? layer}`;
}

const areas: Readonly<Record<string, string>> = {
  yaml: 'yaml',
  zod: 'zod',
  'markdown-it': 'markdown',
  mdurl: 'markdown',
  'punycode.js': 'markdown',
  markdown: 'markdown',
  policy: 'policy',
  decide: 'decide',
  incident: 'incident',
  commands: 'commands',
  github: 'github',
};
