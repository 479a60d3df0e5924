// The shipped policies that a team's lies over, by name.
import type { FileLayer } from './chain.ts';
import { withFault } from './chain.ts';
import type { Plain } from './compose.ts';
import { alternatives, inShort } from './phrases.ts';
import { readPolicy } from './read.ts';
import { meantWord } from './slips.ts';

/** Preset texts by name, as shipped under templates/policies. */
export type Presets = Readonly<Record<string, string>>;

/** The preset of a repository that names none: the runbook that keeps incidents as GitHub issues (003). */
export const DEFAULT_PRESET = 'github';

/** The preset that is none: a policy that begins with nothing. */
const NONE = 'none';

const parsed = new WeakMap<Presets, Map<string, Plain>>();

/** What a preset says; read once. Throws on a shipped preset that is broken (a bug) or not there. */
export function presetOf(presets: Presets, name: string): Plain {
  if (name === NONE) return {};
  const known = parsed.get(presets) ?? new Map<string, Plain>();
  parsed.set(presets, known);
  const found = known.get(name) ?? readPreset(presets, name);
  known.set(name, found);
  return found;
}

function readPreset(presets: Presets, name: string): Plain {
  const { written, problems } = readPolicy(presets[name] ?? '', name);
  if (written === null) throw new Error(`the shipped preset ${name} is broken: ${JSON.stringify(problems)}`);
  return written;
}

/** The preset of a chain: that of the nearest text that names one. `isKnown` false: there is none of that name, and `name` is a guess. */
export type Chosen = { readonly layers: readonly FileLayer[]; readonly name: string; readonly isKnown: boolean };

/** Chooses it, with a fault at its name where there is none such. */
export function choosePreset(presets: Presets, layers: readonly FileLayer[]): Chosen {
  const isLost = layers.some(({ leftOut }) => leftOut.some(([key]) => key === 'preset'));
  const by = layers.find(({ valid }) => typeof valid?.['preset'] === 'string');
  const name = String(by?.valid?.['preset'] ?? DEFAULT_PRESET);
  if (by === undefined || name === NONE || Object.hasOwn(presets, name)) return { layers, name, isKnown: !isLost };
  const names = [...new Set([DEFAULT_PRESET, ...Object.keys(presets), NONE])];
  const near = meantWord(name, names);
  const guess = near === null ? '' : ` Did you mean \`${near}\`?`;
  const message = `there is no preset \`${inShort(name)}\`; expected ${alternatives(names, 'or')}.${guess} Correct its name.`;
  const told = layers.map((layer) =>
    layer === by ? withFault(layer, { code: 'unknown-preset', message }, 'preset') : layer,
  );
  return { layers: told, name: near ?? DEFAULT_PRESET, isKnown: near !== null && !isLost };
}
