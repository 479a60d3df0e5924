// `/changes staging` (S001-33): what was deployed to another environment is told; card and rollback go by the policy's.
import { expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { afterDeployment, deployed, now, startsOf } from '../../support/rolling.ts';
import { deployment, shaOf } from '../mitigation/deployments.ts';

const { responder } = build.people;
const staged = { ...deployment('e', now - 11), id: 'D_staging', environment: 'staging' };
const said = (model: ReturnType<typeof afterDeployment>) => model.said.at(-1)?.body ?? '';

function inStaging(environment = 'staging') {
  const model = afterDeployment();
  const kept = model.record?.changes;
  const past = { ...deployed, environment, deployments: [staged, ...deployed.deployments] };
  model.past = past;
  return { model, kept };
}

test('looks at that environment', () => {
  const { model } = inStaging();
  model.say(responder, '/changes staging');
  expect(said(model)).toMatch(/of `staging` looked at/);
  expect(said(model)).toContain(`Live: ${'`'}v${now - 11}${'`'} ${'`'}${shaOf('e').slice(0, 7)}${'`'}`);
});

test('the card keeps what changed in the policy’s environment', () => {
  const { model, kept } = inStaging();
  model.say(responder, '/changes staging');
  expect(model.record?.changes).toEqual(kept);
});

test('the policy’s environment by its name is what is looked at without one', () => {
  const { model, kept } = inStaging('production');
  model.say(responder, '/changes production');
  expect(model.record?.changes).toMatchObject({ environment: 'production' });
  expect(model.record?.changes?.considered).toBeGreaterThanOrEqual(kept?.considered ?? 0);
});

test('what is known of one environment decides no rollback of another in the same comment', () => {
  const { model } = inStaging();
  model.say(responder, '/changes staging\n/rollback');
  expect(startsOf(model)).toEqual([]);
  expect(said(model)).toMatch(/could not be asked/);
});
