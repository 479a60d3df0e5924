// How far a mitigation brought the service back (S002-20): full, partial, degraded, maintenance.
import { expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

function declared(preset: string): Model {
  const policy = build.policyOf(`preset: ${preset}\n${build.mapped}`);
  const model = new Model({ labelled: ['incident', policy.levels.at(-1)?.name ?? ''] }, policy);
  model.open();
  model.say(build.people.commander, '/ack');
  return model;
}

test.each([
  ['full', 'Full restore: rollback works, back to normal'],
  ['partial', 'Partial restore: core features work, edge cases broken'],
  ['degraded', 'Degraded mode: limited functionality, clear messaging'],
  ['maintenance', 'Maintenance mode: system down, but communicating status'],
])('S002-20 outcome=%s is on record and on the card, in the words of the policy', (outcome, words) => {
  const model = declared('sev');
  model.say(build.people.commander, `/status mitigating outcome=${outcome} as far as we know`);
  expect(model.record).toMatchObject({ status: 'mitigating', outcome });
  expect(model.card).toContain(`| **Restored** | ${words} |`);
  expect(model.record?.timeline.map(({ text }) => text)).toContain(`Outcome of the mitigation: ${outcome}`);
});

test('it can be said again in the same status, without words of the policy, and ends when it is reopened', () => {
  const model = declared('github');
  model.say(build.people.commander, '/status mitigating outcome=partial');
  model.say(build.people.commander, '/status mitigating outcome=full');
  expect(model.card).toContain('| **Restored** | full |');
  model.say(build.people.lead, '/close --force it is over');
  model.say(build.people.lead, '/reopen it is back');
  expect(model.record?.outcome).toBeUndefined();
});

test('another word is refused with those there are', () => {
  const model = declared('sev');
  model.say(build.people.commander, '/status mitigating outcome=fine');
  expect(model.record?.status).not.toBe('mitigating');
  expect(model.said.at(-1)?.body).toContain('One of `full`, `partial`, `degraded` and `maintenance`');
});
