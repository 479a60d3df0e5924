// Which policy is in force: the repository's when it is sound, else the last good one, else the built-in preset.
import type { PolicyFile } from '../facts.ts';
import { normalise } from './normalise.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { readPolicy } from './read.ts';
import { checkRules } from './rules.ts';
import type { WrittenPolicy } from './written.ts';

/** The preset of a repository that names none: the runbook that keeps incidents as GitHub issues (003). */
export const DEFAULT_PRESET = 'github';

export type PolicyInForce = {
  readonly policy: Policy;
  /** Why the file as it stands is not the policy in force; empty when it is. */
  readonly problems: readonly PolicyProblem[];
  /** The text to remember as the last good one; null when there is none. */
  readonly lastGood: PolicyFile | null;
};

/** Preset texts by name, as shipped under templates/policies. */
export type Presets = Readonly<Record<string, string>>;

/** Resolves the policy. Never throws on a team's text; throws on a shipped preset that is broken (a bug). */
export function policyFrom(presets: Presets, file: PolicyFile, lastGood: PolicyFile | null): PolicyInForce {
  if (file.text === null) return { policy: builtIn(presets), problems: [], lastGood: null };
  const tried = tryPolicy(presets, file);
  if (tried.policy !== null) return { policy: tried.policy, problems: [], lastGood: file };
  const before = lastGood === null ? null : tryPolicy(presets, lastGood).policy;
  return { policy: before ?? builtIn(presets), problems: tried.problems, lastGood };
}

/** The policy of a repository that has no file. */
export function builtIn(presets: Presets): Policy {
  return normalise(preset(presets, DEFAULT_PRESET), {}, { from: 'built-in', version: `built-in:${DEFAULT_PRESET}` });
}

function tryPolicy(presets: Presets, file: PolicyFile): { policy: Policy | null; problems: readonly PolicyProblem[] } {
  const read = readPolicy(file.text ?? '');
  if (read.written === null) return { policy: null, problems: read.problems };
  const name = read.written.preset ?? DEFAULT_PRESET;
  if (!Object.hasOwn(presets, name)) {
    return {
      policy: null,
      problems: [
        {
          line: 1,
          column: 1,
          code: 'unknown-preset',
          message: `there is no preset \`${name}\`; expected ${Object.keys(presets).join(', ')}.`,
        },
      ],
    };
  }
  const policy = normalise(preset(presets, name), read.written, { from: file.source, version: file.version });
  const broken = checkRules(policy);
  if (broken.length === 0) return { policy, problems: [] };
  return { policy: null, problems: broken.map((message) => ({ line: 1, column: 1, code: 'rule', message })) };
}

function preset(presets: Presets, name: string): WrittenPolicy {
  const read = readPolicy(presets[name] ?? '');
  if (read.written === null) throw new Error(`the shipped preset ${name} is broken: ${JSON.stringify(read.problems)}`);
  return read.written;
}
