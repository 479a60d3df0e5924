// A run whose first question GitHub does not answer: it asks again and does its work, once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { propose, runOnPull } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';
import { eventOf, installed, type RunResult, runAction, scheduled } from '../support/workflow-run.ts';

const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
let story: Story;
afterEach(() => story.end());

const begin = async () => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy });
};

type Request = { readonly operations: readonly string[]; readonly fault: boolean };

/** What each of these queries asks for, by the text that it is known by. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  'viewer {': ['viewer'],
  'query ProposedFiles': ['repository'],
  'query PullsNamed': ['viewer', 'repository'],
  'query OwnPolicy': ['repository'],
  'query PublishGround': ['repository'],
};

/** A run whose first query that holds this text fails: it ends well, and has asked for the same once more. */
async function failing(match: string, how: object, run: () => Promise<RunResult>): Promise<void> {
  await story.control('DELETE', 'requests');
  await story.control('POST', 'faults', { route: 'POST /graphql', match, times: 1, ...how });
  const { code, log } = await run();
  expect([code, log]).toEqual([0, log]);
  const [first, second] = ((await story.control('GET', 'requests')) as readonly Request[]).filter(
    ({ fault, operations }) => fault || operations.length > 0,
  );
  expect(first).toMatchObject({ fault: true });
  expect(second).toMatchObject({ fault: false, operations: fieldsOf[match] });
}

async function opened(): Promise<number> {
  const declaration = { title: '[INCIDENT P0] Production down', body: '', labels: ['incident', 'P0'] };
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', declaration);
  return (data as { number: number }).number;
}

const failures = [
  { what: 'a gateway that fails', how: { status: 502, body: '<html>Bad gateway</html>' } },
  { what: 'a connection that is reset', how: { reset: true } },
  { what: 'a no that is gone at once', how: { status: 401 } },
];

test.each(failures)('$what: the loop asks again whose token it has', async ({ how }) => {
  await begin();
  const issue = await opened();
  const event = await eventOf(story, issue, null);
  const alert = { title: 'Checkout answers 500', severity: 'P1' };
  await failing('viewer {', how, () => runAction(story, 'respond', event));
  expect((await story.issue(issue)).labels).toEqual(['P0', 'incident', 'status: investigating']);
  await failing('viewer {', how, () => runAction(story, 'tick', scheduled));
  await failing('viewer {', how, () => runAction(story, 'declare', scheduled, alert));
  await readAll(story, issue);
  await expectNothingTwice(story, issue);
});

test.each(failures)('$what: the judges of a pull request ask again what it changes', async ({ how }) => {
  await begin();
  const { number } = await propose(story, { 'src/pay.txt': 'retry\n' });
  for (const action of ['policy-check', 'postmortem-lint'])
    await failing('query ProposedFiles', how, () => runOnPull(story, action, number));
  await failing('query PullsNamed', how, () => runOnPull(story, 'hotfix-gate', number));
});

test.each(failures)('$what: what reads the default branch asks again', async ({ how }) => {
  await begin();
  await failing('query OwnPolicy', how, () => runAction(story, 'verify', scheduled, { plan: 'true' }));
  const out = mkdtempSync(join(tmpdir(), 'firebreak-site-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const around = { GITHUB_WORKSPACE: out };
  await failing('query PublishGround', how, () =>
    runAction(story, 'publish', scheduled, { out: 'site' }, 0, around, { ...installed, pull_requests: 'read' }),
  );
});
