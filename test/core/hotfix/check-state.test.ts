// The words of GitHub for how far a check is; a word that is not known passes nothing.
import { expect, test } from 'vitest';
import { bearingOf, checkStates, runState, statusState } from '../../../src/core/hotfix/check-state.ts';

test.each([
  ['COMPLETED', 'SUCCESS', 'success'],
  ['completed', 'skipped', 'skipped'],
  ['COMPLETED', 'STARTUP_FAILURE', 'startup_failure'],
  ['COMPLETED', null, 'unknown'],
  ['COMPLETED', 'EXCELLENT', 'unknown'],
  ['IN_PROGRESS', null, 'in_progress'],
  ['IN_PROGRESS', 'SUCCESS', 'in_progress'],
  ['SUCCESS', 'SUCCESS', 'unknown'],
  ['PAUSED', null, 'unknown'],
])('a run that is %s with %s is %s', (status, conclusion, is) => {
  expect(runState(status, conclusion)).toBe(is);
});

test.each([
  ['SUCCESS', 'success'],
  ['expected', 'expected'],
  ['ERROR', 'error'],
  ['SKIPPED', 'unknown'],
])('a status that is %s is %s', (state, is) => {
  expect(statusState(state)).toBe(is);
});

test('of all states one passes, and two by the policy', () => {
  expect(checkStates.filter((state) => bearingOf(state) === 'passes')).toEqual(['success']);
  expect(checkStates.filter((state) => bearingOf(state) === 'by-policy')).toEqual(['neutral', 'skipped']);
  expect(bearingOf('unknown')).toBe('fails');
});
