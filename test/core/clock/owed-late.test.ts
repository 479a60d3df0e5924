// A proper fix or a temporary one that is due and not done some time later either goes to the lead, as a follow-up does (issue 8: mentioned, then escalated).
import { expect, test } from 'vitest';
import type { DeadlineList } from '../../../src/core/incident/deadline-change.ts';
import { plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
/** Sunday 04:00, the incident; Tuesday noon, the date. */
const due = '2026-03-03T12:00:00Z';

function owing(list: DeadlineList, lines: string): Model {
  const policy = build.policyOf(
    `preset: github\nlevels: [{ name: P0, postmortem: { need: none } }]\n${lines}${build.mapped}`,
  );
  const model = new Model({}, policy);
  model.open();
  model.say(people.commander, '/ack');
  model.say(people.lead, '/close --force mended');
  const item = { id: 'hotfix-12', what: 'Retry the client', due, done: null, owner: people.reviewer };
  if (model.record !== null) model.record = { ...model.record, [list]: [item] };
  model.lookAt = due;
  return model;
}

const mentions = (model: Model) =>
  model.decisions
    .flatMap(({ effects }) => effects)
    .flatMap((effect) =>
      effect.kind === 'comment' && JSON.stringify(effect.message.data).includes('Retry the client')
        ? [effect.message.mentions]
        : [],
    );

test.each([
  {
    list: 'backfills',
    says: 'The proper fix was due and still does not replace the hotfix by reviewer: Retry the client',
  },
  { list: 'temporaryFixes', says: 'The temporary fix was to be removed and is still there' },
] as const)('of $list: its owner first, the lead a business day later, and nobody after that', ({ list, says }) => {
  const model = owing(list, '');
  model.until(plus(due, 'PT23H'));
  expect(mentions(model)).toEqual([['@reviewer']]);
  model.until(plus(due, 'PT400H'));
  expect(mentions(model)).toEqual([['@reviewer'], ['@acme/devops']]);
  expect(model.said.at(-1)?.body).toContain(says);
});

test.each(['backfills', 'temporaryFixes'] as const)('of %s: to nobody where the policy says so', (list) => {
  const model = owing(list, 'postmortem: { escalate_after: null }\n');
  model.until(plus(due, 'PT400H'));
  expect(mentions(model)).toEqual([['@reviewer']]);
});
