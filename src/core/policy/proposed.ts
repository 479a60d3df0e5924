// A policy that is proposed, judged as the app would: its problems, what to look at though it is sound, and what it changes for incidents.
import type { PolicyFile } from '../facts.ts';
import { onCallHints } from '../oncall/hints.ts';
import { swapsBetween } from '../oncall/swaps.ts';
import { swapsInWords } from '../oncall/swaps-in-words.ts';
import { type PolicyChange, policyDiff } from './diff.ts';
import { plannedKeys } from './planned.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { type Bases, type Presets, policyFrom, problemsIn } from './policy-from.ts';
import { readLayer } from './read.ts';
import { rolesNamed } from './rules/roles.ts';
import { unreached } from './unreached.ts';

/** A policy file with what it lies over, as far as that could be read. */
export type WithBases = { readonly file: PolicyFile; readonly bases: Bases };

/** `missing`: a base that is not at hand, as `owner/repository:path`. `changes` null: one of the two is not sound, or not whole. */
export type Proposed = {
  readonly problems: readonly PolicyProblem[];
  readonly missing: string | null;
  readonly hints: readonly string[];
  readonly changes: readonly PolicyChange[] | null;
};

/** Never throws on what a team wrote. */
export function proposed(presets: Presets, before: WithBases, after: WithBases): Proposed {
  const { problems, missing } = faultsOf(presets, after);
  const was = soundPolicy(presets, before);
  const is = soundPolicy(presets, after);
  if (is === null) return { problems, missing, hints: [], changes: null };
  const swaps = was === null ? [] : swapsBetween(was, is);
  return {
    problems,
    missing,
    hints: [...hintsOf(is), ...plannedOf(after.file), ...(swaps.length === 0 ? [] : swapsInWords(swaps))],
    changes: was === null ? null : policyDiff(was, is),
  };
}

function faultsOf(presets: Presets, { file, bases }: WithBases): Pick<Proposed, 'problems' | 'missing'> {
  if (file.text === null) return { problems: [], missing: null };
  const { problems, needs } = problemsIn(presets, file, bases);
  return { problems, missing: needs };
}

function soundPolicy(presets: Presets, { file, bases }: WithBases): Policy | null {
  const { policy, problems, needs } = policyFrom(presets, file, null, bases);
  return problems.length === 0 && needs === null ? policy : null;
}

function hintsOf(policy: Policy): readonly string[] {
  const nobody = unreached(policy);
  return [...(nobody === null ? [] : [nobody]), ...onCallHints(policy, rolesNamed(policy))];
}

function plannedOf({ text }: PolicyFile): readonly string[] {
  const keys = plannedKeys(readLayer(text ?? '', 'later').valid ?? {});
  if (keys.length === 0) return [];
  return [`Not acted on yet: ${keys.map(({ path, capability }) => `${path} (${capability})`).join(', ')}.`];
}
