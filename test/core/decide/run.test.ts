// `/run` (S001-18, S002-15, S004-12, C30): the catalogue of the policy, typed values, what begins at once, what waits for a word, what is done by hand, and what never begins.
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { afterDeployment, startsOf } from '../../support/rolling.ts';

const { responder, lead, visitor } = build.people;
const said = (model: Model) => model.said.at(-1)?.body ?? '';

const catalogue = `${build.mapped}
mitigations:
  - { id: restart, title: Restart services, when: A process crashed, workflow: restart.yml, at_once_to_rank: 2 }
  - id: scale
    title: Scale up
    when: Traffic spike
    workflow: scale.yml
    inputs:
      - { id: target, kind: choice, choices: [web, worker] }
      - { id: replicas, kind: number, min: 1, max: 20 }
      - { id: region, pattern: "[a-z]{2}-[a-z]+-\\\\d", default: eu-west-1 }
  - { id: rotate, title: Rotate the key, when: A key leaked, workflow: rotate.yml, inputs: [{ id: token, secret: true }] }
  - { id: halt-writes, title: Halt writes, when: Data corruption, steps: [Switch the replica to read-only, Tell support] }
  - { id: back, title: Roll back, when: Bad deploy, kind: rollback }
`;
const policy = build.policyOf(catalogue);

function declared(level = 'P0', by: Policy = policy, live = {}): Model {
  const model = new Model({ labelled: ['incident', level], ...live }, by);
  model.open();
  return model;
}

describe('an action that a workflow does (S004-12)', () => {
  test('begins at once where the policy does not let it wait: on record, 👀, one start, mitigating', () => {
    const model = declared();
    model.say(responder, '/run restart because="the pool is stuck"');
    const [start, ...others] = startsOf(model);
    expect(others).toEqual([]);
    expect(start).toMatchObject({
      workflow: 'restart.yml',
      branch: null,
      inputs: { incident: '7', key: start?.operation },
    });
    expect(Object.keys(start?.inputs ?? {}).sort()).toEqual(['incident', 'key']);
    expect(model.record).toMatchObject({ status: 'mitigating', operations: [{ kind: 'action', state: 'asked' }] });
    expect(said(model)).toMatch(/^\*\*Running: Restart services\*\*/);
    expect(model.card).toContain('Action Restart services: GitHub is asked to start it');
  });

  test('waits for /confirm otherwise, shows its values, and begins with it by anybody who may', () => {
    const model = declared();
    model.say(responder, '/run scale target=WEB replicas=05');
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(/To run: Scale up\*\*, with `target=web`, `replicas=5`, `region=eu-west-1`/);
    expect(model.card).toContain(`**Waits for \`/confirm ${model.record?.plan?.code}\`**`);
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)[0]?.inputs).toMatchObject({
      target: 'web',
      replicas: '5',
      region: 'eu-west-1',
      incident: '7',
    });
    expect(model.record?.plan).toBeUndefined();
    expect(model.record?.timeline.map(({ text }) => text).join('\n')).toContain(
      'Asked for action Scale up: target=web replicas=5',
    );
  });

  test('is followed to its end, which whoever asked hears; the status stays theirs', () => {
    const model = declared();
    model.say(responder, '/run restart');
    model.answerStart();
    model.run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', conclusion: 'success', step: null };
    model.until(build.minute(0.5));
    expect(said(model)).toMatch(/^@responder \*\*Action Restart services: done\.\*\*.*says nothing of the service/s);
    expect(model.record).toMatchObject({ status: 'mitigating', operations: [{ state: 'succeeded' }] });
    expect(model.decisions.flatMap(({ effects }) => effects).some(({ kind }) => kind === 'deployed')).toBe(false);
  });

  test('goes on beside a rollback, one of each kind: each is followed, a second one is refused, /cancel asks which', () => {
    const model = afterDeployment('P0', policy);
    model.say(responder, '/rollback');
    model.answerStart();
    model.say(responder, '/run restart');
    model.answerStart({ run: { id: 78, url: 'https://github.example/runs/78' } });
    expect(startsOf(model)).toHaveLength(2);
    model.say(lead, '/run restart');
    expect(said(model)).toMatch(/action Restart services is under way.*run 78/);
    model.say(lead, '/cancel');
    expect(said(model)).toContain('`/cancel rollback`, `action`');
    expect(model.card.match(/: queued, waits for a runner\*\*/g)).toHaveLength(2);
    model.run = {
      id: 78,
      url: 'https://github.example/runs/78',
      status: 'ended',
      conclusion: 'failure',
      step: 'Drain',
    };
    model.until(build.minute(0.5));
    expect(said(model)).toContain('Action Restart services: failed at Drain');
    model.say(lead, '/cancel');
    expect(model.decisions.at(-1)?.effects.find(({ kind }) => kind === 'cancel-run')).toMatchObject({ run: 77 });
  });
});

test('/cancel means what changes something; what only looks ends when it is named, or when there is nothing else', () => {
  const model = afterDeployment('P0', {
    ...policy,
    verification: { by: 'workflow', workflow: 'verify.yml', afterRollback: false },
  });
  const cancelled = () =>
    model.decisions.at(-1)?.effects.flatMap((effect) => (effect.kind === 'cancel-run' ? [effect.run] : []));
  model.say(responder, '/rollback');
  model.answerStart();
  model.say(responder, '/verify');
  model.answerStart({ run: { id: 78, url: 'https://github.example/runs/78' } });
  model.say(lead, '/cancel');
  expect(cancelled()).toEqual([77]);
  model.say(lead, '/cancel verification');
  expect(cancelled()).toEqual([78]);
});

describe('an action that no workflow does', () => {
  test('answers with its steps, and is on record as done by hand', () => {
    const model = declared();
    model.say(responder, '/run halt-writes');
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(/Halt writes is done by hand.*1\. Switch the replica to read-only.*1\. Tell support/s);
    expect(model.record?.status).toBe('mitigating');
    expect(model.record?.timeline.map(({ text }) => text)).toContain('Done by hand, action Halt writes');
  });
});

describe('nothing is started', () => {
  test.each([
    ['/run', /What can be done.*\| Restart services \| A process crashed \| `\/run restart` \|.*`\/rollback`/s],
    ['/run restart --dry-run', /It would run: Restart services/],
    ['/run scale target=web replicas=5 --dry-run', /It would wait for `\/confirm`/],
    ['/run restrat', /no action `restrat`.*Did you mean `\/run restart`\?/s],
    ['/run back', /has a command of its own.*`\/rollback`/s],
    ['/run restart now', /was not done/],
    ['/run restart force=yes', /takes no `force=`/],
    ['/run scale target=web', /needs `replicas=`.*a whole number from 1 to 20/s],
    ['/run scale targte=web replicas=5', /takes no `targte=`.*Did you mean `target=`\?/s],
    ['/run scale target=wbe replicas=5', /`target=` cannot be `wbe`.*one of `web`, `worker`.*again with `target=web`/s],
    ['/run scale target=web replicas=21', /`replicas=` cannot be `21`.*from 1 to 20/s],
    ['/run scale target=web replicas=5.5', /cannot be `5.5`/],
    ['/run scale target=web replicas=1e1', /cannot be `1e1`/],
    ['/run scale target=web replicas=5 region="eu-west-1;curl evil"', /`region=` cannot be .*the pattern/s],
    ['/run scale target=web replicas=5 __proto__=x', /was not done|takes no/],
    ['/run constructor', /no action `constructor`/],
    ['/run rotate token=hunter', /`token` is a secret.*make a new one/s],
  ])('by %s', (command, says) => {
    const model = declared();
    model.say(responder, command);
    expect(startsOf(model)).toEqual([]);
    expect(model.record?.operations ?? []).toEqual([]);
    expect(model.record?.plan).toBeUndefined();
    expect(said(model)).toMatch(says);
    expect(said(model)).not.toContain('hunter');
    expect(JSON.stringify(model.record)).not.toMatch(/hunter|evil/);
  });

  test('by somebody who may not, in a second run of one comment, or from a thread that is read again', () => {
    const model = declared();
    model.say(visitor, '/run restart');
    expect(startsOf(model)).toEqual([]);
    model.say(responder, '/run restart\n/run restart');
    expect(startsOf(model)).toHaveLength(1);
    expect(model.rebuilt().operations ?? []).toEqual([]);
  });

  test('by somebody who may run others, but not this one; their word confirms it neither', () => {
    const ruled = build.policyOf(
      `${catalogue}authority:\n  rules: [{ commands: [run scale], who: { users: [lead] } }]\n`,
    );
    const model = declared('P0', ruled);
    model.say(responder, '/run SCALE target=web replicas=5');
    expect(said(model)).toMatch(/You may not do this/);
    model.say(lead, '/run scale target=web replicas=5');
    model.say(responder, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)).toEqual([]);
    model.say(responder, '/run restart');
    expect(startsOf(model)).toHaveLength(1);
  });

  test.each([
    ['the workflow is another one', catalogue.replace('scale.yml', 'other.yml')],
    ['a value is out of its bounds', catalogue.replace('max: 20', 'max: 4')],
    ['the action is gone', catalogue.replace('id: scale', 'id: grow')],
  ])('with /confirm when by then %s', (_what, text) => {
    const model = declared();
    model.say(responder, '/run scale target=web replicas=5');
    model.policy = build.policyOf(text);
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(/says something else of `\/run scale`/);
  });

  test('with the code of an earlier plan', () => {
    const model = declared();
    model.say(responder, '/run scale target=web replicas=5');
    const first = model.record?.plan?.code;
    model.later('PT1M');
    model.say(responder, '/run scale target=web replicas=6');
    model.say(lead, `/confirm ${first}`);
    expect(startsOf(model)).toEqual([]);
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)[0]?.inputs).toMatchObject({ replicas: '6' });
  });
});

test('of a security incident that everybody can read, values reach the workflow and nothing that is shown', () => {
  const model = declared('P0', policy, { labelled: ['incident', 'P0', 'security'] });
  model.isPublic = true;
  model.relabel(responder, ['security'], []);
  model.say(responder, '/run scale target=worker replicas=5');
  model.say(lead, `/confirm ${model.record?.plan?.code}`);
  expect(startsOf(model)[0]?.inputs).toMatchObject({ target: 'worker', replicas: '5' });
  expect(`${model.card}${model.said.map(({ body }) => body).join('')}`).not.toContain('worker');
});

describe('a comment that seems to contain a credential', () => {
  const value = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1b2C'].join('');
  const everything = (model: Model) =>
    JSON.stringify([
      model.record,
      model.card,
      model.said.map(({ body }) => body),
      model.decisions.map(({ effects, log }) => [effects, log]),
    ]);

  test.each([
    ['in an option', `/run restart because="with ${value}"`],
    ['in an update', `/update we use ${value} now`],
    ['in what is no command', `Try it with ${value}`],
    ['in what is nearly one', `/rumm ${value}`],
    ['beside a command', `/run restart\n\nThe token is ${value}.`],
  ])('%s is not carried out and answered once with how to renew it; the value is nowhere', (_what, body) => {
    const model = declared();
    const comments = model.said.length;
    model.say(responder, body);
    model.send(build.look(model.now));
    model.until(build.minute(10));
    const answers = model.said.slice(comments).filter(({ body: text }) => text.includes('a token of GitHub'));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toMatch(/revoke it under Settings.*edit it out/s);
    expect(startsOf(model)).toEqual([]);
    expect(everything(model)).not.toContain(value.slice(4, 20));
  });

  test.each([
    ['of their own', responder, 1],
    ['of theirs, by somebody who may not respond here', build.people.visitor, 1],
  ])('that is edited until it holds one is answered once: %s', (_what, by, answers) => {
    const model = declared();
    const { id } = model.write(by, 'Try it');
    const comments = model.said.length;
    const edit = (body: string, bodyFrom: string) => {
      const { issue, installationId } = build.tick(model.now);
      const common = { issue, installationId, at: model.now, actor: by, via: 'webhook' } as const;
      model.send({ kind: 'comment-edited', ...common, commentId: id, body, bodyFrom });
    };
    edit(`/update try it with ${value}`, 'Try it');
    edit(`Try it with ${value}!`, `/update try it with ${value}`);
    edit('Try it', `Try it with ${value}!`);
    edit(`Try it with ${value}`, 'Try it');
    const said = model.said.slice(comments).map(({ body }) => body);
    expect(said).toHaveLength(answers);
    expect(said[0]).toMatch(/Your edited comment seems to contain a token of GitHub.*revoke it/s);
    expect(everything(model)).not.toContain(value.slice(4, 20));
  });

  test('of an issue that is no incident is nobody’s business here', () => {
    const model = new Model({ labelled: ['question'] }, policy);
    model.say(responder, `Try it with ${value}`);
    expect(model.said).toEqual([]);
  });
});

describe('the table of situations and strategies', () => {
  test.each([
    ['S002-15', 'sev', '| Data corruption | Halt writes, preserve state | `/run halt-writes` |'],
    ['S002-15', 'sev', '| Bad deploy | Rollback to previous version | `/rollback` |'],
    ['S004-11', 'commander', '| Capacity issue | Scale | `/run scale target=… replicas=1` |'],
    ['S001-18', 'standard', '| If necessary | Enable maintenance mode | `/run maintenance` |'],
  ])('%s: %s shows it, with what is typed, once it is mitigating: %s', (_id, preset, row) => {
    const by = build.policyOf(`preset: ${preset}\n${build.mapped}`);
    const model = declared(by.levels[0]?.name, by);
    expect(model.card).not.toContain(row);
    model.say(responder, '/status mitigating');
    expect(model.card).toContain(row);
    model.say(responder, '/status monitoring --force it works');
    expect(model.card).not.toContain(row);
  });
});

test('whoever may not run an action may not /cancel it', () => {
  const rules = 'authority: { rules: [{ commands: ["run scale"], who: { users: [lead] } }] }\n';
  const model = declared('P0', build.policyOf(`${catalogue}${rules}`));
  model.say(lead, '/run scale target=web replicas=3');
  model.say(lead, `/confirm ${model.record?.plan?.code}`);
  model.answerStart();
  model.say(responder, '/cancel');
  expect(said(model)).toMatch(/You may not do this/);
  model.say(responder, '/run restart');
  expect(said(model)).toMatch(/is under way/);
  model.say(lead, '/cancel');
  expect(model.record?.operations?.at(-1)).toMatchObject({ cancelledBy: 'lead' });
});
