// An installation without a server: `firebreak init --actions`, one merge, and from then on nothing but workflow files that the sandbox runs.
import { expect } from 'vitest';
import { formOfPreset } from './declaration-form.ts';
import { commandOn, emptied } from './installing.ts';
import { type Story, type StoryOptions, startStory } from './story.ts';

/** Where the Actions are taken from, as a team writes it. */
export const ACTIONS = `acme/firebreak@${'a'.repeat(40)}`;

/** The signing key, as the secret FIREBREAK_KEY has it. */
export const KEY = 'a key that both hosts share, at least thirty-two characters';

/** People one by one: the token of a run mentions no team. */
const PEOPLE = 'devops=@reviewer,manager=@commander,ceo=@lead';

/** A repository that had nothing in it, after `firebreak init --actions` and one merge; nothing of the app runs. */
export async function installedWithActions({
  trusts = false,
  ...options
}: StoryOptions & { readonly trusts?: boolean } = {}): Promise<Story> {
  const story = await startStory({ ...options, asleep: true, runs: 'execute' });
  await emptied(story.api);
  const words = [
    'init',
    '--pull-request',
    '--preset',
    'github',
    '--people',
    PEOPLE,
    '--actions',
    ACTIONS,
    '--tests',
    'Test',
    '--json',
  ];
  const { status, err } = await commandOn(story.sandbox, words);
  expect([status, err]).toEqual([0, '']);
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=open');
  const [pull] = data as readonly { readonly number: number }[];
  expect((await story.api('lead', 'PUT', `/repos/acme/shop/pulls/${pull?.number}/merge`, {})).status).toBe(200);
  await story.control('POST', 'secrets', { repository: 'acme/shop', name: 'FIREBREAK_KEY', value: KEY });
  if (trusts) await trustApp(story);
  await rest(story);
  return story;
}

/** A P0, declared by the form that was installed; its number, once the run that follows has ended. */
export async function declaredByForm(story: Story): Promise<number> {
  const form = formOfPreset('github');
  const worst = form.options('severity').find((option) => option.startsWith('P0')) ?? '';
  const body = form.filled({ broken: 'Checkout answers 500', severity: worst, started: '2026-11-21T07:50:00Z' });
  const issue = await story.declare({ title: '[INCIDENT] Checkout is down', body, labels: ['incident'] });
  await rest(story);
  return issue;
}

/** The runs of a workflow, newest first. */
export async function runsOf(story: Story, file: string): Promise<readonly SeenRun[]> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/actions/workflows/${file}/runs`);
  return (data as { workflow_runs: readonly SeenRun[] }).workflow_runs;
}

export type SeenRun = { readonly event: string; readonly conclusion: string | null; readonly run_attempt: number };

/** The workflows believe cards that the app has signed, too. */
async function trustApp(story: Story): Promise<void> {
  const bot = String(story.sandbox.seeded.app.userId);
  for (const file of ['firebreak.yml', 'firebreak-clock.yml']) {
    const path = `/repos/acme/shop/contents/.github/workflows/${file}`;
    const { sha, content } = (await story.api('lead', 'GET', path)).data as { sha: string; content: string };
    const text = Buffer.from(content, 'base64').toString('utf8');
    const trusting = text.replaceAll(
      /^( +)key: .*$/gm,
      (line, blank: string) => `${line}\n${blank}trusted-bots: "${bot}"`,
    );
    const body = { message: 'Trust the app', sha, content: Buffer.from(trusting).toString('base64') };
    expect((await story.api('lead', 'PUT', path, body)).status).toBe(200);
  }
}

/** Runs that came while the app was at work are cancelled, and those that come from now on are executed. */
export async function endWaiting({ sandbox }: Story): Promise<void> {
  for (const run of sandbox.store.workflowRuns.values())
    if (run.status !== 'completed') sandbox.runs.decide(run, { status: 'completed', conclusion: 'cancelled' });
  sandbox.runs.settings.mode = 'execute';
}

/** Lets workflows open pull requests, as an administrator does in the settings. */
export async function mayOpenPulls(story: Story): Promise<void> {
  const path = '/repos/acme/shop/actions/permissions/workflow';
  const { status } = await story.api('lead', 'PUT', path, { can_approve_pull_request_reviews: true });
  expect(status).toBe(204);
}

/** Waits until no run is on its way and nothing has started another. */
export async function rest(story: Story): Promise<void> {
  const { sandbox } = story;
  for (let seen = -1; seen !== sandbox.store.events.length; ) {
    seen = sandbox.store.events.length;
    await story.settle();
    await sandbox.runs.idle();
  }
}

/** Whoever comments, and what the run that follows has done. */
export async function said(
  story: Story,
  as: Parameters<Story['say']>[0],
  text: string,
  issue: number,
): Promise<number> {
  const id = await story.say(as, text, issue);
  await rest(story);
  return id;
}

/** Time passes, and the schedule starts what it starts. */
export async function passed(story: Story, duration: string): Promise<void> {
  await story.later(duration);
  await rest(story);
}

/** Logs of all jobs that did not end well: none in a healthy story. */
export function failures({ sandbox: { store } }: Story): readonly string[] {
  return [...store.jobs.values()]
    .filter(({ conclusion }) => conclusion === 'failure')
    .map(({ name, steps }) => [name, ...steps.flatMap(({ log }) => log)].join('\n'));
}
