// S000-06 S000-22 S003-17 `/hotfix`: what is asked for, and every refusal with its reason; nothing is opened by what is refused.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { answerHotfix, hotfixAsked } from '../../support/hotfix-model.ts';
import { Model } from '../../support/model.ts';

const strict = build.policyOf(
  'preset: github\nhotfix: { only_if_no_rollback: true }\nlevels:\n  - { name: P2, hotfix: { allowed: false } }\n',
);
const effects = (model: Model) =>
  model.decisions
    .flatMap((decision) => decision.effects)
    .filter(({ kind }) => kind === 'open-hotfix' || kind === 'adopt-hotfix');
const lastSaid = (model: Model) => model.said.at(-1)?.body ?? '';

describe('asks for', () => {
  test.each([
    { words: '', title: 'HOTFIX: Production down', why: null },
    { words: 'Retry it', title: 'HOTFIX: Retry it', why: null },
    { words: 'Retry because="the migration"', title: 'HOTFIX: Retry', why: 'the migration' },
    { words: 'Retry cpu=100% --now', title: 'HOTFIX: Retry cpu=100% --now', why: null },
  ])('a new one: /hotfix $words', ({ words, title, why }) => {
    const model = hotfixAsked(words);
    expect(model.record?.hotfixes).toMatchObject([
      { state: 'asked', title, why, branch: 'hotfix/incident-7', by: 'responder' },
    ]);
    expect(effects(model)).toMatchObject([{ kind: 'open-hotfix', branch: 'hotfix/incident-7', title, base: 'main' }]);
  });

  test('one that is there, by its number alone', () => {
    const model = hotfixAsked('#41');
    expect(effects(model)).toMatchObject([{ kind: 'adopt-hotfix', pull: 41 }]);
    expect(model.record?.hotfixes).toMatchObject([{ state: 'asked', adopts: 41 }]);
  });

  test('one where a rollback would do, when somebody says why not', () => {
    expect(effects(hotfixAsked('Retry because="the migration"', strict))).toHaveLength(1);
  });

  test('none with --dry-run, which says what it would be', () => {
    const model = hotfixAsked('Retry --dry-run');
    expect([effects(model), model.record?.hotfixes ?? []]).toEqual([[], []]);
  });
});

describe('is refused', () => {
  const many = () => {
    const model = hotfixAsked('one');
    answerHotfix(model);
    for (const [index, title] of ['two', 'three'].entries()) {
      model.say(build.people.responder, `/hotfix ${title}`);
      answerHotfix(model, { number: 13 + index });
    }
    return model;
  };
  const over = () => {
    const model = hotfixAsked('--dry-run');
    model.say(build.people.lead, '/decline a drill');
    return model;
  };
  const unlooked = () => {
    const model = new Model({}, build.aPolicy());
    model.past = { ...model.past, unread: ['deployments'] };
    model.open();
    return model;
  };
  test.each([
    {
      name: 'at a severity that has none',
      model: () => hotfixAsked('--dry-run', strict, 'P2'),
      words: 'Retry',
      says: 'At `P2` the policy has no hotfixes',
    },
    {
      name: 'where it could be rolled back',
      model: () => hotfixAsked('--dry-run', strict),
      words: 'Retry',
      says: 'It could be rolled back to `',
    },
    {
      name: 'where that was not looked at',
      model: unlooked,
      words: 'Retry',
      says: 'It is not known yet what could be rolled back to',
    },
    { name: 'where the incident is over', model: over, words: 'Retry', says: 'The incident is declined' },
    {
      name: 'with a number and a title',
      model: () => hotfixAsked('--dry-run'),
      words: '#41 Retry',
      says: 'has a title of its own',
    },
    { name: 'for one that is in the lane', model: many, words: '#12', says: 'is in the lane of this incident already' },
    { name: 'where three are under way', model: many, words: 'four', says: 'There are 3 hotfixes under way' },
  ])('$name', ({ model: begun, words, says }) => {
    const model = begun();
    const before = effects(model).length;
    model.say(build.people.responder, `/hotfix ${words}`);
    expect(lastSaid(model)).toContain(says);
    expect(effects(model)).toHaveLength(before);
  });

  test('of whoever may not respond, and in a workflow run, which can post no gate', () => {
    const model = hotfixAsked('--dry-run');
    model.say(build.people.visitor, '/hotfix Retry');
    expect(lastSaid(model)).toContain('You may not do this here.');
    const { id } = model.write(build.people.responder, '/hotfix Retry');
    model.send({
      ...build.commented('/hotfix Retry', { id, createdAt: model.now, actor: build.people.responder }),
      via: 'action',
    });
    expect(lastSaid(model)).toContain('A workflow run is at work here');
    expect(effects(model)).toEqual([]);
  });
});

describe('--drop', () => {
  const inLane = () => {
    const model = hotfixAsked('#12');
    answerHotfix(model);
    return model;
  };
  const states = (model: Model) => model.record?.hotfixes?.map(({ state }) => state);

  test.each(['#12 --drop', '--drop #12', '#12 \u2014drop'])(
    'takes out of the lane what is in it: /hotfix %s',
    (words) => {
      const model = inLane();
      expect(states(model)).toEqual(['open']);
      model.say(build.people.responder, `/hotfix ${words}`);
      expect(lastSaid(model)).toContain('#12 is out of the hotfix lane');
      expect(states(model)).toEqual(['dropped']);
      model.say(build.people.responder, '/hotfix #12');
      expect(states(model)).toEqual(['dropped', 'asked']);
    },
  );

  test.each(['#13 --drop', '--drop', 'Retry --drop'])('takes out nothing else: /hotfix %s', (words) => {
    const model = inLane();
    model.say(build.people.responder, `/hotfix ${words}`);
    expect(lastSaid(model)).toContain('was taken out of nothing');
    expect(lastSaid(model)).toContain('12');
    expect(states(model)).toEqual(['open']);
  });

  test('also where the incident is over', () => {
    const model = inLane();
    model.say(build.people.lead, '/decline a drill');
    model.say(build.people.lead, '/hotfix #12 --drop');
    expect(states(model)).toEqual(['dropped']);
  });
});

describe('of a security incident that everybody can read', () => {
  test('nothing that was typed is in the pull request', () => {
    const model = new Model({ labelled: ['incident', 'P0', 'security'], body: 'Tokens leak' });
    model.isPublic = true;
    model.open();
    model.say(build.people.responder, '/hotfix Rotate the leaked token because="it is in the log"');
    const sent = JSON.stringify(effects(model));
    expect(sent).not.toMatch(/leaked token|in the log/);
  });
});
