// Whoever is mentioned must be told: handles that reach nobody, steps that people ask for, pages beside the ladder, and how often anybody is mentioned.
import { describe, expect, test } from 'vitest';
import { effectKeysIn } from '../../../src/core/marker.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

const twoLevels = `
preset: none
people: { devops: ["@acme/devops"], manager: ["@manager"] }
levels:
  - { name: P0, updates: null, escalation: [{ after: 0m, targets: [devops], until: resolved }] }
  - { name: P1, updates: null, escalation: [{ after: 0m, targets: [devops], until: resolved }, { after: 1h, targets: [manager], until: resolved }] }
`;

const ladder = `
people: { devops: ["@acme/devops"], manager: ["@manager"], ceo: ["@boss"], database: ["@dba"] }
levels:
  - name: P0
    updates: null
    respond_within: null
    escalation:
      - { after: 0m, targets: [devops], until: acknowledged }
      - { after: 15m, targets: [manager], until: resolved }
      - { after: 30m, targets: [ceo], until: resolved, when: [business-critical] }
`;

function silent(change: (model: Model) => void = () => undefined, policy = build.policyOf(ladder)): Model {
  const model = new Model({ title: '[INCIDENT P0] Production down', labelled: ['incident', 'P0'] }, policy);
  change(model);
  model.open();
  return model;
}

const pages = (model: Model): readonly string[] =>
  model.said
    .filter(({ body }) => effectKeysIn(body).some((key) => /^(due\/.*step|unheard|page)/.test(key)))
    .map(({ body }) => body);
const called = (text: string | undefined): string => text?.split('\n').find((line) => line.startsWith('@')) ?? '';
const last = (model: Model): string => model.said.at(-1)?.body ?? '';
const timeline = (model: Model): readonly string[] => model.record?.timeline.map(({ text }) => text) ?? [];

describe('a page that GitHub links to nobody (DESIGN section 5: a mention that does not resolve notifies nobody)', () => {
  test('a team that the app cannot mention: its members are mentioned one by one, in a new comment, once', () => {
    const model = silent((it) => {
      it.ghosts.add('@acme/devops');
      it.members = { 'acme/devops': ['responder', 'reviewer'] };
    });
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@responder @reviewer']);
    expect(pages(model)[1]).toContain(
      'GitHub tells nobody by `@acme/devops`, so the members are mentioned one by one.',
    );
    model.until(minute(14));
    expect(pages(model)).toHaveLength(2);
    expect(model.card).toContain('GitHub tells nobody by acme/devops: there is no such account');
  });

  test('a team that the app cannot see at all: the next step is taken at once, and in its own time the one behind it', () => {
    const model = silent((it) => it.ghosts.add('@acme/devops'));
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@manager']);
    expect(timeline(model)).toEqual(expect.arrayContaining(['GitHub tells nobody by acme/devops', 'Escalated to manager: the step before reached nobody', 'Paged manager'])); // biome-ignore format: a row
    model.until(minute(20));
    expect(pages(model).map(called), 'nobody twice').toEqual(['@acme/devops', '@manager']);
  });

  test('nobody on the whole ladder can be reached: every step is tried once, then it is said so', () => {
    const model = silent((it) => {
      for (const handle of ['@acme/devops', '@manager', '@boss']) it.ghosts.add(handle);
    });
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@manager', '@boss', '']);
    expect(last(model)).toMatch(
      /GitHub tells nobody by `@boss`, and there is nobody else to tell.*correct the handle/s,
    );
  });

  test('one of two handles is heard: somebody is coming, so nobody else is paged; the card says which is wrong', () => {
    const model = silent(
      (it) => it.ghosts.add('@renamed'),
      build.policyOf(ladder.replace('["@acme/devops"]', '["@responder", "@renamed"]')),
    );
    expect(pages(model).map(called)[0]).toBe('@responder @renamed');
    expect(pages(model).map(called)).not.toContain('@manager');
    expect(model.card).toContain('GitHub tells nobody by renamed:');
  });

  test('the same handle again is not explained again', () => {
    const model = silent(
      (it) => {
        it.ghosts.add('@acme/devops');
        it.ghosts.add('@manager');
        it.ghosts.add('@boss');
      },
      build.policyOf(ladder.replace('respond_within: null', 'respond_within: 5m')),
    );
    const explained = () => model.said.filter(({ body }) => body.includes('GitHub tells nobody by')).length;
    expect(explained()).toBe(1);
    model.until(minute(60));
    expect(explained()).toBe(1);
  });

  test('an incident that was closed meanwhile pages nobody further', () => {
    const model = silent();
    model.say(people.lead, '/close --force it was a false alarm');
    const before = model.said.length;
    const { issue } = build;
    model.send({ kind: 'unheard', issue, installationId: 5, at: model.now, actor: null, via: 'clock', page: `due/${minute(0)}/step-0-0`, handles: ['@acme/devops'] }); // biome-ignore format: a row
    expect(model.said.slice(before)).toEqual([]);
  });

  test('what was hurried is not paged again when the card is lost', () => {
    const model = silent((it) => it.ghosts.add('@acme/devops'));
    const rebuilt = model.rebuilt();
    expect(rebuilt.ladder.taken).toEqual(['P0/0', 'P0/1']);
  });
});

describe('/escalate (S001-26)', () => {
  test('takes the next step now, in a page of its own; what waits for the judgement may follow', () => {
    const model = silent();
    model.say(people.responder, '/ack');
    model.say(people.responder, '/escalate the fail-over does not work');
    expect(called(pages(model).at(-1))).toBe('@manager');
    expect(timeline(model)).toContain('Escalated to manager: the fail-over does not work');
    expect(model.record?.flags).toEqual(['unable-to-resolve']);
    model.until(minute(40));
    expect(pages(model).map(called), 'not business-critical').not.toContain('@boss');
  });

  test('--business-critical lets the step that waits for it come in its time', () => {
    const model = silent();
    model.say(people.responder, '/escalate --business-critical');
    model.until(minute(31));
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@manager', '@boss']);
    expect(timeline(model)).toContain('Business-critical');
  });

  test.each(['3', 'ceo', 'CEO payments of all customers fail'])('/escalate %s goes straight to that step', (text) => {
    const model = silent();
    model.say(people.responder, `/escalate ${text}`);
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@boss']);
    model.until(minute(16));
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@boss', expect.stringMatching(/^@manager\b/)]);
  });

  test('--dry-run pages nobody and says what it would do', () => {
    const model = silent();
    model.say(people.responder, '/escalate --dry-run');
    expect(pages(model)).toHaveLength(1);
    expect(last(model)).toContain('Escalated to manager');
  });

  test.each([
    { says: '/escalate 7', refused: /The ladder has no step `7`.*1 \(devops\), 2 \(manager\), 3 \(ceo\)/s },
    { says: '/escalate devops', refused: /devops was told at .* already.*`\/page`/s },
    { says: '/escalate', first: ['/escalate', '/escalate'], refused: /Every step of the ladder has told its people/ },
    { says: '/escalate', first: ['/resolve --force it works again'], refused: /resolved/ },
  ])('$says is refused in three parts where it can page nobody', ({ says, first = [], refused }) => {
    const model = silent();
    for (const text of first) model.say(people.lead, text);
    const before = pages(model).length;
    model.say(people.lead, says);
    expect(last(model)).toMatch(refused);
    expect(pages(model)).toHaveLength(before);
  });

  test('the policy may let a step be mentioned more often (mentions.per_step)', () => {
    const model = silent(undefined, build.policyOf(`${ladder}mentions: { per_step: 2 }\n`));
    model.later('PT1M');
    model.say(people.responder, '/escalate devops');
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@acme/devops']);
    model.say(people.responder, '/escalate devops');
    expect(pages(model)).toHaveLength(2);
  });

  test('a step whose handles reach nobody can be asked for again: nobody was told', () => {
    const model = silent((it) => it.ghosts.add('@acme/devops'));
    model.ghosts.clear();
    model.later('PT1M');
    model.say(people.responder, '/escalate 1');
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@manager', '@acme/devops']);
  });

  test('after a downgrade goes on to whoever was not told yet: a step that counts as taken calls nobody again', () => {
    const model = silent(() => undefined, build.policyOf(twoLevels));
    model.later('PT1M');
    model.say(people.responder, '/ack');
    model.say(people.responder, '/severity P1 not all of it');
    model.later('PT2M');
    model.say(people.responder, '/escalate we cannot find it');
    expect(pages(model).map(called)).toEqual(['@acme/devops', '@manager']);
  });

  test('after a downgrade pages the first step when nobody heard of it by the one before', () => {
    const model = silent(() => undefined, build.policyOf(twoLevels));
    const page = effectKeysIn(model.said.at(-1)?.body ?? '').at(-1) ?? '';
    model.refusePage({ page, handles: ['@acme/devops'] });
    model.say(people.responder, '/severity P1 not all of it');
    model.later('PT2M');
    model.say(people.responder, '/escalate we cannot find it');
    expect(called(pages(model).at(-1))).toBe('@acme/devops');
  });

  test('a visitor escalates nothing', () => {
    const model = silent();
    model.say(people.visitor, '/escalate');
    expect(pages(model)).toHaveLength(1);
  });
});

test('handles that differ in case alone are one person: mentioned once in a step, also when they are informed beside it', () => {
  const rules = ladder
    .replace('["@acme/devops"]', '["@Lead", "@lead", "@reviewer"], stakeholders: ["@LEAD", "@Reviewer"]')
    .replace('updates: null', 'updates: null\n    audience: [stakeholders]');
  const model = silent(undefined, build.policyOf(rules));
  expect(called(pages(model)[0])).toBe('@Lead @reviewer');
  expect(model.record?.mentions).toHaveLength(2);
});

describe('/page', () => {
  test('pages a role beside the ladder, in a comment of its own that says who asks and why', () => {
    const model = silent();
    model.say(people.responder, '/page database the primary does not come back');
    expect(called(pages(model).at(-1))).toBe('@dba');
    expect(pages(model).at(-1)).toContain('responder needs database here: the primary does not come back');
    expect(model.record?.ladder.taken, 'the ladder goes on').toEqual(['P0/0']);
  });

  test.each([
    { says: '/page databse', refused: /no contact or role `databse`.*`\/page database`/s },
    { says: '/page secrity', refused: /no contact or role `secrity`/ },
  ])('$says is refused with the nearest name', ({ says, refused }) => {
    const model = silent();
    model.say(people.responder, says);
    expect(last(model)).toMatch(refused);
    expect(pages(model)).toHaveLength(1);
  });

  test('text of the reason mentions nobody', () => {
    const model = silent();
    model.say(people.responder, '/page database ask @acme/everybody <!-- firebreak:effect x -->');
    expect(pages(model).at(-1)).not.toContain('@acme/everybody');
    expect(effectKeysIn(pages(model).at(-1) ?? '')).toHaveLength(1);
  });
});

describe('at most ten mentions of a person an hour (AC-16)', () => {
  test('the eleventh page within the hour is refused; an hour later it is possible again', () => {
    const model = silent();
    for (let times = 0; times < 10; times += 1) {
      model.say(people.responder, '/page database');
      model.later('PT1M');
    }
    expect(pages(model)).toHaveLength(11);
    model.say(people.responder, '/page database');
    expect(last(model)).toContain('10 times within the hour');
    model.later('PT1H');
    model.say(people.responder, '/page database');
    expect(pages(model).slice(-2).map(called)).toContain('@dba');
  });

  test('a ladder that is begun again and again mentions nobody more often: the step waits, and the card says so', () => {
    const model = silent(undefined, build.policyOf(`${ladder}mentions: { per_hour: 2 }\n`));
    for (let times = 0; times < 4; times += 1) {
      model.later('PT1M');
      model.say(people.lead, '/resolve --force it works');
      model.say(people.lead, '/reopen it does not');
    }
    const mentions = pages(model).filter((text) => called(text) === '@acme/devops');
    expect(mentions).toHaveLength(2);
    expect(model.card).toContain('The ladder waits for acme/devops, mentioned here 2 times within the hour');
  });
});
