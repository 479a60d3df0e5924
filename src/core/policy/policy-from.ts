// Which policy is in force: the repository's when it is sound, else the last good one, else the built-in preset.
import type { PolicyFile } from '../facts.ts';
import { type Bases, type Chain, type FileLayer, readChain, withFault } from './chain.ts';
import { compose, nameOf, type Plain } from './compose.ts';
import { examine } from './examine.ts';
import { normalise } from './normalise.ts';
import { problemNotRead } from './not-read.ts';
import { byName, inWords, isPlain } from './path.ts';
import { type InWhole, onlyFollows, placeInLayers } from './place-in-layers.ts';
import type { Policy, PolicyProblem, Right } from './policy.ts';
import { choosePreset, DEFAULT_PRESET, type Presets, presetOf } from './presets.ts';
import type { AlsoNamed } from './rules/rule.ts';
import { checkRules } from './rules.ts';
import { limited, toldIn } from './told.ts';
import { NO_RIGHTS, whatHolds } from './what-holds.ts';

export type { Bases, Presets };
export { DEFAULT_PRESET };

export type PolicyInForce = {
  readonly policy: Policy;
  /** The policy in force, composed, as JSON: what an incident keeps (`kept.ts`). */
  readonly written: string;
  /** Why the file as it stands is not the policy in force; empty when it is. */
  readonly problems: readonly PolicyProblem[];
  /** The text to remember as the last good one; null when there is none. */
  readonly lastGood: PolicyFile | null;
  /** The rights of which nobody knows today who has them; the policy in force gives them to few. */
  readonly unsure: readonly Right[];
  /** A base that must be read first, as `owner/repository:path`; null when nothing is missing. */
  readonly needs: string | null;
};

/** Resolves the policy. Never throws on a team's text; throws on a shipped preset that is broken (a bug). */
export function policyFrom(
  presets: Presets,
  file: PolicyFile,
  lastGood: PolicyFile | null,
  bases: Bases = {},
): PolicyInForce {
  if (file.notRead !== undefined) {
    const problems = [problemNotRead(file.source, file.notRead)];
    return { ...lastGoodOr(presets, lastGood, NO_RIGHTS), problems, lastGood, needs: null };
  }
  if (file.text === null) return { ...builtInForce(presets), problems: [], lastGood: null, unsure: [], needs: null };
  const tried = tryPolicy(presets, file, bases);
  if (tried.sound !== null) {
    const { policy, written } = tried.sound;
    return { policy, written, problems: [], lastGood: keep(file, tried.sound), unsure: [], needs: null };
  }
  const holds = whatHolds(readChain(file, bases));
  return { ...lastGoodOr(presets, lastGood, holds), problems: tried.problems, lastGood, needs: tried.needs };
}

/** The last good one, else the built-in one with what holds of a file that is not sound all the same. */
function lastGoodOr(
  presets: Presets,
  lastGood: PolicyFile | null,
  { over, unsure }: ReturnType<typeof whatHolds>,
): InForce & Pick<PolicyInForce, 'unsure'> {
  const before = lastGood === null ? null : stillGood(presets, lastGood);
  return before === null ? { ...builtInForce(presets, over), unsure } : { ...before, unsure: [] };
}

/** The policy of a repository that has no file. */
export function builtIn(presets: Presets): Policy {
  return builtInForce(presets).policy;
}

type InForce = { readonly policy: Policy; readonly written: string };
type Sound = InForce & { readonly hasBase: boolean };

function builtInForce(presets: Presets, over: Plain = {}): InForce {
  const source = { from: 'built-in', version: `built-in:${DEFAULT_PRESET}` };
  return inForce(compose(presetOf(presets, DEFAULT_PRESET), over), DEFAULT_PRESET, source);
}

function inForce(composed: Plain, preset: string, source: Policy['source']): InForce {
  const named = { ...composed, preset };
  return { policy: normalise(named, preset, source), written: JSON.stringify(named) };
}

/** With a base the composed text is kept: what it extends may be gone when it is needed. */
function keep(file: PolicyFile, { written, hasBase }: Sound): PolicyFile {
  const { source, version, text } = file;
  return { source, version, text: hasBase ? written : text };
}

/** The last good one by today's rules; a composed text may be of another release, and more than one file long. */
function stillGood(presets: Presets, { source, version, text }: PolicyFile): InForce | null {
  const { sound } = tryPolicy(presets, { source, version, text }, {});
  if (sound !== null) return { policy: sound.policy, written: sound.written };
  const composed = composedOf(text ?? '');
  if (text === null || typeof composed?.['preset'] !== 'string') return null;
  const { policy } = readWritten(text, { from: source, version });
  return checkRules(policy).length === 0 ? { policy, written: text } : null;
}

type Tried = {
  readonly sound: Sound | null;
  readonly problems: readonly PolicyProblem[];
  readonly needs: string | null;
};

function tryPolicy(presets: Presets, file: PolicyFile, bases: Bases): Tried {
  const chain = readChain(file, bases);
  return chain.needs === null ? judged(presets, file, chain) : { sound: null, problems: [], needs: chain.needs };
}

/** The problems of a file as far as they can be told where a base may not be at hand. */
export function problemsIn(presets: Presets, file: PolicyFile, bases: Bases): Omit<Tried, 'sound'> {
  const chain = readChain(file, bases);
  return { problems: judged(presets, file, chain).problems, needs: chain.needs };
}

function judged(presets: Presets, file: PolicyFile, chain: Chain): Tried {
  const { layers, name, isKnown } = choosePreset(presets, chain.layers);
  const texts = layers.map(({ valid }) => valid ?? {}).reverse();
  const composed = compose(presetOf(presets, name), ...texts);
  const source = { from: file.source, version: file.version };
  const hasText = layers[0]?.valid !== null;
  const wrong = hasText ? wrongWith(composed, { name, source, layers, isWhole: isKnown && chain.isWhole }) : [];
  const problems = problemsOf(placeInLayers(layers, wrong));
  if (problems.length > 0) return { sound: null, problems, needs: null };
  return { sound: { ...inForce(composed, name, source), hasBase: layers.length > 1 }, problems: [], needs: null };
}

type Whole = {
  readonly name: string;
  readonly source: Policy['source'];
  readonly layers: readonly FileLayer[];
  readonly isWhole: boolean;
};

/** What is wrong with the whole though every text may be right: something is nowhere, a list is too long, a rule is broken. */
function wrongWith(composed: Plain, { name, source, layers, isWhole }: Whole): readonly InWhole[] {
  const { valid, faults, leftOut } = examine(composed, 'told');
  const missing = faults
    .filter(({ code }) => isWhole || code !== 'missing-key')
    .map(({ path, code, say }) => ({ at: [byName(composed, path)], code, say }));
  if (valid === null) return missing;
  const also: AlsoNamed = (list) => [composed, ...layers.map(({ raw }) => raw)].flatMap((text) => namesIn(text, list));
  const broken = checkRules(normalise(valid, name, source), also, isWhole).filter(
    ({ at }) => !onlyFollows(at, composed, leftOut),
  );
  return [...missing, ...broken.map(({ at, code, message }) => ({ at, code, say: () => message }))];
}

function namesIn(text: unknown, list: string): readonly string[] {
  const items = isPlain(text) ? text[list] : null;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => (isPlain(item) ? [nameOf(item) ?? ''] : []));
}

/** The file's problems in order, then those of each base under its own name. */
function problemsOf([own, ...bases]: readonly FileLayer[]): readonly PolicyProblem[] {
  if (own === undefined) return [];
  const broken = bases.filter(({ faults }) => faults.length > 0);
  const names = broken.map(({ file }) => `\`${file}\``).join(' and ');
  const message = `\`_extends\`: ${names}, which this policy lies over, has problems, which follow. Correct them there.`;
  const first = broken.length === 0 ? own : withFault(own, { code: 'extends-broken', message });
  return limited([first, ...broken].map(({ file, faults }) => toldIn(file, faults)));
}

/** Whether a text is a composed one at all. */
export function isWritten(text: string): boolean {
  return composedOf(text) !== null;
}

/** The policy that a composed text (`PolicyInForce.written`) is. Throws a TypeError on what is no JSON object, on nothing else. */
export function policyOfWritten(written: string, source: Policy['source']): Policy {
  return readWritten(written, source).policy;
}

export type ReadWritten = { readonly policy: Policy; readonly leftOut: readonly string[] };

/**
 * The same, and what of the text this release does not know or take any more: another one composed it. Each falls back to its default, a thing of a
 * list that is nothing without it is dropped.
 */
export function readWritten(written: string, source: Policy['source']): ReadWritten {
  const composed = composedOf(written);
  if (composed === null) throw new TypeError('A composed policy is the text of a JSON object.');
  const { valid, leftOut } = examine(composed, 'told');
  const preset = typeof composed['preset'] === 'string' ? composed['preset'] : DEFAULT_PRESET;
  return {
    policy: normalise(valid ?? {}, preset, source),
    leftOut: leftOut.map((path) => inWords(composed, path)),
  };
}

function composedOf(text: string): Plain | null {
  try {
    const value: unknown = JSON.parse(text);
    return isPlain(value) ? value : null;
  } catch {
    return null;
  }
}
