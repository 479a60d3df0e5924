/** Mutations that put issues below others. */
import { findRepository } from '../../state/repositories.ts';
import { addSubIssue, removeSubIssue } from '../../state/sub-issues.ts';
import { optionalText, text } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { seesIssue } from '../rights.ts';
import { type Args, type Context, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { issueIn } from './subject.ts';

/** Mutations of sub-issues. */
export const subIssueMutations: Mutations = {
  addSubIssue: (input, context) => {
    const child = childIn(input, context);
    const parent = issueIn(input, 'issueId', context);
    const issue = addSubIssue(context.store, context.actor, parent, child, input['replaceParent'] === true);
    return { issue: thing('Issue', issue), subIssue: thing('Issue', child) };
  },
  removeSubIssue: (input, context) => {
    const child = issueIn(input, 'subIssueId', context);
    const issue = removeSubIssue(context.store, context.actor, issueIn(input, 'issueId', context), child);
    return { issue: thing('Issue', issue), subIssue: thing('Issue', child) };
  },
};

/** By its id or its page. */
function childIn(input: Args, context: Context) {
  if (optionalText(input, 'subIssueId') !== undefined) return issueIn(input, 'subIssueId', context);
  const url = text(input, 'subIssueUrl');
  const [, owner = '', name = '', number = ''] = /\/([\w.-]+)\/([\w.-]+)\/issues\/(\d+)$/.exec(url) ?? [];
  const repository = findRepository(context.store, owner, name)?.repository;
  const found = [...context.store.issues.values()].find(
    (one) => one.repositoryId === repository?.id && one.number === Number(number) && seesIssue(context, one),
  );
  if (found === undefined) throw new Failure('NOT_FOUND', `Could not resolve to an Issue with the url of '${url}'.`);
  return found;
}
