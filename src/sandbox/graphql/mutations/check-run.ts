/** Mutations of check runs: for apps only, each changes its own. */
import { checkedCommit } from '../../pulls/checked-commit.ts';
import { checkConclusions, checkStatuses } from '../../state/check.ts';
import { type CheckRunInput, createCheckRun, demandChecks, updateCheckRun } from '../../state/checks.ts';
import { Refusal } from '../../state/refusal.ts';
import { object, optionalText, text } from '../arguments.ts';
import { notImplemented } from '../failure.ts';
import { type Args, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { checkRunIn, repositoryIn } from './subject.ts';

/** Mutations of check runs. */
export const checkRunMutations: Mutations = {
  createCheckRun: async (input, context) => {
    const { store, actor } = context;
    const repository = repositoryIn(input, 'repositoryId', context);
    const app = demandChecks(store, actor, repository);
    const checked = await checkedCommit(store, repository, text(input, 'headSha'));
    const run = createCheckRun(store, app, repository, { ...inputOf(input), name: text(input, 'name'), ...checked });
    return { checkRun: thing('CheckRun', run) };
  },
  updateCheckRun: (input, context) => {
    const { store, actor } = context;
    const repository = repositoryIn(input, 'repositoryId', context);
    demandChecks(store, actor, repository);
    const run = checkRunIn(input, 'checkRunId', repository, context);
    const name = optionalText(input, 'name');
    const changed = updateCheckRun(store, actor, run, { ...inputOf(input), ...(name === undefined ? {} : { name }) });
    return { checkRun: thing('CheckRun', changed) };
  },
};

function inputOf(input: Args): Omit<CheckRunInput, 'name'> {
  const output = object(input, 'output');
  for (const name of ['annotations', 'images'])
    if (Array.isArray(output[name]) && output[name].length > 0) throw notImplemented(`CheckRunOutput.${name}`);
  if (Array.isArray(input['actions']) && input['actions'].length > 0) throw notImplemented('CheckRunAction');
  const shown = {
    title: optionalText(output, 'title'),
    summary: optionalText(output, 'summary'),
    text: optionalText(output, 'text'),
  };
  return {
    status: named(checkStatuses, input, 'status'),
    conclusion: named(checkConclusions, input, 'conclusion'),
    externalId: optionalText(input, 'externalId'),
    detailsUrl: optionalText(input, 'detailsUrl'),
    startedAt: optionalText(input, 'startedAt'),
    completedAt: optionalText(input, 'completedAt'),
    output: shown,
  };
}

/** One of the sandbox's words; those that GitHub has besides are a loud refusal. */
function named<T extends string>(known: readonly T[], input: Args, name: string): T | undefined {
  const asked = optionalText(input, name)?.toLowerCase();
  if (asked === undefined) return undefined;
  const found = known.find((one) => one === asked);
  if (found === undefined) throw new Refusal(501, `The sandbox does not implement ${name} ${asked}.`);
  return found;
}
