/** What `firebreak init` would do in a place: the policy there or a new one, the files that follow from it, and what of them is there. */
import type { PolicyFile } from '../../core/facts.ts';
import { type ComparedFile, compareFiles } from '../../core/installation/compare-files.ts';
import type { InstallTexts } from '../../core/installation/install-texts.ts';
import { POLICY_FILE } from '../../core/installation/paths.ts';
import { pagedRoles, policyText } from '../../core/installation/policy-text.ts';
import { wantedFiles } from '../../core/installation/wanted-files.ts';
import { withEverybody } from '../../core/oncall/hints.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { policyFrom } from '../../core/policy/policy-from.ts';
import type { Shipped } from '../../shell/templates/shipped.ts';
import { problemLine } from '../policy/file.ts';
import { presetPolicy } from '../policy-show.ts';
import { WrongUse } from '../verb.ts';
import type { World } from '../world.ts';
import { type Choice, presetFor } from './choice.ts';
import type { Source } from './source.ts';

export interface Plan {
  readonly policy: Policy;
  readonly files: readonly ComparedFile[];
  /** Roles that are paged or told and that nobody is. */
  readonly unmapped: readonly string[];
}

type Parts = {
  readonly choice: Choice;
  readonly shipped: Shipped;
  readonly texts: InstallTexts;
  readonly world: World;
};

/** Throws `WrongUse` where the policy that is there, or that would be written, has problems. */
export async function planFor(source: Source, { choice, shipped, texts, world }: Parts): Promise<Plan> {
  const there = (await source.read([POLICY_FILE]))[POLICY_FILE] ?? null;
  const preset = there !== null && choice.preset === null ? null : await presetFor(choice, shipped.policies, world);
  const written =
    preset === null
      ? (there ?? '')
      : policyText(
          texts.policy,
          { ...choice, preset, runs: choice.actions !== null },
          presetPolicy(preset, shipped.policies),
        );
  // A policy that is there is in force, whatever was asked for.
  const policy = await soundPolicy(source, there ?? written, shipped);
  const wanted = wantedFiles({ texts, form: shipped.form, policyText: written, policy, ...choice });
  const found = await source.read(wanted.map(({ path }) => path));
  return { policy, files: compareFiles(wanted, found), unmapped: unmappedIn(policy) };
}

async function soundPolicy(source: Source, text: string, { policies }: Shipped): Promise<Policy> {
  const file: PolicyFile = { source: source.policyName, version: 'init', text };
  const bases: Record<string, PolicyFile | null> = {};
  let tried = policyFrom(policies, file, null, bases);
  while (tried.needs !== null) {
    bases[tried.needs] = await source.base(tried.needs);
    tried = policyFrom(policies, file, null, bases);
  }
  if (tried.problems.length === 0) return tried.policy;
  throw new WrongUse(
    `the policy is not sound, and everything else follows from it:\n${tried.problems.map(problemLine).join('\n')}`,
  );
}

function unmappedIn(written: Policy): readonly string[] {
  const policy = withEverybody(written);
  return pagedRoles(policy).filter((role) => (policy.people[role] ?? []).length === 0);
}
