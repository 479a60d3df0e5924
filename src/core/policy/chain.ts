// The texts that a policy is composed of: the file, what it lies over (`_extends`), what that lies over, and so on.
import type { NotRead, PolicyFile } from '../facts.ts';
import { whyNotRead } from './not-read.ts';
import { inShort } from './phrases.ts';
import { type Layer, readLayer } from './read.ts';

/** Policies that others lie over, by what `needs` names (`owner/repository:path`); null where there is none that may be read. */
export type Bases = Readonly<Record<string, PolicyFile | null>>;

/** A text of the chain; `file` is where it is from. */
export type FileLayer = Layer & { readonly file: string };

export type Chain = {
  /** The file itself first, then from the nearest base to the furthest. */
  readonly layers: readonly FileLayer[];
  /** Whether everything that it lies over is among them. */
  readonly isWhole: boolean;
  /** The base that must be read next; null when there is none. */
  readonly needs: string | null;
};

/** Longer chains are refused: nobody could tell where a key comes from. */
export const MOST_BASES = 5;

const DEFAULT_PATH = '.github/firebreak.yml';

type Link = { readonly file: PolicyFile; readonly name: string; readonly owner: string | null };

/** Reads the chain as far as its bases are known. Never throws. */
export function readChain(file: PolicyFile, bases: Bases): Chain {
  const layers: FileLayer[] = [];
  const seen: string[] = [];
  let link: Link | null = nameOfFile(file);
  while (link !== null) {
    const layer: FileLayer = { ...readLayer(link.file.text ?? '', 'later'), file: link.file.source };
    seen.push(link.name);
    const next = nextLink(layer, link.owner, { bases, seen });
    layers.push(next.fault === null ? layer : withFault(layer, next.fault));
    if (next.fault !== null || next.needs !== null) return { layers, isWhole: false, needs: next.needs };
    link = next.link;
  }
  return {
    layers,
    isWhole: layers.every(({ leftOut }) => !leftOut.some(([key]) => key === '_extends' || key === undefined)),
    needs: null,
  };
}

/** `acme/shop/.github/firebreak.yml` is in `acme/shop`; a file that is in no repository is known by its own name. */
function nameOfFile(file: PolicyFile): Link {
  const [, owner, repository, path] = /^([\w.-]+)\/([\w.-]+)\/(.+)$/.exec(file.source) ?? [];
  if (owner === undefined) return { file, name: file.source, owner: null };
  return { file, name: `${owner}/${repository}:${path}`, owner };
}

type Next = { readonly link: Link | null; readonly fault: Fault | null; readonly needs: string | null };
type Fault = { readonly code: string; readonly message: string };

function nextLink(layer: FileLayer, owner: string | null, at: { bases: Bases; seen: readonly string[] }): Next {
  const named = layer.valid?.['_extends'];
  const none = { link: null, fault: null, needs: null };
  if (typeof named !== 'string') return none;
  const name = wholeName(named, owner);
  const before = at.seen.findIndex((other) => other.toLowerCase() === name.toLowerCase());
  if (before >= 0) return { ...none, fault: circle([...at.seen.slice(before), name]) };
  if (at.seen.length > MOST_BASES) return { ...none, fault: tooLong() };
  if (!Object.hasOwn(at.bases, name)) return { ...none, needs: name };
  const base = at.bases[name] ?? null;
  if (base?.notRead !== undefined) return { ...none, fault: unread(name, base.notRead) };
  if (base === null || base.text === null) return { ...none, fault: notThere(name) };
  return { ...none, link: { file: base, name, owner: name.includes('/') ? (name.split('/')[0] ?? null) : owner } };
}

/** `policies` of `acme` is `acme/policies:.github/firebreak.yml`. */
function wholeName(named: string, owner: string | null): string {
  const [repository = '', path = DEFAULT_PATH] = named.split(':');
  const whole = repository.includes('/') || owner === null ? repository : `${owner}/${repository}`;
  return `${whole}:${path}`;
}

function circle(names: readonly string[]): Fault {
  const message = `\`_extends\` goes round in a circle: ${names.map(inShort).join(' → ')}. Remove it from one of them.`;
  return { code: 'extends-circle', message };
}

function tooLong(): Fault {
  const message = `\`_extends\`: more than ${MOST_BASES} policies lie over each other. Remove one of them.`;
  return { code: 'extends-too-long', message };
}

function notThere(name: string): Fault {
  const message = `\`_extends\`: the policy \`${inShort(name)}\` cannot be read: the repository or the file is not there, or the app is not installed on it. Correct the name or install the app there.`;
  return { code: 'extends-not-there', message };
}

function unread(name: string, why: NotRead): Fault {
  return { code: `extends-${why}`, message: `\`_extends\`: the policy \`${inShort(name)}\`: ${whyNotRead(why)}` };
}

/** The layer with a fault at its `_extends`. */
export function withFault(layer: FileLayer, { code, message }: Fault, key = '_extends'): FileLayer {
  const place = layer.places?.ofValue([key]) ?? { line: 1, column: 1 };
  return { ...layer, faults: [...layer.faults, { ...place, code, say: () => message }] };
}
