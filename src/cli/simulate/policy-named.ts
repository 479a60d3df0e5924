/** The policy to simulate: a shipped preset by name, or a file. */

import type { Policy } from '../../core/policy/policy.ts';
import { policyFrom } from '../../core/policy/policy-from.ts';
import { DEFAULT_PRESET, type Presets } from '../../core/policy/presets.ts';
import { basesOf, judge, missingBase, presetNamed, problemLine } from '../policy/file.ts';
import { type Terminal, WrongUse } from '../verb.ts';

/** The policy that `--preset` or `--policy` names, or the default preset; null when its file has problems, which were printed. */
export async function policyNamed(
  { preset, policy: path, base }: Readonly<Record<string, string>>,
  presets: Presets,
  terminal: Terminal,
): Promise<Policy | null> {
  if (preset !== undefined && path !== undefined) throw new WrongUse('only one of --preset and --policy is possible.');
  if (path === undefined) return presetOf(presetNamed(preset ?? DEFAULT_PRESET, presets), presets);
  const judged = await judge(path, basesOf(base), presets, terminal);
  for (const problem of judged.problems) terminal.complain(problemLine(problem));
  if (judged.missing !== null) terminal.complain(missingBase(judged));
  return judged.policy;
}

function presetOf(name: string, presets: Presets): Policy {
  return policyFrom(presets, { source: '--preset', version: name, text: `preset: ${name}\n` }, null).policy;
}
