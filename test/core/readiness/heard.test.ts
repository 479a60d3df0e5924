// What a workflow file is started by, in each way in which it may be written.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionWorkflows } from '../../../src/core/installation/action-workflows.ts';
import { unheard } from '../../../src/core/readiness/heard.ts';
import { readInstallTexts } from '../../../src/shell/templates/install-files.ts';

const wanted = { schedule: [], issue_comment: ['created', 'edited'], pull_request: ['closed', 'reopened'] };
const all = [
  'schedule',
  'issue_comment: created',
  'issue_comment: edited',
  'pull_request: closed',
  'pull_request: reopened',
];

test.each([
  ['an event', 'on: schedule', all.slice(1)],
  [
    'a list, of which each event is heard as GitHub takes it',
    'on: [schedule, issue_comment, pull_request]',
    ['pull_request: closed'],
  ],
  [
    'events without types',
    'on:\n  schedule:\n    - cron: "* * * * *"\n  issue_comment:\n  pull_request:\n',
    ['pull_request: closed'],
  ],
  ['one type', 'on:\n  issue_comment: { types: edited }\n', ['schedule', 'issue_comment: created', ...all.slice(3)]],
  [
    'types',
    'on:\n  schedule: []\n  issue_comment: { types: [edited, created] }\n  pull_request: { types: [closed, reopened], branches: [main] }\n',
    [],
  ],
  [
    'quoted, as some write it',
    '"on":\n  issue_comment:\n    types: [created]\n',
    ['schedule', 'issue_comment: edited', ...all.slice(3)],
  ],
  ['nothing', 'jobs: {}', all],
  ['what is no YAML', 'on: [', all],
  ['what is no mapping', '- on', all],
])('%s', (_, text, lacking) => {
  expect(unheard(text, wanted)).toEqual(lacking);
});

test.each(actionWorkflows.filter((row) => 'hears' in row))(
  '$file hears what it is there for, and nothing else',
  (row) => {
    const { on } = parse(readInstallTexts().actions[row.template].replaceAll(/%\w+%/g, 'x')) as {
      on: Record<string, { types?: string[] } | null>;
    };
    const written = Object.entries(on).filter(([event]) => event !== 'workflow_dispatch');
    expect(Object.fromEntries(written.map(([event, value]) => [event, value?.types ?? []]))).toEqual(row.hears);
  },
);
