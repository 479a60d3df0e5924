/** Mutations of check runs: for apps only, each changes its own. */
import { checkedCommit } from '../../pulls/checked-commit.ts';
import { type CheckAnnotation, checkConclusions, checkStatuses } from '../../state/check.ts';
import { type CheckRunInput, createCheckRun, demandChecks, updateCheckRun } from '../../state/checks.ts';
import { Refusal } from '../../state/refusal.ts';
import { object, objects, optionalNumber, optionalText, text } from '../arguments.ts';
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
  if (Array.isArray(output['images']) && output['images'].length > 0) throw notImplemented('CheckRunOutput.images');
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
    annotations: objects(output, 'annotations').map(annotationOf),
  };
}

function annotationOf(given: Args): CheckAnnotation {
  const location = object(given, 'location');
  const level = text(given, 'annotationLevel').toLowerCase();
  return {
    path: text(given, 'path'),
    startLine: optionalNumber(location, 'startLine') ?? 1,
    endLine: optionalNumber(location, 'endLine') ?? 1,
    startColumn: optionalNumber(location, 'startColumn') ?? null,
    endColumn: optionalNumber(location, 'endColumn') ?? null,
    level: level === 'failure' || level === 'warning' ? level : 'notice',
    message: text(given, 'message'),
    title: optionalText(given, 'title') ?? null,
    rawDetails: optionalText(given, 'rawDetails') ?? null,
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
