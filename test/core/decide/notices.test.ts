// What the card says of a policy that was not read.
import { describe, expect, test } from 'vitest';
import { withNotices } from '../../../src/core/decide/notices.ts';
import { notRead } from '../../../src/core/policy/not-read.ts';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

describe('a policy file that was not read', () => {
  const source = 'acme/shop/.github/firebreak.yml';
  const good = { source, version: 'v1', text: build.mapped };

  test.each([
    { name: 'a good one is known', lastGood: good, force: 'the last good policy' },
    { name: 'none is known', lastGood: null, force: 'the built-in policy' },
  ])('$name: which one is in force, why, and what to do; not that it is gone', ({ lastGood, force }) => {
    const policyFile = notRead(source, 'refused');
    const { policy, problems } = policyFrom(build.shipped.policies, policyFile, lastGood);
    const facts = build.facts({ policyFile });
    const situation = build.situation(build.look(), { policy, policyProblems: problems, facts });
    const [notice] = withNotices(build.anIncident(), situation).notices;
    expect(notice?.text).toBe(
      `${source} was not read, so ${force} is in force. GitHub refused to give it. Let the app (or the workflow) read the contents of that repository.`,
    );
  });
});

test('whom GitHub did not assign to is told of in one line of the card, without a comment, as long as they lead', () => {
  const model = new Model();
  model.unassignable.add('lead');
  model.open();
  const { length } = model.said;
  model.say(build.people.responder, '/ic @lead');
  expect(model.card.match(/GitHub did not assign this issue to lead, probably .*no access.*comment/g)).toHaveLength(1);
  model.say(build.people.responder, '/note seen');
  expect(model.record?.notices.filter(({ key }) => key === 'unassigned')).toHaveLength(1);
  expect(model.said.slice(length).filter(({ body }) => body.includes('did not assign'))).toEqual([]);
  model.say(build.people.responder, '/ic @commander');
  expect(model.card).not.toContain('did not assign');
});
