// The workflows that `firebreak init` writes: workflows by GitHub's own parser, with nothing in them that a stranger could use.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowText } from '../../src/core/installation/workflow-text.ts';
import { problemsOf } from '../../src/sandbox/actions/github-parser.ts';

const folder = new URL('../../templates/install/workflows/', import.meta.url);
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), 'utf8').replace(
    '%ACTIONS%',
    `acme/firebreak/action/respond@${'0'.repeat(40)}`,
  ),
}));

type Step = { readonly uses?: string; readonly run?: string };
type File = {
  readonly permissions: unknown;
  readonly 'run-name'?: string;
  readonly on: { readonly workflow_dispatch?: { readonly inputs: object } };
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions?: unknown }>>;
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
    expect(file.permissions).toEqual(
      name === 'respond.yml' ? { contents: 'read', issues: 'write' } : { contents: 'read' },
    );
    expect(Object.values(file.jobs).map(({ permissions }) => permissions)).toEqual([undefined]);
  });

  test('is found again by its key, where it is started', () => {
    const inputs = Object.keys(file.on.workflow_dispatch?.inputs ?? {});
    const own = { 'rollback.yml': ['sha'], 'verify.yml': ['checks'], 'evidence.yml': ['probes'] }[name];
    expect(inputs).toEqual(own === undefined ? [] : [...own, 'environment', 'incident', 'key']);
    if (own !== undefined) expect(file['run-name']).toMatch(/\$\{\{ inputs\.key \}\}/);
  });
});

test.each(['rollback', 'verify', 'evidence'])(
  'the %s workflow of this repository is the one that is installed',
  (name) => {
    const own = readFileSync(new URL(`../../.github/workflows/${name}-production.yml`, import.meta.url), 'utf8');
    expect(own).toBe(readFileSync(new URL(`${name}.yml`, folder), 'utf8'));
  },
);
