// `action/postmortem-lint` as a required check: the runner's process and event, a token that only reads, GitHub's answers from the sandbox.
import { afterEach, describe, expect, test } from 'vitest';
import { fileOn, pathsIn, postmortemPull, pushText, resolvedStory } from '../support/postmortem.ts';
import { type PullRun, propose, proposeFromFork, runOnPull, write } from '../support/pull-run.ts';
import { changed, SOUND, SOUND_FILE } from '../support/sound-postmortem.ts';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const begin = async (policy = 'preset: sev\n') => {
  story = await startStory({ asleep: true, policy });
  await story.api('lead', 'POST', '/repos/acme/shop/issues', { title: 'Checkout fails', labels: ['incident'] });
};
const lint = (number: number): Promise<PullRun> => runOnPull(story, 'postmortem-lint', number);

/** The document of the incident that there is. */
const ofFirst = (text: string): string => text.replace('incident: 42', 'incident: 1');
const sound = ofFirst(SOUND);
const bad = ofFirst(changed('- The rollback took four minutes.', '- Dana broke the checkout.'));
const lineOf = (text: string, words: string): number => text.split('\n').findIndex((line) => line.includes(words)) + 1;
const errorsOf = ({ commands }: PullRun) => commands.filter(({ name }) => name === 'error');

describe('a pull request', () => {
  test('that adds a postmortem with blame is red at its line; corrected it is green', async () => {
    await begin();
    const { number } = await propose(story, { [SOUND_FILE]: bad });
    const red = await lint(number);
    expect(errorsOf(red).map(({ properties }) => properties)).toEqual([
      expect.objectContaining({
        file: SOUND_FILE,
        line: String(lineOf(bad, 'Dana broke')),
        endLine: String(lineOf(bad, 'Dana broke')),
        col: '3',
        title: 'E12',
      }),
    ]);
    expect(red).toMatchObject({ code: 1, outputs: { errors: '1', warnings: '0' } });
    expect(red.summary).toContain('## Firebreak / postmortem: 1 to correct');
    expect(red.summary).toMatch(/\| \d+ \| E12 \| must \|/);
    await write(story, { [SOUND_FILE]: sound });
    const green = await lint(number);
    expect(green.commands).toEqual([]);
    expect(green).toMatchObject({ code: 0, outputs: { errors: '0', warnings: '0' } });
    expect(green.summary).toContain('Nothing to correct');
    expect(green.summary).toContain('Not judged, since the record of the incident was not read for it: E03');
  });

  test.each([
    { name: 'touches no postmortem', files: { 'src/pay.txt': 'retry\n' } },
    {
      name: 'changes the page that lists them',
      files: { 'reports/incidents/README.md': '# Incidents\nDana broke it.\n' },
    },
    { name: 'has a document elsewhere', files: { [`docs/${SOUND_FILE}`]: bad } },
  ])('that $name is green in at most two requests', async ({ files }) => {
    await begin();
    const { number } = await propose(story, files);
    const run = await lint(number);
    expect(run).toMatchObject({ code: 0, commands: [], outputs: { errors: '0', warnings: '0' } });
    expect(run.summary).toContain('This pull request changes no postmortem.');
    expect(run.requests).toBeGreaterThan(0);
    expect(run.requests).toBeLessThanOrEqual(2);
  });

  test('is judged by the policy of the branch that it goes to, not by its own', async () => {
    await begin('preset: sev\npostmortem: { path: "post/{date}-{slug}.md" }\n');
    const path = 'post/2026-03-01-checkout-fails-for-new-carts.md';
    const { number } = await propose(story, { [path]: bad, '.github/firebreak.yml': 'preset: sev\n' });
    const run = await lint(number);
    expect(errorsOf(run).map(({ properties }) => [properties['file'], properties['title']])).toEqual([[path, 'E12']]);
  });

  test.each([
    { names: 'no incident of the repository', line: 'incident: 42', says: 'There is no incident #42 in this' },
    { names: 'none with a comment behind', line: 'incident: 42 # fails', says: 'There is no incident #42 in this' },
    { names: 'none by a key in quotes', line: '"incident": 42', says: 'There is no incident #42 in this' },
    { names: 'nothing', line: 'number: 42', says: 'The front matter names no incident.' },
  ])('whose front matter names $names is red', async ({ line, says }) => {
    await begin();
    const { number } = await propose(story, { [SOUND_FILE]: SOUND.replace('incident: 42', line) });
    expect(errorsOf(await lint(number)).map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
  });

  test('that has a file which is no text is red, and says so', async () => {
    await begin();
    const { number } = await propose(story, { [SOUND_FILE]: '\0\u0001\0' });
    expect(await lint(number)).toMatchObject({ code: 1, commands: [{ name: 'error', properties: { title: 'E00' } }] });
  });

  test('that was pushed to meanwhile is judged by the run of the new head', async () => {
    await begin();
    const { number } = await propose(story, { [SOUND_FILE]: sound });
    const head = { number, head: { sha: '0'.repeat(40) }, base: { ref: 'main' } };
    const run = await runOnPull(story, 'postmortem-lint', number, (event) => ({
      ...event,
      payload: { pull_request: head },
    }));
    expect(run.code).toBe(1);
    expect(errorsOf(run)[0]?.message).toContain(`#${number} has moved on from 0000000, which this run is for`);
  });
});

test('names, words and links of a stranger’s fork begin no command of the runner, and lead nowhere', async () => {
  await begin();
  const folder = 'reports/incidents/2026-03-01-';
  const [signs, lines] = [`${folder}a,line=1::b%0A ##[add-mask]x.md`, `${folder}a\r\n::stop-commands::x.md`];
  const link = `${folder}environment.md`;
  const words = '::error::%0A##[add-mask]z';
  const text = ofFirst(changed('| 2026-03-15 | #57 |', `| ${words} | #57 |`));
  const { number } = await proposeFromFork(story, { [signs]: text, [lines]: text }, { [link]: '/proc/self/environ' });
  const run = await lint(number);
  expect(run.code).toBe(1);
  expect(run.commands.filter(({ name }) => name !== 'error' && name !== 'warning')).toEqual([]);
  expect(new Set(run.commands.map(({ properties }) => properties['file']))).toEqual(new Set([signs, lines, link]));
  expect(run.commands).toHaveLength(Number(run.outputs['errors']) + Number(run.outputs['warnings']));
  expect(run.commands.filter(({ message }) => message.startsWith(`${words} is no day`))).not.toEqual([]);
  expect(run.log + run.summary).not.toMatch(/INPUT_TOKEN|GITHUB_OUTPUT/);
});

test.each([
  { event: 'merge_group', code: 0, says: 'before the merge queue' },
  { event: 'push', code: 1, says: 'pull_request or merge_group is expected' },
] as const)('a run of $event asks nothing of GitHub', async ({ event, code, says }) => {
  await begin();
  const { number } = await propose(story, { [SOUND_FILE]: bad });
  const run = await runOnPull(story, 'postmortem-lint', number, () => ({ name: event, payload: {} }));
  expect(run).toMatchObject({ code, requests: 0 });
  expect(run.log).toContain(says);
});

test('what the front matter says is compared with the card that the app keeps', async () => {
  const resolved = await resolvedStory({ policy: 'preset: github\n' });
  story = resolved.story;
  const pull = await postmortemPull(story, resolved.issue);
  const path = (await pathsIn(story, pull)).find((one) => one.endsWith('.md')) ?? '';
  const text = (await fileOn(story, pull.head.ref, path)) ?? '';
  const e03 = async () =>
    errorsOf(await lint(pull.number)).flatMap(({ properties, message }) =>
      properties['title'] === 'E03' ? [`${properties['line']} ${message}`] : [],
    );
  expect(await e03()).toEqual([]);
  await pushText(story, pull, path, text.replace(/^severity_peak: .*$/m, 'severity_peak: P2'));
  expect(await e03()).toEqual([
    `${lineOf(text, 'severity_peak:')} \`severity_peak\` is P2; the record says P0. Correct one of them.`,
  ]);
});
