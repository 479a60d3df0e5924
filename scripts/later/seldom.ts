// Functions that ordinary runs do not call, by the part that they are loaded with: as recorded (`scripts/record-calls.ts`), and as `parts.ts` says.
import { readFileSync } from 'node:fs';
import { judgeParts } from './judge-parts.ts';
import { parts } from './parts.ts';
import type { Choose } from './plan.ts';

/** Those that have the whole loop, and those that judge pull requests or are steps of a workflow. */
export type Bundles = 'loop' | 'judges';

/** By part and module. */
export type Recorded = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The recording of each. */
export const recordings: URL = new URL('./seldom.json', import.meta.url);

/** The part that a function is loaded with; null: it stays where it is. */
export function seldomCalled(bundles: Bundles): Choose {
  const all: Readonly<Record<Bundles, Recorded>> = JSON.parse(readFileSync(recordings, 'utf8'));
  const found = new Map<string, string>();
  const topics = topicsOf(bundles === 'loop' ? parts : judgeParts);
  for (const [part, modules] of Object.entries(all[bundles]))
    for (const [path, names] of Object.entries(modules)) {
      const topic = part.startsWith('seldom-') ? topics.get(path) : undefined;
      const place = topic === undefined ? part : `seldom-${topic}`;
      for (const name of names) found.set(`${path}#${name}`, bundles === 'loop' ? place : `judge-${place}`);
    }
  return ({ key }) => found.get(key) ?? null;
}

/** By module: the part that what is seldom called of it belongs to. */
function topicsOf(named: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const lines = Object.entries(named).flatMap(([part, modules]) => modules.map((module) => ({ part, module })));
  const ofFunctions = lines.filter(({ module }) => module.endsWith('#'));
  return new Map(ofFunctions.map(({ part, module }) => [module.slice(0, -1), part.replace(/^judge-/, '')]));
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
