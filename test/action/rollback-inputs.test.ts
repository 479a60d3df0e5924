// Which of its two steps `action/rollback` is, and whom it reports to.
import { describe, expect, test } from 'vitest';
import { rollbackInputs } from '../../action/rollback/inputs.ts';

const first = { INPUT_INCIDENT: '12', 'INPUT_RUN-KEY': 'by hand' };
const last = { ...first, INPUT_DEPLOYMENT: '7' };

describe('the last step', () => {
  test.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['cancelled', 'error'],
  ])('of a job with %s marks %s', (result, state) => {
    expect(rollbackInputs({ ...last, INPUT_RESULT: result })).toEqual({
      ...{ phase: 'end', deployment: 7, state, reportTo: 12 },
    });
  });

  test.each([
    ['another result', { ...last, INPUT_RESULT: 'skipped' }, 'success, failure or cancelled is expected'],
    ['no deployment', { ...first, INPUT_RESULT: 'success' }, 'deployment is empty'],
    ['text for a number', { ...last, INPUT_RESULT: 'success', INPUT_DEPLOYMENT: '7; rm' }, 'A number is expected'],
  ])('with %s is red', (_what, env, says) => {
    expect(() => rollbackInputs(env)).toThrow(says);
  });
});

describe('the first step', () => {
  test('takes nothing for the policy’s own', () => {
    expect(rollbackInputs({ INPUT_VERSION: ' ', INPUT_ENVIRONMENT: '' })).toEqual({
      ...{ phase: 'begin', to: null, environment: null, incident: null, reportTo: null, unmerged: false },
    });
  });

  test.each([
    ['by hand', 'by hand', 12],
    ['by the incident, which follows it', 'firebreak-12-3500000001', null],
    ['by another incident', 'firebreak-1-3500000001', 12],
    ['with a name that only begins like one', 'firebreak-12-1 or so', 12],
  ])('that was started %s', (_how, key, reportTo) => {
    expect(rollbackInputs({ ...first, 'INPUT_RUN-KEY': key })).toMatchObject({ incident: 12, reportTo });
  });

  test('takes no other word for true', () => {
    expect(() => rollbackInputs({ INPUT_UNMERGED: 'yes' })).toThrow('true or false is expected');
  });
});
