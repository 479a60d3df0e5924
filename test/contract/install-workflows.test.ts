// The workflows that `firebreak init` writes: workflows by GitHub's own parser, with nothing in them that a stranger could use.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionWorkflows, actionWorkflowText } from '../../src/core/installation/action-workflows.ts';
import { workflowText } from '../../src/core/installation/workflow-text.ts';
import { problemsOf } from '../../src/sandbox/actions/github-parser.ts';

const folder = new URL('../../templates/install/workflows/', import.meta.url);
const source = { repository: 'acme/firebreak', commit: '0'.repeat(40) };
const names = { label: 'incident', environment: 'production', postmortems: 'reports/incidents/', tests: ['A "test"'] };
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: actionWorkflowText(readFileSync(new URL(name, folder), 'utf8'), source, names),
}));

type Step = { readonly uses?: string; readonly run?: string };
type File = {
  readonly permissions: unknown;
  readonly 'run-name'?: string;
  readonly on: { readonly workflow_dispatch?: { readonly inputs: object } };
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions?: unknown }>>;
};

const handling = {
  issues: 'write',
  contents: 'write',
  'pull-requests': 'write',
  actions: 'write',
  deployments: 'write',
};
const judging = { contents: 'read', 'pull-requests': 'read', issues: 'read', checks: 'read', statuses: 'read' };
const looking = Object.fromEntries(Object.keys(handling).map((permission) => [permission, 'read']));
/** What is more than reading files. */
const permissions: Readonly<Record<string, object>> = {
  'respond.yml': handling,
  'clock.yml': handling,
  'alerts.yml': { contents: 'read', issues: 'write' },
  'checks.yml': { contents: 'read', issues: 'read', 'pull-requests': 'read' },
  'hotfix.yml': judging,
  'hotfix-again.yml': { actions: 'write', ...judging },
  'publish.yml': { contents: 'write', issues: 'read', 'pull-requests': 'read', deployments: 'read' },
};

describe.each(workflows)('$name', ({ name, text }) => {
  const file = parse(text) as File;
  const steps = Object.values(file.jobs).flatMap((job) => job.steps);

  test('is a workflow by GitHub’s parser, for another environment too', async () => {
    expect(await problemsOf(`.github/workflows/${name}`, text)).toEqual([]);
    expect(await problemsOf(`.github/workflows/${name}`, workflowText(text, 'live'))).toEqual([]);
  });

  test('runs no text of an event: expressions reach the shell as variables only', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('pins what it uses by commit', () => {
    expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  test('has no more permissions than it needs', () => {
    expect(file.permissions).toEqual(permissions[name] ?? { contents: 'read' });
    const own = Object.values(file.jobs).flatMap((job) => job.permissions ?? []);
    // Only the look, which changes nothing, asks for less than its workflow.
    expect(own).toEqual(name === 'clock.yml' ? [looking] : []);
  });

  test('is found again by its key, where it is started', () => {
    const inputs = Object.keys(file.on.workflow_dispatch?.inputs ?? {});
    const own = { 'rollback.yml': ['sha'], 'verify.yml': ['checks'], 'evidence.yml': ['probes'] }[name];
    expect(inputs).toEqual(own === undefined ? [] : [...own, 'environment', 'incident', 'key']);
    if (own !== undefined) expect(file['run-name']).toMatch(/\$\{\{ inputs\.key \}\}/);
  });
});

test('every workflow without a server is of an Action that there is, and what belongs to an incident takes its turn in its group', () => {
  for (const { template, action, permissions: known } of actionWorkflows) {
    const text = workflows.find(({ name }) => name === `${template}.yml`)?.text ?? '';
    expect(text).toContain(`uses: acme/firebreak/action/${action}@`);
    expect(existsSync(new URL(`../../action/${action}/action.yml`, import.meta.url))).toBe(true);
    expect(known, 'what the doctor asks for').toEqual(permissions[`${template}.yml`]);
    if (text.includes('group: firebreak-'))
      expect(text).toMatch(/group: firebreak-\S.*\n +cancel-in-progress: false\n +queue: max/);
  }
});

test.each(['rollback', 'verify', 'evidence'])(
  'the %s workflow of this repository is the one that is installed',
  (name) => {
    const own = readFileSync(new URL(`../../.github/workflows/${name}-production.yml`, import.meta.url), 'utf8');
    expect(own).toBe(readFileSync(new URL(`${name}.yml`, folder), 'utf8'));
  },
);
