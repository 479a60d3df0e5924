// `/action`: what is put on record with which owner, date and type, what is asked for, and every refusal with its reason.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

function declared(policy = build.aPolicy()): Model {
  const model = new Model({}, policy);
  model.open();
  model.say(people.commander, '/ack');
  return model;
}

const lastSaid = (model: Model) => model.said.at(-1)?.body ?? '';
const effects = (model: Model) => model.decisions.at(-1)?.effects ?? [];

/** With one that has its issue, number 41. */
function withOne(): Model {
  const model = declared();
  model.say(people.responder, '/action Add an alert owner=@reviewer due=2026-03-20');
  const { issue, installationId } = build.tick(model.now);
  model.send({
    kind: 'issue-opened',
    issue,
    installationId,
    at: model.now,
    actor: null,
    via: 'clock',
    of: { list: 'followUps', id: 'action-1' },
    opened: { number: 41, url: 'https://github.example/41' },
    why: null,
  });
  return model;
}

describe('an action item', () => {
  test('is on record with owner, due date and type, and has an issue opened for its owner', () => {
    const model = declared();
    model.say(people.responder, '/action Add an alert for errors > 5% owner=@reviewer due=3/20 type=detect');
    expect(model.record?.followUps).toEqual([
      {
        id: 'action-1',
        what: 'Add an alert for errors > 5%',
        due: '2026-03-20T23:59:00Z',
        done: null,
        owner: people.reviewer,
        type: 'detect',
      },
    ]);
    expect(effects(model)).toContainEqual(
      expect.objectContaining({ kind: 'open-issue', owner: people.reviewer, key: 'open-issue/followUps/action-1' }),
    );
    expect(lastSaid(model)).not.toContain('On record');
  });

  test('may be of a kind of the policy (S003-28)', () => {
    const model = declared(build.policyOf(`preset: github\n${build.mapped}`));
    model.say(people.responder, '/action Write down the restore type="improve alerts"');
    expect(model.record?.followUps).toMatchObject([{ type: 'process', ofKind: 'Runbooks: improve alerts' }]);
  });

  test.each([
    { policy: '', until: 'it is commander’s, who leads and it has no deadline' },
    { policy: 'postmortem: { follow_up_within: 2 weeks }\n', until: 'it is due within 14 days of the resolution' },
  ])('without owner and date is on record all the same, and both are asked for: $until', ({ policy, until }) => {
    const model = declared(build.policyOf(`preset: github\n${policy}${build.mapped}`));
    model.say(people.responder, '/action Document the rollback');
    expect(model.record?.followUps).toMatchObject([{ what: 'Document the rollback', due: null }]);
    expect(lastSaid(model)).toContain('It says no `owner=@user` and no `due=<date>`');
    expect(lastSaid(model)).toContain(until);
  });

  test('that nobody can tell the end of is on record with a hint', () => {
    const model = declared();
    model.say(people.responder, '/action improve monitoring owner=@lead due=7d');
    expect(model.record?.followUps).toHaveLength(1);
    expect(lastSaid(model)).toContain('It begins with “improve”');
  });

  test.each([
    { who: 'nobody knows', owner: '@ghost-42', hears: 'GitHub knows no account `ghost-42`' },
    { who: 'has left', owner: '@reviewer', hears: '`reviewer` has no access to this repository any more' },
  ])('whose owner $who is on record without, and that is told', ({ owner, hears }) => {
    const model = declared();
    model.standings.set('reviewer', build.standing('none'));
    model.say(people.responder, `/action Add a test owner=${owner} due=7d`);
    expect(model.record?.followUps[0]).not.toHaveProperty('owner');
    expect(lastSaid(model)).toContain(hears);
  });

  test('can be put on record when the incident is closed', () => {
    const model = declared();
    model.say(people.lead, '/close --force over');
    model.say(people.responder, '/action Add a test owner=@lead due=7d');
    expect(model.record).toMatchObject({ status: 'closed', followUps: [{ what: 'Add a test' }] });
  });

  test('is not put on record by a dry run', () => {
    const model = declared();
    model.say(people.responder, '/action Add a test owner=@lead due=7d --dry-run');
    expect(model.record?.followUps).toEqual([]);
    expect(lastSaid(model)).toContain('Follow-up to be done: Add a test');
  });
});

describe('/action #41', () => {
  test('gives it another owner and date: the issue is told', () => {
    const model = withOne();
    model.say(people.commander, '/action #41 owner=@lead due=2026-03-27');
    expect(model.record?.followUps).toMatchObject([
      { owner: people.lead, due: '2026-03-27T23:59:00Z', what: 'Add an alert' },
    ]);
    expect(effects(model)).toContainEqual(
      expect.objectContaining({ kind: 'amend-issue', number: 41, owner: people.lead, title: null }),
    );
    expect(model.record?.timeline.at(-1)?.text).toBe(
      'Follow-up changed, for lead, due 2026-03-27 23:59 UTC: Add an alert',
    );
  });

  test.each([
    { says: '/action #42 owner=@lead', hears: 'No issue #42 belongs to this incident' },
    { says: '/action #41', hears: 'Nothing says what is to change about #41' },
  ])('is refused: $says', ({ says, hears }) => {
    const model = withOne();
    model.say(people.commander, says);
    expect(lastSaid(model)).toContain(hears);
    expect(model.record?.followUps).toMatchObject([{ owner: people.reviewer }]);
  });
});

describe('is refused', () => {
  test.each([
    { says: '/action', hears: 'There is no text' },
    { says: '/action Add a test due=soon', hears: 'could not be read' },
    { says: '/action Add a test due=2026-02-01', hears: 'before the incident began' },
    { says: '/action Add a test due=2028-02-01', hears: 'more than a year' },
    { says: '/action Add a test type=luck', hears: 'no such type' },
  ])('$says', ({ says, hears }) => {
    const model = declared();
    model.say(people.responder, says);
    expect(lastSaid(model)).toContain(hears);
    expect(model.record?.followUps).toEqual([]);
  });

  test('of an incident that nobody has declared', () => {
    const model = new Model();
    model.open(people.visitor);
    model.say(people.responder, '/action Add a test');
    expect(lastSaid(model)).toContain('Comment `/ack` first');
  });

  test('when there are too many that nobody does', () => {
    const model = declared();
    for (let each = 0; each < 26; each += 1) model.say(people.lead, `/action Add test ${each} owner=@lead due=7d`);
    expect(model.record?.followUps).toHaveLength(25);
  });
});
