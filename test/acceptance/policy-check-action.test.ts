// `action/policy-check` as a required check: problems at their places, and what changes for incidents, from pull requests of the sandbox.
import { afterEach, describe, expect, test } from 'vitest';
import { type PullRun, propose, runOnPull, write } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';

const POLICY = '.github/firebreak.yml';
const people = 'people: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
let story: Story;
afterEach(() => story.end());

const begin = async (policy: string | null = `preset: github\n${people}`) => {
  story = await startStory({ asleep: true, policy });
};
const check = (number: number): Promise<PullRun> => runOnPull(story, 'policy-check', number);

describe('a pull request', () => {
  test('that breaks the policy is red at line and column; corrected it says what changes', async () => {
    await begin();
    const { number } = await propose(story, {
      [POLICY]: `preset: github\n${people}levels:\n  - name: P0\n    respond_withn: 10m\n`,
    });
    const red = await check(number);
    expect(red).toMatchObject({ code: 1, outputs: { errors: '1', changes: '' } });
    expect(red.commands).toEqual([
      {
        name: 'error',
        properties: { file: POLICY, line: '5', col: '5', title: 'unknown-key' },
        message: expect.stringContaining('respond_within'),
      },
    ]);
    expect(red.summary).toContain(`| 5:5 | unknown-key |`);
    await write(story, { [POLICY]: `preset: github\n${people}levels:\n  - name: P0\n    respond_within: 10m\n` });
    const green = await check(number);
    expect(green).toMatchObject({ code: 0, outputs: { errors: '0', changes: '1' } });
    expect(green.commands.filter(({ name }) => name === 'error')).toEqual([]);
    expect(green.summary).toMatch(/\*\*P0\*\*\n\n- respond within .* → 10 minutes/);
  });

  test('that does not touch the policy is green in one request', async () => {
    await begin();
    const { number } = await propose(story, { 'src/pay.txt': 'retry\n' });
    const run = await check(number);
    expect(run).toMatchObject({
      code: 0,
      requests: 1,
      commands: [],
      outputs: { errors: '0', warnings: '0', changes: '0' },
    });
    expect(run.summary).toContain('This pull request does not change the policy.');
  });

  test('that adds the first policy says what changes, and that it pages nobody', async () => {
    await begin(null);
    const { number } = await propose(story, { [POLICY]: 'preset: sev\n' });
    const run = await check(number);
    expect(run).toMatchObject({ code: 0, outputs: { errors: '0' } });
    expect(run.summary).toContain('is called SEV-1');
    expect(run.commands).toEqual([
      { name: 'warning', properties: { title: 'policy' }, message: expect.stringContaining('it pages nobody') },
    ]);
  });

  test('that takes the policy away says what changes', async () => {
    await begin('preset: sev\n');
    const { number } = await propose(story, { 'src/pay.txt': 'retry\n' });
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/contents/${POLICY}?ref=change`);
    const { sha } = data as { sha: string };
    const gone = { message: 'Go', sha, branch: 'change' };
    expect((await story.api('lead', 'DELETE', `/repos/acme/shop/contents/${POLICY}`, gone)).status).toBe(200);
    const run = await check(number);
    expect(run).toMatchObject({ code: 0, outputs: { errors: '0' } });
    expect(run.summary).toContain('is called P0');
  });

  test('is told without what others changed on the branch meanwhile', async () => {
    await begin();
    const level = (name: string) => `preset: github\n${people}levels:\n  - { name: ${name}, respond_within: 10m }\n`;
    const { number } = await propose(story, { [POLICY]: level('P0') });
    await write(story, { [POLICY]: level('P1') }, 'main');
    const run = await check(number);
    expect(run).toMatchObject({ code: 0, outputs: { changes: '1' } });
    expect(run.summary).toContain('**P0**');
    expect(run.summary).not.toContain('**P1**');
  });

  test('that breaks a base in this repository is red in that file', async () => {
    await begin();
    await write(story, { '.github/base.yml': `preset: github\n${people}` }, 'main');
    await write(story, { [POLICY]: '_extends: "shop:.github/base.yml"\n' }, 'main');
    const { number } = await propose(story, { '.github/base.yml': `preset: github\n${people}levls: []\n` });
    const run = await check(number);
    expect(run.code).toBe(1);
    expect(run.commands.map(({ properties }) => [properties['file'], properties['line'], properties['title']])).toEqual(
      [
        [POLICY, '1', 'extends-broken'],
        ['.github/base.yml', '3', 'unknown-key'],
      ],
    );
  });

  test('over a base that the token may not read is judged without it, with a warning', async () => {
    await begin();
    const { number } = await propose(story, { [POLICY]: `_extends: elsewhere/policies\npreset: github\n${people}` });
    const run = await check(number);
    expect(run).toMatchObject({ code: 0, outputs: { errors: '0', warnings: '1', changes: '' } });
    expect(run.commands[0]?.message).toContain(
      'elsewhere/policies:.github/firebreak.yml, which is not there or may not be read for a pull request',
    );
    expect(run.summary).toContain('## Firebreak / policy: sound as far as it could be read');
  });

  test('with commands of the runner in its policy begins none', async () => {
    await begin();
    const hostile = `preset: github\n"x\\r\\n::add-mask::y %0A##[add-mask]z,line=9::": 1\n`;
    const { number } = await propose(story, { [POLICY]: hostile });
    const run = await check(number);
    expect(run.code).toBe(1);
    expect(run.commands.map(({ name, properties }) => [name, properties['file'], properties['line']])).toEqual([
      ['error', POLICY, '2'],
    ]);
  });
});
