// What is said where there is no changed policy to judge: known without reading one.
import { inert } from '../markdown/inert.ts';
import type { CheckOutput } from './check-output.ts';

/** The check run `firebreak / policy` of a pull request that changes nothing of the policy. */
export const noPolicy: CheckOutput = {
  conclusion: 'success',
  title: 'The policy is not changed',
  summary: 'This pull request does not change the policy.',
  batches: [],
};

/** Of a group in the merge queue: nothing is proposed there. */
export const policyBeforeTheQueue: CheckOutput = {
  conclusion: 'success',
  title: 'Judged before the merge queue',
  summary: 'Policies are judged on their pull requests, before the merge queue.',
  batches: [],
};

/** GitHub does not let it be read: that is not known is no success. `why` is GitHub's. */
export function policyUnread(why: string): CheckOutput {
  return {
    conclusion: 'neutral',
    title: 'The policy could not be read',
    summary: `GitHub does not let the policy of this pull request be read: ${inert(why, { max: 300 })} Look at it by hand, or push again.`,
    batches: [],
  };
}
