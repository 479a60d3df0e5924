// Which policy is in force: the repository's when it is sound, else the last good one, else the built-in preset.
import type { PolicyFile } from '../facts.ts';
import { compose, type Plain } from './compose.ts';
import { normalise } from './normalise.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { readPolicy } from './read.ts';
import { checkRules } from './rules.ts';

/** The preset of a repository that names none: the runbook that keeps incidents as GitHub issues (003). */
export const DEFAULT_PRESET = 'github';

/** Preset texts by name, as shipped under templates/policies. */
export type Presets = Readonly<Record<string, string>>;

/** Policies that others lie over, by what `_extends` names; null where there is none. */
export type Bases = Readonly<Record<string, PolicyFile | null>>;

export type PolicyInForce = {
  readonly policy: Policy;
  /** The policy in force, composed, as JSON: what an incident keeps (`incident/kept-policy.ts`). */
  readonly written: string;
  /** Why the file as it stands is not the policy in force; empty when it is. */
  readonly problems: readonly PolicyProblem[];
  /** The text to remember as the last good one; null when there is none. */
  readonly lastGood: PolicyFile | null;
  /** A base that must be read first, by what `_extends` names; null when nothing is missing. */
  readonly needs: string | null;
};

/** Resolves the policy. Never throws on a team's text; throws on a shipped preset that is broken (a bug). */
export function policyFrom(
  presets: Presets,
  file: PolicyFile,
  lastGood: PolicyFile | null,
  bases: Bases = {},
): PolicyInForce {
  if (file.text === null) return { ...builtInForce(presets), problems: [], lastGood: null, needs: null };
  const tried = tryPolicy(presets, file, bases);
  if (tried.sound !== null) return { ...tried.sound, problems: [], lastGood: keep(file, tried.sound), needs: null };
  const before = lastGood === null ? null : tryPolicy(presets, lastGood, {}).sound;
  return { ...(before ?? builtInForce(presets)), problems: tried.problems, lastGood, needs: tried.needs };
}

/** The policy of a repository that has no file. */
export function builtIn(presets: Presets): Policy {
  return builtInForce(presets).policy;
}

/** The policy that a composed text (`PolicyInForce.written`) is. Throws on anything else. */
export function policyOfWritten(written: string, source: Policy['source']): Policy {
  const composed: unknown = JSON.parse(written);
  if (typeof composed !== 'object' || composed === null) throw new TypeError('A composed policy is an object.');
  const plain: Plain = { ...composed };
  return normalise(plain, String(plain['preset'] ?? DEFAULT_PRESET), source);
}

type Sound = { readonly policy: Policy; readonly written: string };

function builtInForce(presets: Presets): Sound {
  return sound(compose(preset(presets, DEFAULT_PRESET)), DEFAULT_PRESET, {
    from: 'built-in',
    version: `built-in:${DEFAULT_PRESET}`,
  });
}

function sound(composed: Plain, name: string, source: Policy['source']): Sound {
  const named = { ...composed, preset: name };
  return { policy: normalise(named, name, source), written: JSON.stringify(named) };
}

/** With a base the composed text is kept: what it extends may be gone when it is needed. */
function keep(file: PolicyFile, { written }: Sound): PolicyFile {
  return file.text !== null && /^["']?_extends\b/m.test(file.text) ? { ...file, text: written } : file;
}

type Tried = {
  readonly sound: Sound | null;
  readonly problems: readonly PolicyProblem[];
  readonly needs: string | null;
};

function tryPolicy(presets: Presets, file: PolicyFile, bases: Bases): Tried {
  const chain = layersOf(file, bases);
  if (chain.layers === null) return { sound: null, problems: chain.problems, needs: chain.needs };
  const named = chain.layers.findLast((layer) => typeof layer['preset'] === 'string');
  const name = String(named?.['preset'] ?? DEFAULT_PRESET);
  if (name !== 'none' && !Object.hasOwn(presets, name)) {
    const names = [...Object.keys(presets), 'none'].join(', ');
    const message = `there is no preset \`${name}\`; expected ${names}. Correct its name.`;
    return {
      sound: null,
      problems: [{ file: file.source, line: 1, column: 1, code: 'unknown-preset', message }],
      needs: null,
    };
  }
  const composed = compose(preset(presets, name), ...chain.layers);
  const found = sound(composed, name, { from: file.source, version: file.version });
  const broken = checkRules(found.policy);
  if (broken.length === 0) return { sound: found, problems: [], needs: null };
  const problems = broken.map((message) => ({ file: file.source, line: 1, column: 1, code: 'rule', message }));
  return { sound: null, problems, needs: null };
}

type Chain = {
  /** The furthest base first; null when the chain cannot be put together (yet). */
  readonly layers: readonly Plain[] | null;
  readonly problems: readonly PolicyProblem[];
  readonly needs: string | null;
};

function layersOf(file: PolicyFile, _bases: Bases): Chain {
  const read = readPolicy(file.text ?? '', file.source);
  if (read.written === null) return { layers: null, problems: read.problems, needs: null };
  return { layers: [read.written], problems: [], needs: null };
}

function preset(presets: Presets, name: string): Plain {
  if (name === 'none') return {};
  const read = readPolicy(presets[name] ?? '', name);
  if (read.written === null) throw new Error(`the shipped preset ${name} is broken: ${JSON.stringify(read.problems)}`);
  return read.written;
}
