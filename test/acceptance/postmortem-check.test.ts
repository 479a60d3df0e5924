// The app says by itself on each head whether the postmortems that a pull request proposes are right: a check that can be required.
import { afterEach, describe, expect, test } from 'vitest';
import { headOf, openPull, requireChecks } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { type Pull, pullNumbered } from '../support/lane.ts';
import { fileOn, pathsIn, postmortemPull, pushText, resolvedStory } from '../support/postmortem.ts';
import { linesOn, POSTMORTEM, runsOn, verdictOn } from '../support/proposal-check.ts';
import { propose, proposeFromFork, write } from '../support/pull-run.ts';
import { changed, SOUND_FILE } from '../support/sound-postmortem.ts';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const begin = async (more: Parameters<typeof startStory>[0] = {}) => {
  story = await startStory({ policy: 'preset: sev\n', ...more });
};
const required = () => requireChecks(story.sandbox, [{ context: POSTMORTEM, app_id: story.sandbox.app.id }]);
const proposed = async (files: Readonly<Record<string, string>>): Promise<Pull> => {
  const pull = await propose(story, files);
  await story.settle();
  return pull;
};
const merge = async ({ number }: Pick<Pull, 'number'>) =>
  (await story.api('lead', 'PUT', `/repos/acme/shop/pulls/${number}/merge`, {})).status;

const blaming = changed('- The rollback took four minutes.', '- Dana broke the checkout.');
const lineOf = (text: string, words: string): number => text.split('\n').findIndex((line) => line.includes(words)) + 1;

describe('a pull request that touches no postmortem', () => {
  test('passes at once where the check is required, and is merged', async () => {
    await begin();
    await required();
    const pull = await openPull(story.sandbox);
    await story.settle();
    expect(await verdictOn(story, pull.head.sha), story.app.output()).toBe('success');
    expect((await runsOn(story, pull.head.sha))[0]?.output.title).toBe('No postmortem is changed');
    expect(await merge(pull)).toBe(200);
  });

  test('is told so where nobody requires it, too, for one request that reads and one that writes', async () => {
    await begin();
    const first = await openPull(story.sandbox, 'first');
    await story.settle();
    expect(await verdictOn(story, first.head.sha)).toBe('success');
    await story.requests();
    const second = await openPull(story.sandbox, 'second');
    await story.settle();
    expect(await verdictOn(story, second.head.sha)).toBe('success');
    expect((await story.requests()).map(({ operations }) => operations)).toEqual([['repository'], ['createCheckRun']]);
  });

  test('that takes one away, or changes the page that lists them, passes', async () => {
    await begin();
    await write(story, { [SOUND_FILE]: blaming }, 'main');
    await story.settle();
    const pull = await proposed({ 'reports/incidents/README.md': '# Incidents\nDana broke it.\n' });
    expect(await verdictOn(story, await headOf(as(story.sandbox, 'lead'), 'change'))).toBe('success');
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/contents/${SOUND_FILE}?ref=change`);
    const { sha } = data as { sha: string };
    const gone = { message: 'Go', sha, branch: 'change' };
    await story.api('lead', 'DELETE', `/repos/acme/shop/contents/${SOUND_FILE}`, gone);
    await story.settle();
    expect(await verdictOn(story, (await pullNumbered(story, pull.number)).head.sha)).toBe('success');
  });
});

describe('a pull request with a postmortem', () => {
  test('that blames fails on its line and is not merged', async () => {
    await begin();
    await required();
    const pull = await proposed({ [SOUND_FILE]: blaming });
    const head = await headOf(as(story.sandbox, 'lead'), 'change');
    expect(await verdictOn(story, head), story.app.output()).toBe('failure');
    const lines = await linesOn(story, head);
    expect(lines.filter(({ title }) => title === 'E12')).toEqual([
      expect.objectContaining({
        path: SOUND_FILE,
        start_line: lineOf(blaming, 'Dana broke'),
        annotation_level: 'failure',
      }),
    ]);
    // There is no such incident, which only the record tells.
    expect(lines.map(({ title }) => title)).toContain('E03');
    expect(await merge(pull)).toBe(405);
  });
});

describe('the postmortem of an incident', () => {
  const drafted = async () => {
    const resolved = await resolvedStory({ policy: 'preset: github\n' });
    story = resolved.story;
    const pull = await postmortemPull(story, resolved.issue);
    const path = (await pathsIn(story, pull)).find((one) => one.endsWith('.md')) ?? '';
    return { ...resolved, pull, path, text: (await fileOn(story, pull.head.ref, path)) ?? '' };
  };
  const headNow = async ({ number }: Pull) => (await pullNumbered(story, number)).head.sha;

  test('is no postmortem yet while a question of its draft is left; what the record knows is right in it', async () => {
    const { pull, text } = await drafted();
    const head = await headNow(pull);
    expect(await verdictOn(story, head), story.app.output()).toBe('failure');
    const lines = await linesOn(story, head);
    const questions = lines.filter(({ message }) => message.startsWith('This question is still to be answered.'));
    expect(questions.length).toBe(text.split('❓ **To answer:**').length - 1);
    expect(lines.map(({ title }) => title)).not.toContain('E03');
    const [run] = await runsOn(story, head);
    expect(run?.output.summary).toContain('Not judged, since the record of the incident was not read for it: E22');
  });

  test('is judged by the record: a severity that it never had fails on its line, and is right once the record has it', async () => {
    const { pull, path, text, issue } = await drafted();
    await pushText(
      story,
      pull,
      path,
      text.replace(/^severity_peak: .*$/m, 'severity_peak: P1').replace(/^severity_close: .*$/m, 'severity_close: P1'),
    );
    const head = await headNow(pull);
    const e03 = async () =>
      (await linesOn(story, head)).flatMap(({ title, message }) => (title === 'E03' ? [message] : []));
    expect((await e03()).join()).toContain('`severity_close` is P1; the record says P0');
    expect(await runsOn(story, head)).toHaveLength(1);
    await story.say('lead', '/severity P1 it was only slow', issue);
    expect(await runsOn(story, head)).toHaveLength(2);
    expect((await e03()).join()).not.toContain('`severity_close`');
    while ((await story.nextComment(issue).catch(() => null)) !== null);
  });
});

test('owners of action items are accounts that there are, which the app asks', async () => {
  await begin();
  await proposed({ [SOUND_FILE]: changed('| prevent | @responder |', '| prevent | @nobody-here |') });
  const head = await headOf(as(story.sandbox, 'lead'), 'change');
  const said = (await linesOn(story, head)).filter(({ title }) => title === 'E08').map(({ message }) => message);
  expect(said).toEqual(
    ['nobody-here', 'acme/observability'].map((one) => `There is no @${one} who could own this. Check the spelling.`),
  );
});

test('a stranger’s pull request from a fork is judged by its text, and nothing of it speaks', async () => {
  await begin();
  const text = changed('- The rollback took four minutes.', '- Dana broke the checkout, @lead.');
  const { number } = await proposeFromFork(story, { [SOUND_FILE]: text }, {});
  await story.settle();
  const { head } = await pullNumbered(story, number);
  expect(await verdictOn(story, head.sha), story.app.output()).toBe('failure');
  expect((await linesOn(story, head.sha)).map(({ title }) => title)).toContain('E12');
  expect((await runsOn(story, head.sha))[0]?.output.summary).not.toMatch(/@lead/);
});

test('a file that is no text is no success', async () => {
  await begin();
  await proposed({ [SOUND_FILE]: '\0\u0001\0' });
  const head = await headOf(as(story.sandbox, 'lead'), 'change');
  expect(await verdictOn(story, head)).toBe('failure');
  expect((await linesOn(story, head)).map(({ title }) => title)).toEqual(['E00']);
});

describe('killed', () => {
  const many = `${changed('- The rollback took four minutes.', Array.from({ length: 120 }, (_, at) => `- [TODO ${at}]\n- Dana broke part ${at}.`).join('\n'))}`;

  test.each(['proposal-posted', 'between-annotations'])(
    'at %s there is one check, with each line once',
    async (point) => {
      await begin();
      await story.app.crashAt(point);
      await propose(story, { [SOUND_FILE]: many });
      await story.settle().catch(() => undefined);
      expect(story.app.alive()).toBe(false);
      await story.app.start();
      await story.settle();
      const head = await headOf(as(story.sandbox, 'lead'), 'change');
      expect(await verdictOn(story, head), story.app.output()).toBe('failure');
      const lines = (await linesOn(story, head)).map(
        ({ start_line: line, title, message }) => `${line} ${title} ${message}`,
      );
      expect(lines.length).toBeGreaterThan(50);
      expect(lines).toHaveLength(new Set(lines).size);
    },
  );
});
