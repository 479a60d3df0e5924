// The record again from a thread in which the app said little: nobody is mapped, or the hour had its share of reports, so that there is no page to go by.
import { describe, expect, test } from 'vitest';
import type { Incident, Person } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

/** An incident of which nobody was told: nobody is mapped. */
function untold(by: Person = people.responder): Model {
  const model = new Model({ title: '[INCIDENT P0] Production down' }, build.policyOf('people: {}'));
  model.open(by);
  expect(model.said).toEqual([]);
  return model;
}

const known = ({ status, declaredBy, roles, milestones, ladder, monitoring }: Incident) => ({ status, declaredBy, roles, milestones, since: ladder.since, monitoring }); // biome-ignore format: one thought
const recordOf = (model: Model): Incident => model.record ?? build.aReport();

describe('the app has only reacted', () => {
  test('what was acknowledged is replayed', () => {
    const model = untold(people.visitor);
    model.later('PT20M');
    model.say(people.responder, '/ack');
    model.say(people.responder, '/note the cache is cold');
    model.comments = model.comments.filter(({ author, acknowledged }) => author?.id !== build.bot.id && acknowledged !== null); // biome-ignore format: one call
    expect(model.comments).toHaveLength(2);
    const rebuilt = model.rebuilt();
    expect(known(rebuilt)).toEqual(known(recordOf(model)));
    expect(rebuilt.timeline.map(({ text }) => text)).toEqual(expect.arrayContaining(['the cache is cold', 'The record was rebuilt from the thread'])); // biome-ignore format: one call
  });

  test('of what came by e-mail only what is above the message it answers is replayed', () => {
    const model = untold();
    model.byEmail = true;
    model.say(people.responder, '/severity P2 better\n\nlead@acme.example:\n\n/severity P3 better still');
    expect([model.record?.level, model.rebuilt().level]).toEqual(['P2', 'P2']);
  });

  test('a closed incident is known by it too', () => {
    const model = untold();
    model.say(people.responder, '/ack');
    model.say(people.lead, '/close --force a false alarm');
    model.comments = model.comments.filter(({ author }) => author?.id !== build.bot.id);
    expect(model.live.state).toBe('closed');
    expect(model.rebuilt().status).toBe('closed');
  });
});

describe('a report that nobody was told of', () => {
  test('is declared by the first command that declares, and then', () => {
    const model = untold(people.visitor);
    model.later('PT20M');
    model.say(people.responder, '/note looks real');
    model.later('PT5M');
    model.say(people.commander, '/ack');
    model.later('PT5M');
    model.say(people.responder, '/status mitigating');
    expect(known(model.rebuilt())).toEqual(known(recordOf(model)));
    expect(model.rebuilt()).toMatchObject({ declaredBy: people.commander, milestones: { declared: minute(25) } });
  });

  test('is no declaration if nothing in the thread declares it', () => {
    const model = untold(people.visitor);
    model.say(people.responder, '/note looks like nothing');
    model.say(people.responder, '/decline planned maintenance');
    expect(model.rebuilt()).toMatchObject({ status: 'declined', declaredBy: null, milestones: { declared: null } });
  });

  test('stays a report when its author, who may not declare, is who wakes the app', () => {
    const model = untold(people.visitor);
    model.say(people.responder, '/note looks real');
    model.live = { ...model.live, labels: model.live.labels.filter(({ name }) => !name.startsWith('status')) };
    expect(rebuiltBy(model, people.visitor)).toMatchObject({ status: 'reported', milestones: { declared: null } });
  });
});

describe('a label that says that a report is under way', () => {
  /** Set by hand while nobody was looking. */
  const byHand = (author: Person, policy = build.aPolicy()): Model => {
    const model = new Model({ title: '[INCIDENT P0] Production down' }, policy);
    model.open(author);
    model.say(people.responder, '/note on it');
    model.comments = model.comments.filter(({ body }) => !body.includes('report/') && !body.includes('due/'));
    const labels = model.live.labels.filter(({ name }) => !name.startsWith('status'));
    model.live = { ...model.live, labels: [...labels, { id: 'LA_x', name: 'status: investigating' }] };
    return model;
  };

  test('declares nothing in the name of an author who may not', () => {
    const model = byHand(people.visitor);
    expect(model.rebuilt()).toMatchObject({ status: 'reported', declaredBy: null, milestones: { declared: null } });
  });

  test('is of an author who may declare a declared incident', () => {
    expect(byHand(people.responder).rebuilt()).toMatchObject({ status: 'investigating', declaredBy: people.responder });
  });

  test('the author’s right is asked for, and the first responder is told where there is none', () => {
    const { live, comments } = byHand(people.visitor);
    const facts = build.facts({ issue: live, recentComments: comments, actor: build.standing('unknown') });
    const situation = build.situation(build.look(), { facts });
    expect(build.brain.peopleFor(situation)).toEqual(['visitor']);
    const { record, effects } = build.brain.decide(situation);
    expect(record?.status).toBe('reported');
    const told = effects.filter(({ key }) => key.startsWith('report/'));
    expect(told).toMatchObject([{ kind: 'comment', urgency: 'page', message: { mentions: ['@acme/devops'] } }]);
  });

  test('of an author of whom GitHub says nothing neither', () => {
    const { live, comments } = byHand(people.responder);
    const facts = build.facts({
      issue: live,
      recentComments: comments,
      actor: build.standing('unknown'),
      standings: {},
    });
    const { record } = build.brain.decide(build.situation(build.look(), { facts }));
    expect(record?.status).toBe('reported');
  });
});

describe('a page that somebody edited', () => {
  const edit = (model: Model, body: (was: string) => string) => {
    model.comments = model.comments.map((comment) =>
      comment.body.includes('due/')
        ? { ...comment, body: body(comment.body), edited: true, editor: people.reviewer }
        : comment,
    );
  };
  const paged = () => {
    const model = new Model({ title: '[INCIDENT P0] Production down' });
    model.open();
    return model;
  };

  test('was said all the same: it does not go out again', () => {
    const model = paged();
    edit(model, (was) => was.replace('Production down', 'All is well'));
    expect(model.rebuilt().ladder.taken).toEqual(recordOf(model).ladder.taken);
  });

  test('with a step added that was not due then: that step goes out', () => {
    const model = paged();
    const taken = recordOf(model).ladder.taken;
    edit(model, (was) => `${was}\n<!-- firebreak:effect due/${minute(15)}/step-0-1 -->`);
    expect(model.rebuilt().ladder.taken).toEqual(taken);
  });

  test('a comment of somebody else with its mark was never said', () => {
    const model = paged();
    const body = `<!-- firebreak:effect due/${minute(0)}/step-0-1 -->`;
    model.comments.push(build.liveComment({ id: 77_777, body, author: people.reviewer, createdAt: minute(20) }));
    expect(model.rebuilt().ladder.taken).toEqual(recordOf(model).ladder.taken);
  });
});

describe('an incident that was declared at its opening', () => {
  test('is again when its author, who may declare, is who wakes the app', () => {
    const model = untold();
    model.later('PT5M');
    model.say(people.commander, '/ack');
    expect(rebuiltBy(model, people.responder)).toMatchObject({ declaredBy: people.responder, milestones: { declared: minute(0) } }); // biome-ignore format: one thought
  });

  test('is again when the clock spoke before anybody else', () => {
    const model = new Model({ title: '[INCIDENT P0] Production down' });
    model.open();
    model.later('PT5M');
    model.say(people.commander, '/ack');
    expect(model.rebuilt()).toMatchObject({ declaredBy: people.responder, milestones: { declared: minute(0) } });
  });

  test('is again when its status says so and no command has declared it', () => {
    const model = untold();
    model.say(people.commander, '/note on it');
    expect(model.rebuilt()).toMatchObject({ status: 'investigating', declaredBy: people.responder });
  });
});

describe('a monitoring window that runs', () => {
  const watched = (): Model => {
    const model = untold();
    model.say(people.responder, '/ack');
    model.later('PT10M');
    model.say(people.responder, '/resolve rolled back');
    model.later('PT10M');
    model.say(people.responder, '/severity P1 half of the users');
    return model;
  };

  test('goes on, although no page says which severity it began at', () => {
    const model = watched();
    expect(model.record).toMatchObject({ status: 'monitoring', level: 'P1' });
    expect(model.rebuilt()).toMatchObject({
      status: 'monitoring',
      monitoring: { until: minute(70), announced: false },
    });
  });

  test('is not said to be over twice', () => {
    const model = watched();
    model.until(minute(200));
    expect(model.record).toMatchObject({ status: 'monitoring', monitoring: { announced: true } });
    expect(model.rebuilt()).toMatchObject({ status: 'monitoring', monitoring: { announced: true } });
  });

  test('begins when it is found if a hand set its label', () => {
    const model = untold();
    model.say(people.responder, '/ack');
    model.later('PT10M');
    model.relabel(people.responder, ['status: monitoring'], ['status: investigating']);
    model.later('PT10M');
    expect(model.rebuilt()).toMatchObject({ status: 'monitoring', monitoring: { until: minute(140) } });
  });
});

/** The record made again when somebody writes a comment. */
function rebuiltBy(model: Model, person: Person): Incident {
  const copy = new Model({}, model.policy);
  copy.live = model.live;
  copy.now = model.now;
  copy.comments = model.comments.filter(({ id }) => id !== model.record?.card?.id);
  copy.say(person, '/note still there');
  return recordOf(copy);
}
