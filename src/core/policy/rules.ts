// Checks across keys that a schema cannot say, each a small named rule.
import type { Policy } from './policy.ts';
import { deploymentIsNamed, inputsAreTyped } from './rules/actions.ts';
import { fallbackIsInternal, noSecrets, unspokenIsPlain } from './rules/channels.ts';
import { incidentLabelIsKnown, labelsDiffer, labelsFit, titlesTellLevels } from './rules/labels.ts';
import {
  firstStepWaitsForNone,
  laddersGoUp,
  ranksDiffer,
  someLevel,
  ticketsFreezeNothing,
  windowsAreWide,
} from './rules/levels.ts';
import { onCallRules } from './rules/on-call.ts';
import { peopleAreFew } from './rules/people.ts';
import {
  commandsAreThere,
  familiesAreThere,
  itemsAreThere,
  levelsAreThere,
  mitigationIsNotHeld,
  statusesAreThere,
} from './rules/references.ts';
import { rolesAreNoSlips } from './rules/roles.ts';
import type { AlsoNamed, Rule, Violation } from './rules/rule.ts';
import {
  aliasesAreNew,
  errorRateHasLimit,
  hoursAreHours,
  phasesFollow,
  quietHoursEnd,
  sharesAreShares,
  skippedAreNoTests,
  statusWordsAreNew,
  zoneIsKnown,
} from './rules/times.ts';

/** To add one, write it and add its row; the reference lists them. That names and ids differ is looked at when a text is read (`twice.ts`). */
export const rules: readonly Rule[] = [
  someLevel,
  ranksDiffer,
  windowsAreWide,
  laddersGoUp,
  ticketsFreezeNothing,
  firstStepWaitsForNone,
  incidentLabelIsKnown,
  labelsDiffer,
  labelsFit,
  titlesTellLevels,
  hoursAreHours,
  quietHoursEnd,
  zoneIsKnown,
  phasesFollow,
  aliasesAreNew,
  statusWordsAreNew,
  errorRateHasLimit,
  skippedAreNoTests,
  sharesAreShares,
  levelsAreThere,
  statusesAreThere,
  commandsAreThere,
  itemsAreThere,
  mitigationIsNotHeld,
  familiesAreThere,
  inputsAreTyped,
  deploymentIsNamed,
  rolesAreNoSlips,
  peopleAreFew,
  ...onCallRules,
  unspokenIsPlain,
  fallbackIsInternal,
  noSecrets,
];

export type Broken = Violation & { readonly code: string };

/** Every violated rule; empty when the policy is sound. `isWhole` false: something it lies over is not there, so what may be in it is not asked for. */
export function checkRules(policy: Policy, also: AlsoNamed = () => [], isWhole = true): readonly Broken[] {
  return rules
    .filter(({ needsAll }) => isWhole || needsAll !== true)
    .flatMap(({ code, check }) => check(policy, also).map((violation) => ({ ...violation, code })));
}
