// `firebreak doctor` where workflows stand in for the server: an installation that lacks nothing, and many that are broken in one way each (S003-40).
import { describe, expect, test } from 'vitest';
import { actionWorkflows, actionWorkflowText } from '../../src/core/installation/action-workflows.ts';
import { findingCodes } from '../../src/core/readiness/finding-table.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { uninstallApp } from '../../src/sandbox/state/registered-apps.ts';
import { readInstallTexts } from '../../src/shell/templates/install-files.ts';
import { localGithub } from '../sandbox/support/local-github.ts';
import { diagnose, healthy, healthyPolicy, type Patient, POLICY, requireChecks } from '../support/healthy.ts';

const source = { repository: 'acme/firebreak', commit: 'a'.repeat(40) };
const names = { label: 'incident', environment: 'production', postmortems: 'reports/incidents/', tests: ['Test'] };
const gate = [{ context: 'firebreak / hotfix', app_id: 15_368 }, { context: 'test' }];
const people = 'people: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }';
const mayDeclare = 'authority: { declare: { apps: [15368] } }\n';
const path = (file: string) => `.github/workflows/${file}`;
const CLOCK = path('firebreak-clock.yml');
const RESPOND = path('firebreak.yml');
const AGAIN = path('firebreak-hotfix-again.yml');
const PUBLISH = path('firebreak-publish.yml');

/** Without the app, with everything that `firebreak init --actions` writes and asks for. */
async function patient(): Promise<Patient> {
  const one = await healthy(await localGithub({ now: '2026-11-21T08:00:00Z' }));
  const { sandbox, lead } = one;
  await one.write(POLICY, `${healthyPolicy.replace(/^people: .*$/m, people)}${mayDeclare}`);
  for (const { template, file } of actionWorkflows)
    await one.write(path(file), actionWorkflowText(readInstallTexts().actions[template], source, names));
  await lead('POST', '/sandbox/secrets', { repository: 'acme/shop', name: 'FIREBREAK_KEY', value: 'long and secret' });
  await allow(one, true);
  await requireChecks(one, gate);
  uninstallApp(sandbox.store, asUser(sandbox.seeded.people.lead), sandbox.seeded.installation);
  return one;
}

const allow = ({ lead }: Patient, may: boolean) =>
  lead('PUT', '/repos/acme/shop/actions/permissions/workflow', { can_approve_pull_request_reviews: may });

const broken: readonly {
  readonly name: string;
  readonly code: string;
  readonly what: string;
  readonly fix: string;
  readonly breaks: (one: Patient) => unknown;
}[] = [
  { name: 'nothing looks at the clock', code: 'actions-clock-missing', what: 'there is no workflow `firebreak-clock.yml`', fix: 'firebreak init --actions', breaks: (one) => one.write(CLOCK, null) },
  { name: 'nothing declares for machines', code: 'actions-workflow-missing', what: 'no workflow `firebreak-alerts.yml`, which declares for machines', fix: 'firebreak init --actions', breaks: (one) => one.write(path('firebreak-alerts.yml'), null) },
  { name: 'an Action is taken from a branch', code: 'actions-unpinned', what: 'uses `acme/firebreak/action/respond@main`', fix: 'the commit that you have looked at', breaks: (one) => one.change(RESPOND, (text) => text.replace(source.commit, 'main')) },
  { name: 'no run hears of comments', code: 'actions-deaf', what: '`firebreak.yml`, which answers declarations and commands, is not started by `issue_comment: created`, `issue_comment: edited`', fix: 'to `on`', breaks: (one) => one.change(RESPOND, (text) => text.replace(/ {2}issue_comment:\n.*\n.*\n/, '')) },
  { name: 'the clock has no schedule', code: 'actions-deaf', what: '`firebreak-clock.yml`, which looks at the clock, is not started by `schedule`', fix: 'to `on`', breaks: (one) => one.change(CLOCK, (text) => text.replace(/ {2}schedule:\n.*\n.*\n/, '')) },
  { name: 'a run hears of no edited comment, as before', code: 'actions-unheard', what: 'is not started by `issue_comment: edited`, `issue_comment: deleted`', fix: 'to `on`', breaks: (one) => one.change(RESPOND, (text) => text.replace('[created, edited, deleted]', '[created]')) },
  { name: 'the clock hears of pull requests as GitHub takes them', code: 'actions-unheard', what: 'is not started by `pull_request: ready_for_review`, `pull_request: closed`', fix: 'to `on`', breaks: (one) => one.change(CLOCK, (text) => text.replace(/ {4}types: \[ready_for_review.*\n/, '')) },
  { name: 'a run may not write to the issue', code: 'actions-may-not-write', what: '`firebreak.yml` does not ask for `issues: write`', fix: 'permissions', breaks: (one) => one.change(RESPOND, (text) => text.replace('issues: write', 'issues: read')) },
  { name: 'a run may not write files', code: 'actions-no-postmortem', what: '`firebreak-clock.yml` does not ask for `contents: write`', fix: 'by hand', breaks: (one) => one.change(CLOCK, (text) => text.replace('contents: write', 'contents: read')) },
  { name: 'a run may not start workflows', code: 'actions-lacks', what: '`firebreak.yml` does not ask for `actions: write`', fix: 'permissions', breaks: (one) => one.change(RESPOND, (text) => text.replace('actions: write', 'actions: read')) },
  { name: 'nothing may be published', code: 'actions-lacks', what: '`firebreak-publish.yml` does not ask for `contents: write`', fix: 'permissions', breaks: (one) => one.change(PUBLISH, (text) => text.replace('contents: write', 'contents: read')) },
  { name: 'nothing is the gate of hotfixes', code: 'actions-workflow-missing', what: 'no workflow `firebreak-hotfix.yml`, which holds a hotfix', fix: 'firebreak init --actions', breaks: (one) => one.write(path('firebreak-hotfix.yml'), null) },
  { name: 'the gate of hotfixes is not required', code: 'actions-gate-not-required', what: '`main` does not require the job `firebreak / hotfix`', fix: 'rules of the branch', breaks: (one) => requireChecks(one, gate.slice(1)) },
  { name: 'the gate hears of no test', code: 'actions-tests-unheard', what: 'the branch requires test', fix: 'under `workflow_run`', breaks: (one) => one.change(AGAIN, (text) => text.replace(', "Test"', '')) },
  { name: 'workflows may not open pull requests', code: 'actions-may-not-open', what: 'may not open pull requests in acme/shop', fix: 'Settings, Actions, General', breaks: (one) => allow(one, false) },
  { name: 'there is no key', code: 'actions-key', what: 'there is no secret FIREBREAK_KEY', fix: 'gh secret set FIREBREAK_KEY', breaks: (one) => one.sandbox.store.secrets.clear() },
  { name: 'the key is not given', code: 'actions-key', what: 'gives the Action no `key`', fix: 'as `key`', breaks: (one) => one.change(RESPOND, (text) => text.replace(/^ +key: .*\n/m, '')) },
  { name: 'alerts are only reported', code: 'actions-alerts', what: '`authority.declare.apps` names no app', fix: 'apps: [15368]', breaks: (one) => one.change(POLICY, (text) => text.replace(mayDeclare, '')) },
  { name: 'a role is a team alone', code: 'actions-team', what: 'The role devops is the team @acme/on-call alone', fix: 'under `people`', breaks: (one) => one.write(POLICY, `${healthyPolicy}${mayDeclare}`) },
]; // biome-ignore format: a table

test('S003-40 an installation without the app lacks nothing, and nobody asks for an app or its checks', async () => {
  expect(await diagnose(await patient())).toMatchObject({ status: 0, found: [], err: '' });
});

describe('S003-40 a broken installation without the app', () => {
  test.each(broken)('$name', async ({ code, what, fix, breaks }) => {
    const one = await patient();
    await breaks(one);
    const { status, found } = await diagnose(one);
    expect(
      found.map((finding) => finding.code),
      JSON.stringify(found),
    ).toEqual([code]);
    expect(found[0]?.what).toContain(what);
    expect(found[0]?.fix).toContain(fix);
    expect(found[0]?.what).not.toMatch(/\{\w+\}/);
    expect(status).toBe(found[0]?.level === 'problem' ? 1 : 0);
  });

  test('the key is not given to what looks at the clock', async () => {
    const one = await patient();
    await one.change(CLOCK, (text) => text.replaceAll(/^ +key: .*\n/gm, ''));
    const { found } = await diagnose(one);
    expect(found.map(({ code }) => code)).toEqual(['actions-key']);
    expect(found[0]?.what).toContain('`firebreak-clock.yml` gives the Action no `key`');
  });

  test('each code of Actions is found here', () => {
    const own = findingCodes.filter((code) => code.startsWith('actions-'));
    expect([...new Set(broken.map(({ code }) => code))].sort()).toEqual([...own].sort());
  });
});

describe('S003-40 beside the app', () => {
  const alerts = actionWorkflowText(readInstallTexts().actions.alerts, source, names);
  const ALERTS = path('firebreak-alerts.yml');

  test('a workflow that declares by itself writes cards, which a key must sign, and no other workflow is asked for', async () => {
    const one = await healthy(await localGithub({ now: '2026-11-21T08:00:00Z' }));
    await one.write(ALERTS, alerts);
    const { found } = await diagnose(one);
    expect(found.map(({ code }) => code)).toEqual(['actions-key']);
  });

  test('one that leaves that to the app writes none', async () => {
    const one = await healthy(await localGithub({ now: '2026-11-21T08:00:00Z' }));
    await one.write(ALERTS, alerts.replace('respond: true', 'respond: false'));
    expect((await diagnose(one)).found).toEqual([]);
  });

  test('where workflows answer too, the key is asked for, and the gate of hotfixes is the app’s', async () => {
    const one = await healthy(await localGithub({ now: '2026-11-21T08:00:00Z' }));
    for (const { template, file } of actionWorkflows)
      if (!template.startsWith('hotfix'))
        await one.write(path(file), actionWorkflowText(readInstallTexts().actions[template], source, names));
    await allow(one, true);
    await one.write(POLICY, `${healthyPolicy}${mayDeclare}`);
    expect((await diagnose(one)).found.map(({ code }) => code)).toEqual(['actions-key']);
  });
});
