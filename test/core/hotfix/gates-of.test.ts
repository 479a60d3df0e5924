// Which gates a pull request has for a workflow run: a record that an app keeps has the only word, and elsewhere a title and a branch only ask for more.
import { expect, test } from 'vitest';
import { gatesOf, judgeGate, type NamedPull, type Records } from '../../../src/core/hotfix/gates-of.ts';
import * as build from '../../support/builders.ts';
import { answerHotfix, hotfixAsked } from '../../support/hotfix-model.ts';
import { facts } from './facts.ts';

const policy = build.policyOf('preset: github\n');
const pull: NamedPull = {
  number: 12,
  title: 'HOTFIX: Retry',
  body: '',
  branch: 'hotfix/incident-7',
  repository: 'acme/shop',
  closes: [],
};
const incident = build.anIncident();
const none: Records = { kept: [], unread: new Set() };

/** An incident that has #12 in its lane. */
const laned = () => {
  const model = hotfixAsked('Retry because="the migration"');
  answerHotfix(model);
  return model.record ?? incident;
};

test.each([
  { name: 'nobody knows of', records: none, gates: [] },
  { name: 'an app keeps, with an empty lane', records: kept(incident, true), gates: [] },
  { name: 'an app keeps, with it in its lane', records: kept(laned(), true), gates: ['hotfix'] },
  { name: 'workflow runs keep', records: kept(incident, false), gates: ['hotfix'] },
  { name: 'has no record that may be believed', records: { kept: [], unread: new Set([7]) }, gates: ['hotfix'] },
  { name: 'is another', records: { kept: [], unread: new Set([8]) }, gates: [] },
])('a pull request by hand of an incident that $name has these gates: $gates', ({ records, gates }) => {
  expect(gatesOf(pull, records, policy).map(({ of }) => of)).toEqual(gates);
});

test('what follows no pattern is no hotfix of an incident that workflow runs keep', () => {
  for (const other of [{ title: 'Retry' }, { branch: 'retry' }])
    expect(gatesOf({ ...pull, ...other }, kept(incident, false), policy)).toEqual([]);
});

test('S000-22 why no rollback would do is taken from the text where no command takes it', () => {
  const seen = (body: string) => {
    const [gate] = gatesOf({ ...pull, body }, kept(incident, false), policy);
    return gate?.of === 'hotfix' ? gate.seen : null;
  };
  expect(seen('Refs #7\nNo rollback because: the migration cannot be undone')).toMatchObject({
    incident: 7,
    pulls: [12],
    whyNoRollback: 'the migration cannot be undone',
  });
  expect(seen('> No rollback because: of this')).not.toMatchObject({ whyNoRollback: 'of this' });
});

test('S002-27 what closes the issue of a proper fix has its gate, where the policy has one', () => {
  const issue = { number: 30, url: 'https://github.test/acme/shop/issues/30' };
  const owed = { id: 'b1', what: 'Do it properly', due: build.minute(60), done: null, issue };
  const record = { ...incident, backfills: [owed] };
  const gates = gatesOf({ ...pull, branch: 'proper', closes: [30] }, kept(record, true), policy);
  expect(gates.map(({ of }) => of)).toEqual(['proper-fix']);
  const withGate = { ...policy, hotfix: { ...policy.hotfix, backfillNeeds: ['cause' as const] } };
  const without = { ...policy, hotfix: { ...policy.hotfix, backfillNeeds: [] } };
  for (const gate of gates) {
    expect(judgeGate(gate, facts(), withGate)?.conclusion).toBe('failure');
    expect(judgeGate(gate, facts(), without)).toBeNull();
  }
});

function kept(record: typeof incident, lane: boolean): Records {
  return { kept: [{ record, lane }], unread: new Set() };
}
