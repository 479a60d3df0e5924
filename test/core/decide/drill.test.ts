// A drill: the same decisions on the same clock, marked in its first words everywhere, without effect on the world, and with a score card at its end.
import { describe, expect, test } from 'vitest';
import { looksLikeIncident } from '../../../src/core/incident/looks-like.ts';
import { quietPast } from '../../../src/core/mitigation/recent-past.ts';
import { titleOf } from '../../../src/core/policy/shown-as.ts';
import { readIssues } from '../../../src/shell/payloads/read-issues.ts';
import { IssuesPayload } from '../../../src/shell/payloads/schema.ts';
import * as payloads from '../../shell/payloads/payload-samples.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { deployment } from '../mitigation/deployments.ts';

const { people } = build;
const freezing = build.policyOf(
  `preset: github\nlevels: [{ name: P0, freeze: true }]\nrollback: { workflow: rollback.yml }\nmitigations: [{ id: restart, title: Restart, when: It hangs, workflow: restart.yml }]\n${build.mapped}`,
);
const LINE = '🧪 **DRILL**: practice, nothing is broken.';

function drill(policy = build.policyOf(`preset: github\n${build.mapped}`)): Model {
  const model = new Model({ title: '[DRILL] [INCIDENT P0] Practice', labelled: [] }, policy);
  model.past = { ...quietPast, deployments: [deployment('b', 238), deployment('a', 100)] };
  model.open();
  return model;
}

const effects = (model: Model) => model.decisions.flatMap((decision) => decision.effects);
const labels = (model: Model) => model.live.labels.map(({ name }) => name).sort();

describe('a drill', () => {
  test('is known by its title alone, and says it in title, label, card and every comment', () => {
    const model = drill();
    model.say(people.commander, '/ack');
    model.until(build.minute(40));
    expect(model.record).toMatchObject({ drill: true, level: 'P0', summary: 'Practice', status: 'investigating' });
    expect(model.live.title).toBe('[DRILL] [INCIDENT P0] Practice');
    expect(labels(model)).toEqual(['P0', 'drill', 'incident', 'status: investigating']);
    expect(
      model.card
        .replace(/<!--.*?-->/gs, '')
        .trimStart()
        .startsWith(LINE),
    ).toBe(true);
    expect(model.written.length).toBeGreaterThan(2);
    for (const { body } of model.written) expect(body.startsWith(LINE)).toBe(true);
  });

  test('pages as an incident does', () => {
    const pages = (model: Model) =>
      effects(model).flatMap((one) => (one.kind === 'comment' ? one.message.mentions : []));
    const real = new Model({ title: '[INCIDENT P0] Practice', labelled: [] }, drill().policy);
    real.open();
    real.until(build.minute(60));
    const practice = drill();
    practice.until(build.minute(60));
    expect(pages(practice)).toEqual(pages(real));
  });

  test('stays one when its title and label are taken away, and a real one becomes none', () => {
    const model = drill();
    model.retitle(people.commander, '[INCIDENT P0] Practice');
    model.relabel(people.commander, [], ['drill']);
    expect(model.live.title).toBe('[DRILL] [INCIDENT P0] Practice');
    expect(labels(model)).toContain('drill');
    const real = new Model();
    real.open();
    real.retitle(people.commander, `[DRILL] ${real.live.title}`);
    real.relabel(people.commander, ['drill'], []);
    expect(real.record).not.toHaveProperty('drill');
    expect(real.live.title).not.toContain('DRILL');
  });

  test('is one again when its record is rebuilt', () => {
    expect(drill().rebuilt()).toMatchObject({ drill: true });
  });

  test('holds nothing back, though its severity freezes', () => {
    expect(drill(freezing).record?.freeze).toBeUndefined();
    const real = new Model({}, freezing);
    real.open();
    expect(real.record?.freeze).toBeDefined();
  });

  test.each(['/rollback', '/run restart', '/hotfix Retry it', '/freeze', '/unfreeze', '/verify'])(
    'only says what would be done: %s',
    (says) => {
      const model = drill(freezing);
      model.say(people.commander, '/ack');
      model.say(people.commander, says);
      const last = model.said.at(-1)?.body ?? '';
      expect(last).toContain(LINE);
      const kinds = effects(model).map(({ kind }) => kind);
      for (const kind of ['dispatch', 'open-hotfix', 'check', 'cancel-run', 'deployed'])
        expect(kinds).not.toContain(kind);
      expect(model.record).not.toHaveProperty('operations');
      expect(model.record).not.toHaveProperty('freeze');
      expect(model.record?.hotfixes ?? []).toEqual([]);
      const isRefused = last.includes('was not done');
      const isPractised =
        model.record?.timeline.some(({ text }) => text.startsWith('Practised, without effect')) === true;
      expect(isRefused || (isPractised && last.includes('Dry run of'))).toBe(true);
    },
  );

  test.each([
    { channels: '', told: false },
    { channels: 'drill: { channels: true }\n', told: true },
  ])('tells channels beside the issue only where the policy says so: $told', ({ channels, told }) => {
    const policy = build.policyOf(
      `preset: github\n${channels}channels: [{ id: hook, title: Hook, kind: webhook, events: [opened] }]\n${build.mapped}`,
    );
    const model = new Model({ title: '[DRILL] [INCIDENT P0] Practice' }, policy);
    model.connected = ['webhook'];
    model.open();
    const tellings = model.decisions.flatMap((decision) => decision.tellings ?? []);
    expect(tellings.length > 0).toBe(told);
    for (const telling of tellings)
      expect(telling).toMatchObject({ summary: '[DRILL] Practice', message: { drill: true } });
  });

  test('has a score card at its end, once', () => {
    const model = drill();
    model.say(people.commander, '/ack');
    model.say(people.lead, '/close --force over');
    const cards = () => model.said.filter(({ body }) => body.includes('The drill is over'));
    expect(cards()).toHaveLength(1);
    expect(cards()[0]?.body).toContain('| ✅ | Acknowledged | after 0 minutes | within 5 minutes |');
    model.until(build.minute(600));
    expect(cards()).toHaveLength(1);
  });
});

describe('/drill', () => {
  const opened = (model: Model) => effects(model).filter(({ kind }) => kind === 'open-drill');

  test('opens one as an issue of its own, and changes nothing about this incident', () => {
    const model = new Model();
    model.open();
    const before = model.record?.revision;
    model.say(people.responder, '/drill P1 Checkout answers with errors');
    expect(opened(model)).toMatchObject([{ title: '[DRILL] [INCIDENT P1] Checkout answers with errors' }]);
    expect(model.record?.revision).toBe(before);
  });

  test.each([
    { by: people.visitor, says: '/drill P1', hears: 'You may not do this here' },
    { by: people.responder, says: '/drill P9', hears: 'no such severity' },
  ])('is refused: $says by $by.login', ({ by, says, hears }) => {
    const model = new Model();
    model.open();
    model.say(by, says);
    expect(model.said.at(-1)?.body).toContain(hears);
    expect(opened(model)).toEqual([]);
  });

  test('opens nothing on a dry run', () => {
    const model = new Model();
    model.open();
    model.say(people.responder, '/drill P1 --dry-run');
    expect(opened(model)).toEqual([]);
  });

  test('is declared by the app itself when it opened the issue, and by nobody else without the right', () => {
    const own = new Model({ title: '[DRILL] [INCIDENT P1] Practice', labelled: [] });
    own.live = { ...own.live, author: build.bot };
    own.send(build.opened({ actor: build.bot, author: build.bot, title: own.live.title }));
    expect(own.record).toMatchObject({ drill: true, status: 'investigating', declaredBy: null });
    const stranger = new Model({ title: '[DRILL] [INCIDENT P1] Practice', labelled: [] });
    stranger.open(people.visitor);
    expect(stranger.record).toMatchObject({ drill: true, status: 'reported' });
  });

  test.each([
    { title: '[DRILL] [INCIDENT P1] Practice', reads: 'trigger' },
    { title: '[INCIDENT P1] Practice', reads: 'ignored' },
  ])('the opening of $title by the app itself is $reads', ({ title, reads }) => {
    const sender = { id: 99, login: 'firebreak[bot]', node_id: 'BOT_99', type: 'Bot' };
    const payload = IssuesPayload.parse(payloads.issues('opened', { sender }, { title, labels: [] }));
    expect(Object.keys(readIssues(payload, { botId: 99, botIds: [99], appId: 1 }))).toEqual([reads]);
  });
});

test('a drill looks like an incident, and its title is printed as it is read', () => {
  const title = '[DRILL] [INCIDENT P0] Practice';
  expect(looksLikeIncident({ title, body: '', labels: [] })).toBe(true);
  expect(titleOf(build.aPolicy(), { level: 'P0', summary: 'Practice', drill: true })).toBe(title);
});
