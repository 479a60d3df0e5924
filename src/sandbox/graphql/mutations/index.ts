/** The mutations the sandbox implements. */
import { object, optionalText } from '../arguments.ts';
import type { Args, Context, Fields } from '../things.ts';
import { branchMutations } from './branch.ts';
import { checkRunMutations } from './check-run.ts';
import { commentMutations } from './comment.ts';
import { commitMutations } from './commit.ts';
import { issueMutations } from './issue.ts';
import { labelMutations } from './label.ts';
import { pullRequestMutations } from './pull-request.ts';
import { reviewMutations } from './review.ts';
import { subIssueMutations } from './sub-issue.ts';

/** Mutations by name: from the `input` to the fields of the payload. */
export type Mutations = Readonly<Record<string, (input: Args, context: Context) => Payload | Promise<Payload>>>;

type Payload = Readonly<Record<string, unknown>>;

const mutations: Mutations = {
  ...issueMutations,
  ...labelMutations,
  ...commentMutations,
  ...commitMutations,
  ...pullRequestMutations,
  ...reviewMutations,
  ...subIssueMutations,
  ...checkRunMutations,
  ...branchMutations,
};

/** Fields of `Mutation`. */
export const mutationFields: Fields<unknown> = Object.fromEntries(
  Object.entries(mutations).map(([name, mutate]) => [
    name,
    (_root: unknown, args: Args, context: Context) => run(mutate, args, context),
  ]),
);

async function run(mutate: Mutations[string], args: Args, context: Context): Promise<Payload> {
  const input = object(args, 'input');
  return { clientMutationId: optionalText(input, 'clientMutationId') ?? null, ...(await mutate(input, context)) };
}
