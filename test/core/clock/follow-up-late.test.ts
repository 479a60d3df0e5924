// A follow-up that is due is mentioned to its owner, and when it is not done some time later to the lead: once each, and anew for another date.
import { describe, expect, test } from 'vitest';
import type { Deadline } from '../../../src/core/incident/record.ts';
import { plus } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
/** Sunday 04:00, the incident; Tuesday noon, the date. */
const due = '2026-03-03T12:00:00Z';

function owing(lines = '', over: Partial<Deadline> = {}): Model {
  const model = new Model(
    {},
    build.policyOf(`preset: github\nlevels: [{ name: P0, postmortem: { need: none } }]\n${lines}${build.mapped}`),
  );
  model.open();
  model.say(people.commander, '/ack');
  model.say(people.lead, '/close --force mended');
  model.say(people.commander, '/action Add an alert owner=@reviewer due=2026-03-03T12:00Z type=detect');
  if (model.record !== null)
    model.record = { ...model.record, followUps: model.record.followUps.map((item) => ({ ...item, ...over })) };
  return model;
}

const mentions = (model: Model) =>
  model.decisions
    .flatMap(({ effects }) => effects)
    .flatMap((effect) =>
      effect.kind === 'comment' && JSON.stringify(effect.message.data).includes('follow-up')
        ? [effect.message.mentions]
        : [],
    );

describe('a follow-up', () => {
  test('is told to its owner when it is due, and to the lead a business day later', () => {
    const model = owing();
    model.until(plus(due, 'PT1H'));
    expect(mentions(model)).toEqual([['@reviewer']]);
    model.until(plus(due, 'PT23H'));
    expect(mentions(model)).toHaveLength(1);
    model.until(plus(due, 'PT25H'));
    expect(mentions(model)).toEqual([['@reviewer'], ['@acme/devops']]);
    expect(model.said.at(-1)?.body).toContain('The follow-up was due and is still not done by reviewer: Add an alert');
    model.until(plus(due, 'PT400H'));
    expect(mentions(model)).toHaveLength(2);
  });

  test.each([
    { lines: 'postmortem: { escalate_after: 2h, escalate_to: [manager] }\n', after: 'PT3H', whom: '@acme/managers' },
    { lines: 'postmortem: { escalate_after: 2h, escalate_to: [nobody] }\n', after: 'PT3H', whom: '@acme/devops' },
  ])('is told to whom the policy says and when: $lines', ({ lines, after, whom }) => {
    const model = owing(lines);
    model.until(plus(due, after));
    expect(mentions(model)).toEqual([['@reviewer'], [whom]]);
  });

  test.each([
    { lines: 'postmortem: { escalate_after: null }\n', over: {}, why: 'the policy says to nobody' },
    { lines: '', over: { done: '2026-03-02T12:00:00Z' }, why: 'it is done' },
  ])('is not told to the lead when $why', ({ lines, over }) => {
    const model = owing(lines, over);
    model.until(plus(due, 'PT400H'));
    expect(mentions(model).flat()).not.toContain('@acme/devops');
  });

  test('with another date is told anew, to its owner first', () => {
    const model = owing();
    model.until(plus(due, 'PT25H'));
    const { issue, installationId } = build.tick(model.now);
    const opened = { number: 41, url: 'https://github.example/41' };
    const of = { list: 'followUps', id: 'action-1' } as const;
    model.send({ kind: 'issue-opened', issue, installationId, at: model.now, actor: null, via: 'clock', of, opened, why: null });
    model.say(people.lead, '/action #41 due=2026-03-10T12:00Z');
    model.until('2026-03-10T13:00:00Z');
    expect(mentions(model).at(-1)).toEqual(['@reviewer']);
    model.until('2026-03-11T13:00:00Z');
    expect(mentions(model).at(-1)).toEqual(['@acme/devops']);
    expect(mentions(model)).toHaveLength(4);
  }); // biome-ignore format: one thought a line

  test('that nobody looked at for long is told in one comment, to both', () => {
    const model = owing();
    model.lookAt = plus(due, 'PT30H');
    model.until(plus(due, 'PT31H'));
    expect(mentions(model)).toEqual([['@reviewer', '@acme/devops']]);
  });
});
