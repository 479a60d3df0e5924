// What is offered while the cause is not mended (`S002-17`): the pull requests whose revert keeps the bad version away, each a click from its own.
import type { Operation } from '../incident/operation.ts';
import { pullsToRevert } from '../mitigation/to-revert.ts';
import type { Draft } from './draft.ts';
import { asMayBeShown } from './security.ts';

/** Their addresses; none where details of the incident are not shown. */
export function revertsOf({ incident, situation }: Draft, operation: Operation): readonly string[] {
  const repository = situation.facts.issue?.url.replace(/\/issues\/\d+$/, '') ?? '';
  const isHidden = asMayBeShown(incident, situation) !== incident;
  return isHidden ? [] : pullsToRevert(incident, operation).map((number) => `${repository}/pull/${number}`);
}
