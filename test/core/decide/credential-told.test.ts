// A credential in the title or the description of an issue: told once, and nothing of it is read, shown or sent.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
/** Put together here, so that nothing that scans this file takes it for real. */
const token = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1b2C'].join('');
const secret = token.slice(4, 20);

const everything = (model: Model) =>
  JSON.stringify([
    model.record,
    model.card,
    model.live.title,
    model.said.map(({ body }) => body),
    model.decisions.map(({ effects, tellings, log }) => [effects, tellings, log]),
  ]);
const answers = (model: Model) =>
  model.said.map(({ body }) => body).filter((body) => body.includes('seems to contain a token of GitHub'));

const form = (answer: string) => build.formBody({ broken: answer, affected: 'all customers' });

describe('an issue that is opened with a credential', () => {
  test.each([
    ['in an answer of the form', { body: form(`Checkout answers 401 to ${token}`) }],
    ['in an answer that makes the title', { title: '[INCIDENT P0] ', body: form(`401 to ${token}`) }],
    ['at the end of what is kept of a long answer', { body: form(`${'word '.repeat(50)}${token}`) }],
    [
      'in an answer that is none of the options',
      { body: build.formBody({ broken: 'Checkout', detection: `Token ${token}` }) },
    ],
    ['in a plain description', { body: `Started: 2026-03-01T04:00:00Z\n\n${token}` }],
    ['in the title', { title: `[INCIDENT P0] 401 to ${token}` }],
    ['in the severity of the title', { title: `[${token}] down` }],
  ])('%s: it is an incident, told once, and nothing of it is repeated', (_where, live) => {
    const model = new Model(live);
    model.open();
    model.until(build.minute(10));
    model.say(people.responder, '/note looking');
    expect(model.record?.status).not.toBe('reported');
    expect(answers(model)).toEqual([expect.stringMatching(/This issue seems.*make it worthless now.*edit it out/s)]);
    expect(everything(model)).not.toContain(secret);
    expect(model.record?.level).toBe('P0');
  });

  test('keeps what is said around it', () => {
    const model = new Model({ title: '[INCIDENT P0] ', body: form(`Login answers 401 to ${token} since noon`) });
    model.open();
    expect(model.live.title).toBe('[INCIDENT P0] Login answers 401 to [hidden] since noon');
    expect(model.record?.answers).toContainEqual(
      expect.objectContaining({ value: 'Login answers 401 to [hidden] since noon' }),
    );
  });

  test('that only the words of the policy look like is none', () => {
    const policy = build.policyOf(`${build.mapped}intake: { services: ["token: eu1-shop9", "token: us1-shop9"] }\n`);
    const model = new Model(
      { body: build.formBody({ broken: 'Checkout', services: 'token: eu1-shop9' }, policy) },
      policy,
    );
    model.open();
    expect(model.said.filter(({ body }) => body.includes('seems to contain'))).toEqual([]);
    expect(model.record?.answers).toContainEqual(
      expect.objectContaining({ id: 'services', value: 'token: eu1-shop9' }),
    );
  });

  test('by a stranger is told while the hour has not had its share of reports', () => {
    const report = (counted: Model['counted']) => {
      const model = new Model({ body: form(token) });
      model.counted = counted;
      model.open(people.visitor);
      expect(everything(model)).not.toContain(secret);
      return answers(model).length;
    };
    expect([report([]), report(build.reports([1, 2, 3, 4]))]).toEqual([1, 0]);
  });

  test('and is no incident gets no answer', () => {
    const model = new Model({ labelled: ['question'], title: 'A question', body: token });
    model.open();
    expect(model.said).toEqual([]);
  });
});

describe('an edit that writes one', () => {
  test('into the description is told, taking it out is not, and neither is in the timeline', () => {
    const model = new Model({ body: form('Checkout answers 401') });
    model.open();
    model.rewrite(people.responder, form(`Checkout answers 401 to ${token}`));
    model.rewrite(people.responder, form(`Checkout answers 401 to ${token}, always`));
    model.rewrite(people.responder, form('Checkout answers 401 to the old token'));
    expect(answers(model)).toEqual([expect.stringContaining('The edited description seems')]);
    expect(everything(model)).not.toContain(secret);
    expect(model.record?.answers).toContainEqual(
      expect.objectContaining({ value: 'Checkout answers 401 to the old token' }),
    );
  });

  test('into the title is told, and the title is put back without it', () => {
    const model = new Model();
    model.open();
    model.retitle(people.responder, `[INCIDENT P0] 401 to ${token}`);
    expect(answers(model)).toEqual([expect.stringContaining('The new title seems')]);
    expect(model.live.title).toBe('[INCIDENT P0] 401 to [hidden]');
    expect(everything(model)).not.toContain(secret);
  });

  test('over and over is told so often an hour, as comments are answered', () => {
    const model = new Model({ body: form('Checkout') });
    model.open();
    for (let count = 0; count < 50; count += 1) {
      model.later('PT1S');
      model.rewrite(people.responder, form(`Checkout ${token}`));
      model.later('PT1S');
      model.rewrite(people.responder, form('Checkout'));
    }
    expect(answers(model).length).toBeLessThanOrEqual(10);
  });
});

test('what is said when it is closed by hand is on the record without the credential', () => {
  const model = new Model();
  model.open();
  model.say(people.responder, '/resolve --force it works');
  model.write(people.responder, `Fix: renewed ${token}\nVerified: yes`);
  model.close(people.responder);
  expect(everything(model)).not.toContain(secret);
});
