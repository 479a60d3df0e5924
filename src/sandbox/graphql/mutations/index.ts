/** The mutations the sandbox implements. */
import { object, optionalText } from '../arguments.ts';
import type { Args, Context, Fields } from '../things.ts';
import { commentMutations } from './comment.ts';
import { issueMutations } from './issue.ts';
import { labelMutations } from './label.ts';

/** Mutations by name: from the `input` to the fields of the payload. */
export type Mutations = Readonly<Record<string, (input: Args, context: Context) => Readonly<Record<string, unknown>>>>;

const mutations: Mutations = { ...issueMutations, ...labelMutations, ...commentMutations };

/** Fields of `Mutation`. */
export const mutationFields: Fields<unknown> = Object.fromEntries(
  Object.entries(mutations).map(([name, mutate]) => [
    name,
    (_root: unknown, args: Args, context: Context) => run(mutate, args, context),
  ]),
);

function run(mutate: Mutations[string], args: Args, context: Context): Readonly<Record<string, unknown>> {
  const input = object(args, 'input');
  return { clientMutationId: optionalText(input, 'clientMutationId') ?? null, ...mutate(input, context) };
}
