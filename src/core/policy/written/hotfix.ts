// The hotfix lane: what its branch and pull request are called, what its gate asks for, and how a temporary fix is marked.
import * as z from 'zod';
import { fixNeeds } from '../../hotfix/fix-needs.ts';
import { duration, line, lines, roleNames, section, span } from './keys.ts';

/** A branch with places in it; those are told apart because each is there once, and something stands between them. */
const hotfixBranch = z.string().min(1).max(100).refine(isBranchPattern, {
  error:
    'expected the name of a branch with {number} or {slug} in it, each at most once and not side by side, such as hotfix/incident-{number}',
});

function isBranchPattern(pattern: string): boolean {
  const places = pattern.match(/\{[^{}]*\}/g) ?? [];
  if (places.length === 0 || new Set(places).size !== places.length || pattern.includes('}{')) return false;
  if (!places.every((place) => place === '{number}' || place === '{slug}')) return false;
  const name = pattern.replace(/\{(?:number|slug)\}/g, '1');
  return /^\w[\w.-]*(?:\/\w[\w.-]*)*$/.test(name) && !/\.\.|\.$|\.lock(?:\/|$)/.test(name);
}

/** The name of a check as branch rules have it. */
const checkName = z
  .string()
  .max(200)
  .refine(
    (name) => name.trim() === name && name !== '' && !/[\r\n]/.test(name),
    'expected the name of a check, such as test',
  )
  .refine(
    (name) => !name.startsWith('firebreak / '),
    'expected a check that tests something: those of the app itself do not',
  );

/** Whether a text has the place once, and begins with words, by which it is found. */
function hasOnce(place: string): (text: string) => boolean {
  return (text) => {
    const [before = '', ...after] = text.split(place);
    return after.length === 1 && before.trim() !== '';
  };
}

/** What decides which code is installed, in the package managers that many use. */
const LOCKFILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'Gemfile.lock',
  'Cargo.lock',
  'composer.lock',
  'go.sum',
  'gradle.lockfile',
  'packages.lock.json',
  'mix.lock',
  'Package.resolved',
  'Podfile.lock',
  'pubspec.lock',
];

export const hotfix = section({
  branch: hotfixBranch
    .default('hotfix/incident-{number}')
    .describe(
      'The branch that is made: `{number}` is the incident’s, `{slug}` a few words on it. One of them, once each.',
    ),
  also_accepts: z.array(hotfixBranch).max(10).default([]).describe('Other patterns that count.'),
  title: line.default('HOTFIX: {summary}').describe('The title of the pull request.'),
  base: z.string().max(100).nullable().default(null).describe('Default: the default branch.'),
  max_changed_lines: z.number().int().positive().max(100_000).default(200).describe('A larger change is no hotfix.'),
  forbidden_paths: z
    .array(z.string().min(1).max(200))
    .max(60)
    .default(['/.github', 'CODEOWNERS', '.gitattributes', '.gitmodules', ...LOCKFILES])
    .describe(
      'Files and folders that no hotfix changes, since they decide what is tested, shown and installed: they go the ordinary way. Names as in `rollback.risky_paths`.',
    ),
  tests: z
    .array(checkName)
    .max(20)
    .default([])
    .describe(
      'Names of checks that must have succeeded on the head, skipped ones never do: besides what the branch rules require. Without any, the branch rules must require at least one.',
    ),
  skipped: z
    .enum(['wait', 'pass'])
    .default('wait')
    .describe(
      'What a required check comes to that was skipped or ended neutral: GitHub lets it pass. At least one required check must have succeeded, whatever this says.',
    ),
  reviewers: z
    .enum(['synchronous'])
    .default('synchronous')
    .describe('It is reviewed before it is merged, always: nothing else may be written here.'),
  approvals: z
    .number()
    .int()
    .min(1)
    .max(5)
    .default(1)
    .describe(
      'How many people must have approved this very head, who may write to the repository and wrote none of it.',
    ),
  forks: z
    .enum(['refuse', 'maintainer'])
    .default('refuse')
    .describe(
      'A hotfix from a fork is refused, or needs the approval of its very head by somebody who maintains the repository.',
    ),
  review_by: roleNames
    .default([])
    .describe(
      'Roles that are asked for the review where nobody owns the code that is changed. Without any: whoever is paged first.',
    ),
  review_within: duration.default('PT15M').describe('Without a review by then, the next step of the ladder is told.'),
  only_if_no_rollback: z.boolean().default(false).describe('It is recorded why rollback was not viable.'),
  rollback_ready: z.boolean().default(true).describe('A known rollback target is needed before it deploys.'),
  requires: lines
    .default([])
    .describe('What must have been done, in the words of the runbook. Tests are never optional.'),
  merge: z.enum(['squash', 'merge', 'rebase']).default('squash').describe('How it is merged.'),
  auto_merge: z.boolean().default(false).describe('It is merged as soon as everything required has passed.'),
  delete_branch: z.boolean().default(false).describe('The branch goes when it is merged.'),
  commit: line
    .default('hotfix: {summary} (Refs #{number})')
    .describe('`Refs`, not `Fixes`: a merge does not end the monitoring.'),
  body: line.default('Refs #{number}').describe('What the pull request says.'),
  steps: lines.default([]).describe('How a hotfix goes, in the words of the runbook.'),
  backfill_within: span.nullable().default(null).describe('The proper fix replaces it so long after the resolution.'),
  backfill_steps: lines.default([]).describe('What the proper fix needs.'),
  backfill_needs: z
    .array(z.enum(fixNeeds))
    .max(fixNeeds.length)
    .default(['cause', 'reproduction-test', 'rollback-plan', 'temporary-fixes'])
    .describe(
      'What the check `firebreak / hotfix` asks of the pull request that closes the issue of a proper fix, beside tests and a review. Empty: nothing, it is an ordinary pull request.',
    ),
});

export const temporaryFix = section({
  marker: line
    .refine(hasOnce('{what}'), 'expected {what}, once, with words before it')
    .default('INCIDENT FIX: {what} (REMOVE AFTER INCIDENT)')
    .describe('The comment that marks one in the code; `{what}` is what it does.'),
  ticket: line
    .refine(hasOnce('{number}'), 'expected {number}, once, with words before it')
    .default('Ticket: INC-{number}')
    .describe('What that comment also says, in the same line or in one of the next two; `{number}` is the incident’s.'),
  remove_within: span.nullable().default(null).describe('It is gone so long after the resolution.'),
  removal_steps: lines.default([]).describe('How it is removed.'),
});
