// `firebreak doctor` on a healthy installation, and on many that are broken in one way each: it finds that, and says how it is put right (S003-40).

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { findingCodes } from '../../src/core/readiness/finding-table.ts';
import { createTeam } from '../../src/sandbox/state/accounts.ts';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { suspendInstallation, uninstallApp } from '../../src/sandbox/state/registered-apps.ts';
import { archiveRepository, changeRepository, removeCollaborator } from '../../src/sandbox/state/repositories.ts';
import { atEnd, localGithub } from '../sandbox/support/local-github.ts';
import {
  diagnose,
  FORM,
  healthy,
  healthyPolicy,
  type Patient,
  POLICY,
  ROLLBACK,
  requireChecks,
} from '../support/healthy.ts';

const patient = async () => healthy(await localGithub({ now: '2026-11-21T08:00:00Z' }));

/** Changes what the installation has of the app. */
function installed(
  { sandbox }: Patient,
  change: { permissions?: Record<string, 'read' | 'write'>; events?: readonly string[] },
): void {
  const { store, app } = sandbox;
  const current = store.installations.get(app.installationId);
  if (current !== undefined) store.installations.set(current.id, { ...current, ...change });
}

const permissionsOf = ({ sandbox }: Patient) => sandbox.seeded.app.permissions as Record<string, 'read' | 'write'>;
const by = ({ sandbox }: Patient) => asUser(sandbox.seeded.people.lead);
const policy = (more: string) => (one: Patient) => one.write(POLICY, `${healthyPolicy}${more}`);
const withPeople = (people: string) => (one: Patient) =>
  one.write(POLICY, healthyPolicy.replace(/^people: .*$/m, people));

/** A private repository lets in nobody but its collaborators and teams. */
function closed({ sandbox }: Patient): void {
  const { store, seeded } = sandbox;
  changeRepository(store, seeded.repository, { private: true });
  const organisation = store.organisations.get(seeded.organisation.id);
  if (organisation !== undefined) store.organisations.set(organisation.id, { ...organisation, baseRole: null });
}

type Break = {
  readonly name: string;
  readonly code: string;
  readonly what: string;
  readonly fix: string;
  readonly breaks: (patient: Patient) => unknown;
  readonly env?: Record<string, string>;
};

const broken: readonly Break[] = [
  { name: 'the app is not installed', code: 'app-missing', what: 'not installed on acme/shop', fix: 'Install App', breaks: (one) => uninstallApp(one.sandbox.store, by(one), one.sandbox.seeded.installation) },
  { name: 'its installation is suspended', code: 'app-suspended', what: '`firebreak` is suspended', fix: 'Unsuspend', breaks: (one) => suspendInstallation(one.sandbox.store, by(one), one.sandbox.seeded.installation, true) },
  { name: 'a permission is missing', code: 'permission-missing', what: 'no permission `members`', fix: 'accept the change in the installation', breaks: (one) => { const { members: _, ...rest } = permissionsOf(one); installed(one, { permissions: rest }); } },
  { name: 'a permission is too low', code: 'permission-too-low', what: 'may only read `issues`', fix: 'accept the change in the installation', breaks: (one) => installed(one, { permissions: { ...permissionsOf(one), issues: 'read' } }) },
  { name: 'an event is not heard of', code: 'event-missing', what: 'does not hear of `issue_comment`', fix: 'Permissions & events', breaks: (one) => installed(one, { events: one.sandbox.seeded.app.events.filter((event) => event !== 'issue_comment') }) },
  { name: 'the repository is archived', code: 'repository-archived', what: 'archived', fix: 'Open it again', breaks: (one) => archiveRepository(one.sandbox.store, by(one), one.sandbox.seeded.repository, true) },
  { name: 'issues are off', code: 'issues-off', what: 'switched off', fix: 'under Features', breaks: (one) => changeRepository(one.sandbox.store, one.sandbox.seeded.repository, { hasIssues: false }) },
  { name: 'there is no policy', code: 'policy-missing', what: 'There is no policy', fix: 'firebreak init --pull-request --repository acme/shop', breaks: (one) => one.write(POLICY, null) },
  { name: 'the policy has a mistake', code: 'policy-broken', what: 'acme/shop/.github/firebreak.yml:2:1: ', fix: 'firebreak policy check', breaks: (one) => one.write(POLICY, 'preset: github\nlevls: []\n') },
  { name: 'what the policy lies over is not there', code: 'policy-broken', what: '`acme/policies:.github/firebreak.yml` cannot be read', fix: 'Correct that line', breaks: policy('_extends: acme/policies\n') },
  { name: 'the label of the form is not there', code: 'label-missing', what: 'no label `incident`', fix: 'gh label create "incident" --repo acme/shop', breaks: (one) => one.lead('DELETE', '/repos/acme/shop/labels/incident') },
  { name: 'the label of a severity is not there', code: 'label-missing', what: 'no label `P1`', fix: 'gh label create "P1"', breaks: (one) => one.lead('DELETE', '/repos/acme/shop/labels/P1') },
  { name: 'there is no form', code: 'form-missing', what: 'No issue form gives the label `incident`', fix: 'firebreak form generate', breaks: (one) => one.write(FORM, null) },
  { name: 'the form gives another label', code: 'form-missing', what: 'No issue form gives the label `incident`', fix: 'firebreak form generate', breaks: (one) => one.change(FORM, (text) => text.replace(/^ {2}- incident$/m, '  - outage')) },
  { name: 'GitHub rejects the form', code: 'form-rejected', what: `${FORM}:`, fix: 'firebreak form check', breaks: (one) => one.change(FORM, (text) => text.replace('- Not sure yet', '- None')) },
  { name: 'the form is that of another runbook', code: 'form-severities', what: 'SEV-1', fix: `--out ${FORM}`, breaks: (one) => one.change(FORM, (text) => text.replace('P0 Critical', 'SEV-1 Critical')) },
  { name: 'the form lacks a severity', code: 'form-severities-missing', what: 'does not offer P3', fix: `--out ${FORM}`, breaks: (one) => one.change(FORM, (text) => text.replace(/^ +- "?P3 Low.*\n/m, '')) },
  { name: 'the rollback workflow is not there', code: 'workflow-missing', what: 'the workflow `rollback-production.yml` (`rollback.workflow`), and there is none on `main`', fix: 'firebreak init', breaks: (one) => one.write(ROLLBACK, null) },
  { name: 'the verification names a workflow that is not there', code: 'workflow-missing', what: '`look.yml` (`verification.workflow`)', fix: 'firebreak init', breaks: policy('verification: { workflow: look.yml }\n') },
  { name: 'the workflow cannot be read', code: 'workflow-unreadable', what: 'no YAML', fix: 'Actions tab', breaks: (one) => one.write(ROLLBACK, 'on: [\n') },
  { name: 'the workflow cannot be started', code: 'workflow-not-startable', what: 'cannot be started by hand', fix: 'sha, environment, incident, key', breaks: (one) => one.write(ROLLBACK, 'run-name: key\non: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n') },
  { name: 'the workflow lacks an input', code: 'workflow-input-missing', what: 'no input `incident`', fix: 'on.workflow_dispatch.inputs', breaks: (one) => one.change(ROLLBACK, (text) => text.replace(/^ {6}incident:\n(?: {8}.*\n)+/m, '')) },
  { name: 'the workflow demands an input that nobody gives', code: 'workflow-input-demanded', what: 'demands the input `reason`', fix: 'give it a default', breaks: (one) => one.change(ROLLBACK, (text) => text.replace(/^ {6}incident:$/m, '      reason: { required: true, type: string }\n      incident:')) },
  { name: 'an action’s workflow lacks the value that its policy describes', code: 'workflow-input-missing', what: '(/run scale) has no input `replicas`', fix: 'on.workflow_dispatch.inputs', breaks: async (one) => { await one.write('.github/workflows/scale.yml', `run-name: $\{{ inputs.key }}\non: { workflow_dispatch: { inputs: { incident: {}, key: {} } } }\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n`); await policy('mitigations: [{ id: scale, title: Scale, when: Spike, workflow: scale.yml, inputs: [{ id: replicas, kind: number, min: 1, max: 9 }] }]\n')(one); } },
  { name: 'runs are not called by their key', code: 'workflow-run-name', what: 'not called by their key', fix: `run-name: Roll back ($\{{ inputs.key }})`, breaks: (one) => one.change(ROLLBACK, (text) => text.replace(/^run-name: .*$/m, 'run-name: Roll back')) },
  { name: 'the workflow does not offer the environment', code: 'workflow-environment', what: 'does not offer the environment `production`', fix: 'rollback.environment', breaks: (one) => one.change(ROLLBACK, (text) => text.replace('options: [production]', 'options: [live]')) },
  { name: 'a script that the workflow calls is not there', code: 'script-missing', what: 'calls `.github/deploy/pause`', fix: 'head of the workflow', breaks: (one) => one.write('.github/deploy/pause', null) },
  { name: 'the environment is not there', code: 'environment-missing', what: 'no environment `live`', fix: 'rollback.from', breaks: policy('rollback: { environment: live }\n') },
  { name: 'the gate of hotfixes is not required', code: 'check-not-required', what: 'does not require the check `firebreak / hotfix`', fix: 'with the Firebreak app as its source', breaks: (one) => requireChecks(one, []) },
  { name: 'the policy freezes, and the freeze is not required', code: 'check-not-required', what: 'does not require the check `firebreak / freeze`', fix: 'with the Firebreak app as its source', breaks: policy('levels: [{ name: P0, freeze: true }]\n') },
  { name: 'anybody may report the gate as passed', code: 'check-any-source', what: 'takes the check `firebreak / hotfix` from anybody', fix: 'Choose the app as the source', breaks: (one) => requireChecks(one, [{ context: 'firebreak / hotfix' }]) },
  { name: 'anybody may report a postmortem as right', code: 'check-any-source', what: 'takes the check `firebreak / postmortem` from anybody', fix: 'Choose the app as the source', breaks: (one) => requireChecks(one, [{ context: 'firebreak / hotfix', app_id: one.sandbox.app.id }, { context: 'firebreak / postmortem' }]) },
  { name: 'anybody may report a policy as sound', code: 'check-any-source', what: 'takes the check `firebreak / policy` from anybody', fix: 'Choose the app as the source', breaks: (one) => requireChecks(one, [{ context: 'firebreak / hotfix', app_id: one.sandbox.app.id }, { context: 'firebreak / policy' }]) },
  { name: 'the gate is asked of another app', code: 'check-other-source', what: 'from another app', fix: 'Choose the app as the source', breaks: (one) => requireChecks(one, [{ context: 'firebreak / hotfix', app_id: one.sandbox.seeded.actions.id }]) },
  { name: 'nobody is paged', code: 'nobody-paged', what: 'Nobody is paged at P0', fix: 'under `people`', breaks: withPeople('people: {}') },
  { name: 'a role is nobody', code: 'role-unmapped', what: 'Nobody is mapped to ceo', fix: 'under `people`', breaks: withPeople('people: { devops: ["@acme/on-call"], manager: ["@commander"] }') },
  { name: 'somebody has no account', code: 'person-unknown', what: 'no account nobody-here', fix: 'Correct the name', breaks: withPeople('people: { devops: ["@acme/on-call"], manager: ["@nobody-here"], ceo: ["@lead"] }') },
  { name: 'somebody on call may not read the repository', code: 'person-shut-out', what: 'visitor may not read', fix: 'Give them access', breaks: async (one) => { closed(one); await withPeople('people: { devops: ["@visitor"], manager: ["@commander"], ceo: ["@lead"] }')(one); } },
  { name: 'a team is not there', code: 'team-unseen', what: 'no team acme/night', fix: 'make the team visible', breaks: withPeople('people: { devops: ["@acme/night"], manager: ["@commander"], ceo: ["@lead"] }') },
  { name: 'a team may not read the repository', code: 'team-shut-out', what: 'acme/night has no access', fix: 'Collaborators and teams', breaks: async (one) => { closed(one); createTeam(one.sandbox.store, one.sandbox.seeded.organisation, 'night'); await withPeople('people: { devops: ["@acme/night"], manager: ["@commander"], ceo: ["@lead"] }')(one); } },
  { name: 'a team that has rights is not there', code: 'team-unseen', what: 'no team acme/support', fix: 'Correct the name', breaks: policy('authority: { declare: { roles: [write], teams: [acme/support] } }\n') },
  { name: 'a rotation puts nobody on call', code: 'on-call-nobody', what: 'rotation `devops` puts nobody on call', fix: 'under `on_call`', breaks: async (one) => { closed(one); removeCollaborator(one.sandbox.store, by(one), one.sandbox.seeded.repository, one.sandbox.seeded.people.reviewer); await withPeople('people: { manager: ["@commander"], ceo: ["@lead"] }\non_call: [{ id: devops, people: ["@reviewer"] }]')(one); } },
  { name: 'PagerDuty cannot be asked who is on call', code: 'on-call-key', what: 'comes from PagerDuty', fix: 'run the doctor there', breaks: withPeople('people: { manager: ["@commander"], ceo: ["@lead"] }\non_call: [{ id: devops, pagerduty: PABC123, pagerduty_users: { a@acme.example: responder }, people: ["@responder"] }]') },
  { name: 'a channel has no connection', code: 'channel-unconnected', what: 'channel `pager` has no connection', fix: 'remove the channel', breaks: policy('channels: [{ id: pager, title: PagerDuty, kind: pagerduty, fallback: true }]\n') },
  { name: 'what is behind a connection does not answer', code: 'channel-unreachable', what: '`webhook`', fix: 'Check its address', breaks: policy('channels: [{ id: ops, title: Ops, kind: webhook, fallback: true }]\n'), env: { FIREBREAK_WEBHOOK_URL: 'http://127.0.0.1:1/', FIREBREAK_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', FIREBREAK_WEBHOOK_PRIVATE: 'yes' } },
  { name: 'a variable is wrong', code: 'environment-wrong', what: 'FIREBREAK_PAGERDUTY_ROUTING_KEY: ', fix: 'Correct or remove', breaks: () => undefined, env: { FIREBREAK_PAGERDUTY_ROUTING_KEY: 'no key' } },
  { name: 'nothing says where the dashboards are', code: 'access-unlinked', what: 'Hosting dashboard', fix: '`at:`', breaks: (one) => one.write(POLICY, healthyPolicy.replace(/^access:[\s\S]*/m, '')) },
  { name: 'a dashboard does not answer', code: 'access-unreachable', what: 'Database dashboard does not answer at https://gone.example.com', fix: 'run the doctor where it can be reached', breaks: (one) => one.write(POLICY, healthyPolicy.replace('database.example.com', 'gone.example.com')) },
]; // biome-ignore format: a table

describe('S003-40 a healthy installation', () => {
  test('lacks nothing, for an administrator and for the app itself', async () => {
    const one = await patient();
    expect(await diagnose(one)).toMatchObject({ status: 0, found: [], err: '' });
    const app = { APP_ID: String(one.sandbox.app.id), PRIVATE_KEY: one.sandbox.app.privateKey };
    expect(await diagnose(one, { as: null, env: app })).toMatchObject({ status: 0, found: [], err: '' });
  });

  test('with a channel that answers lacks nothing either', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    atEnd(() => server.close());
    const { port } = server.address() as AddressInfo;
    const one = await patient();
    await policy('channels: [{ id: ops, title: Ops, kind: webhook, fallback: true }]\n')(one);
    const env = {
      FIREBREAK_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
      FIREBREAK_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      FIREBREAK_WEBHOOK_PRIVATE: 'yes',
    };
    expect(await diagnose(one, { env })).toMatchObject({ status: 0, found: [] });
  });

  test('is told in words', async () => {
    const one = await patient();
    const said = async () => (await diagnose(one, { words: [], json: false })).out;
    expect(await said()).toBe('acme/shop is ready.');
    await one.write(FORM, null);
    expect(await said()).toContain('problem: form-missing: No issue form gives the label `incident`.\n  expected: ');
    expect((await said()).split('\n').at(-1)).toBe('acme/shop: 1 problems, 0 hints, 0 not known.');
  });
});

describe('S003-40 a broken installation', () => {
  test.each(broken)('$name', async ({ code, what, fix, breaks, env = {} }) => {
    const one = await patient();
    await breaks(one);
    const { status, found } = await diagnose(one, { env });
    const matching = found.filter((finding) => finding.code === code && finding.what.includes(what));
    expect(matching, JSON.stringify(found, null, 2)).toHaveLength(1);
    expect(matching[0]?.fix).toContain(fix);
    expect(matching[0]?.what).not.toMatch(/(?<!\$\{)\{\w+\}/);
    expect(status).toBe(matching[0]?.level === 'problem' ? 1 : 0);
  });

  test('a clock that is wrong, either way', async () => {
    const one = await patient();
    const off = async (ms: number) =>
      (await diagnose(one, { world: { now: () => Date.now() + ms } })).found.map(({ what }) => what);
    expect(await off(60_000)).toEqual([
      expect.stringMatching(/The clock of this machine is (59|60) seconds ahead of GitHub’s\./),
    ]);
    expect(await off(-60_000)).toEqual([expect.stringMatching(/is (59|60|61) seconds behind GitHub’s\./)]);
  });

  test('each code of the table is found here', () => {
    const here = [...broken.map(({ code }) => code), 'clock-wrong', 'not-told'];
    const all = findingCodes.filter((code) => !code.startsWith('actions-'));
    expect([...new Set(here)].sort()).toEqual([...all].sort());
  });
});

describe('what a token does not show', () => {
  test('is said to be unknown, and neither wrong nor right', async () => {
    const one = await patient();
    const { status, found } = await diagnose(one, { as: 'responder' });
    expect(status).toBe(0);
    expect(found.map(({ code, what }) => [code, what])).toEqual([
      [
        'not-told',
        'It is not known whether the app is installed, because this token is not that of an owner of the organisation.',
      ],
    ]);
  });

  test('teams that it may not see are neither there nor missing; an organisation that is not there has none', async () => {
    const one = await patient();
    await withPeople('people: { devops: ["@acme/on-call"], manager: ["@commander"], ceo: ["@nobody-org/team"] }')(one);
    const { found } = await diagnose(one, { as: 'visitor' });
    const teams = found.filter(({ what }) => what.includes('team'));
    expect(teams.map(({ code, what }) => [code, what])).toEqual([
      [
        'not-told',
        'It is not known whether the team acme/on-call may read the repository, because this token may not see teams of acme.',
      ],
      ['team-unseen', expect.stringContaining('There is no team nobody-org/team')],
    ]);
  });

  test('a repository that is not seen is one sentence', async () => {
    const one = await patient();
    closed(one);
    expect(await diagnose(one, { as: 'visitor' })).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('acme/shop is not there, or the token may not see it.'),
    });
  });

  test.each([
    { name: 'no token', env: {}, says: 'GITHUB_TOKEN is not set', status: 2 },
    { name: 'a wrong token', env: { GITHUB_TOKEN: 'ghp_wrong' }, says: 'GitHub does not know this token', status: 1 },
  ])('$name', async ({ env, says, status }) => {
    const one = await patient();
    expect(await diagnose(one, { as: null, env })).toMatchObject({ status, err: expect.stringContaining(says) });
  });
});
