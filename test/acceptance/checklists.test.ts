// Each runbook's checklist holds its transitions and lets them go, through GitHub's API: by command, by what happens, by hand, and by force with a reason.
import { afterEach, describe, expect, test } from 'vitest';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { formOfPreset } from '../support/declaration-form.ts';
import { plain, samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
afterEach(() => story.end());

/** An incident of a preset at a severity, taken by a responder, what was said so far read. */
async function begin(preset: string, level: string, body = ''): Promise<void> {
  story = await startStory({ policy: samplePolicy(preset), preset });
  await declare(level, body);
}

async function declare(level: string, body = ''): Promise<void> {
  issue = await story.declare({ title: `[INCIDENT ${level}] Checkout down`, labels: ['incident', level], body });
  await story.say('responder', '/ack');
  await readAll(story, issue);
}

/** Says it, and tells how it was answered: what was said in reply, or the reaction alone. */
async function say(text: string, as: SamplePerson = 'responder'): Promise<string> {
  const comment = await story.say(as, text);
  const reaction = (await story.reactions(comment)).join();
  const replies = await readAll(story, issue);
  return plain([reaction === '+1' ? 'done' : 'refused', ...replies].join('\n'));
}

async function status(): Promise<string | undefined> {
  const { labels, state } = await story.issue();
  return `${labels.find((label) => label.startsWith('status: '))?.slice('status: '.length)} ${state}`;
}

/** What of the checklist the card shows: `5 ⬜`, `6 ✅ responder`. */
async function shown(): Promise<readonly string[]> {
  return (await story.card()).split('\n').flatMap((line) => {
    const [, box, number, rest = ''] = /^- (⬜|✅|➖) (\d+)\. (.*)$/u.exec(line) ?? [];
    const by = / · (\S+) \d\d:\d\d UTC$/.exec(rest)?.[1];
    return number === undefined ? [] : [[number, box, ...(by === undefined ? [] : [by])].join(' ')];
  });
}

/** The numbers that a refusal lists, and the command that it gives to copy. */
function listed(said: string): { readonly numbers: readonly number[]; readonly copy: string | undefined } {
  return {
    numbers: [...said.matchAll(/^- \*\*(\d+)\*\* /gm)].map((match) => Number(match[1])),
    copy: /^(\/check [\d ]+)$/m.exec(said)?.[1],
  };
}

async function closeByHand(as: SamplePerson = 'responder'): Promise<string> {
  await story.api(as, 'PATCH', `/repos/acme/shop/issues/${issue}`, { state: 'closed' });
  await story.settle();
  return plain((await readAll(story, issue)).join('\n'));
}

describe('the emergency runbook', () => {
  test('S000-16 S000-17 S000-18 S000-19 S000-30 S000-31 S000-32 S000-33 the form ticks the assessment; four items hold the resolution, one of them ticked by the watching itself', async () => {
    const { filled, options } = formOfPreset('emergency');
    const answers = {
      broken: 'Checkout answers 500',
      started: '2026-11-21T07:40Z',
      affected: options('affected')[0] ?? '',
      changed: options('changed')[0] ?? '',
    };
    await begin('emergency', 'P1', filled(answers));
    expect(await shown()).toEqual([
      '1 ✅ responder',
      '2 ✅ responder',
      '3 ✅ responder',
      '4 ✅ responder',
      '5 ⬜',
      '6 ⬜',
      '7 ⬜',
      '8 ⬜',
    ]);

    expect(await say('/status mitigating rolling back')).toBe('done');
    const watched = await say('/resolve rolled back');
    expect(listed(watched)).toEqual({ numbers: [5, 6, 8], copy: '/check 5 6 8' });
    expect(await story.card()).toContain('```\n/check 5 6 8\n```');
    await story.later('PT15M');
    await readAll(story, issue);

    const held = await say('/resolve nothing came back');
    expect(held).toMatch(/^refused\n.*\/resolve was not done\.\*\* 3 things are open before it can be resolved\./s);
    expect(listed(held)).toEqual({ numbers: [5, 6, 8], copy: '/check 5 6 8' });
    expect(await status()).toBe('monitoring open');
    expect(await say('/check 5 communicated')).toBe('done');
    expect(listed(await say('/resolve nothing came back')).numbers).toEqual([6]);
    expect(await say('/na 6 nobody looked')).toMatch(/^refused\n.*Item 6 is not one that may be left out/s);
    expect(await say('/check 6')).toBe('done');
    expect(await say('/resolve nothing came back')).toBe('done');
    expect(await status()).toBe('resolved open');
    const card = await story.card();
    expect(card).toMatch(/✅ 7\. Monitor for 15-30 minutes for recurrence · responder/);
    expect(card).toMatch(/- ⬜ 9\. Document full incident timeline/);
    expect(await say('/close')).toBe('done');
    expect(await status()).toBe('closed closed');
  });
});

describe('the standard runbook', () => {
  test('S001-21 resolution waits for four checks; a lead overrides them with a reason, a responder cannot', async () => {
    await begin('standard', 'P1');
    expect(await say('/status mitigating')).toBe('done');
    const held = await say('/resolve rolled back');
    expect(listed(held)).toEqual({ numbers: [1, 2, 3, 4], copy: '/check 1 2 3 4' });
    expect(held).toContain('Health checks passing');
    expect(await say('/check 1 2')).toBe('done');
    expect(listed(await say('/resolve rolled back')).numbers).toEqual([3, 4]);
    expect(await say('/resolve --force the dashboards are down')).toMatch(
      /^refused\n.*Allowed \(authority\.override\)/s,
    );
    expect(await say('/resolve --force', 'lead')).toMatch(/^refused\n.*There is no reason/s);
    expect(await status()).toBe('mitigating open');
    expect(await say('/resolve --force the dashboards are down', 'lead')).toMatch(
      /^done\n.*still open on the checklist/s,
    );
    expect(await status()).toBe('resolved open');
    expect(plain(await story.card())).toContain(
      'Overridden before resolved: the dashboards are down. Open: 3 Performance metrics normal; 4 User reports resolved · lead',
    );
    expect(await say('/close')).toBe('done');

    await declare('P3');
    expect(listed(await closeByHand()).numbers).toEqual([1, 2, 3, 4]);
    expect(await status()).toBe('investigating open');
    expect(await say('/check 1 2 3 4')).toBe('done');
    expect(await closeByHand()).not.toContain('Reopened');
    expect(await status()).toBe('closed closed');
  });
});

describe('the SEV runbook', () => {
  test('S002-04 S002-01 S002-27 S002-39 light gates until service is restored, then hard ones: the five boxes of a fix, and the postmortem', async () => {
    await begin('sev', 'SEV-1');
    const contained = await say('/status contain rolling back');
    expect(contained).toMatch(/^done\n.*with these still open/s);
    expect(listed(contained).numbers).toEqual([1]);
    expect(await say('/check assess 4')).toBe('done');
    expect(await say('/status diagnose service is back')).toBe('done');
    expect(await shown()).toEqual([
      '1 ✅ responder',
      '2 ✅ responder',
      '3 ✅ responder',
      '4 ✅ responder',
      '5 ⬜',
      '6 ⬜',
      '7 ⬜',
      '8 ⬜',
      '9 ⬜',
      '10 ⬜',
      '11 ⬜',
      '12 ⬜',
    ]);

    const held = await say('/resolve');
    expect(listed(held)).toEqual({ numbers: [5, 6, 8, 9, 10, 11, 12], copy: '/check 5 6 8 9 10 11 12' });
    expect(await say('/status identified a migration locked the table')).toBe('done');
    expect(await say('/check 6 8 9 10 11')).toBe('done');
    expect(await say('/na 12 a forward fix')).toMatch(/^refused\n.*Item 12 is not one that may be left out/s);
    expect(listed(await say('/resolve')).numbers).toEqual([12]);
    expect(await say('/check 12')).toBe('done');
    expect(await say('/resolve fixed with tests')).toMatch(/^done/);
    expect(await status()).toBe('resolved open');

    expect(listed(await say('/close')).numbers).toEqual([7]);
    expect(listed(await closeByHand()).numbers).toEqual([7]);
    expect(await status()).toBe('resolved open');
    expect(await say('/check 7')).toBe('done');
    await closeByHand();
    expect(await status()).toBe('closed closed');
  });
});

describe('the GitHub-issue runbook', () => {
  test('S003-37 S003-39 S003-38 the nine are ticked by what happens and by people; what is there only if available is not applicable; all of it before the issue is closed', async () => {
    await begin('github', 'P2');
    expect(await shown()).toEqual([
      '1 ✅ responder',
      '2 ✅ responder',
      '3 ✅',
      '4 ⬜',
      '5 ✅ responder',
      '6 ⬜',
      '7 ⬜',
      '8 ⬜',
      '9 ⬜',
    ]);
    expect(await say('/check 99')).toMatch(/^refused\n.*The checklist has no 99/s);
    expect(await say('/status fixing')).toBe('done');
    const watched = await say('/resolve rolled back');
    expect(watched).toContain('Still open:');
    await story.later('PT30M');
    await readAll(story, issue);
    expect(await say('/resolve all normal')).toMatch(/^done/);
    expect(await story.card()).toContain('```\n/check 4 6\n```');
    expect(await shown()).toEqual([
      '4 ⬜',
      '6 ⬜',
      '10 ⬜',
      '11 ⬜',
      '12 ⬜',
      '13 ⬜',
      '14 ⬜',
      '1 ✅ responder',
      '2 ✅ responder',
      '3 ✅',
      '5 ✅ responder',
      '7 ✅ responder',
      '8 ✅ responder',
      '9 ✅ responder',
    ]);

    expect(listed(await closeByHand())).toEqual({ numbers: [4, 6], copy: '/check 4 6' });
    expect(await say('/na 6 never found')).toMatch(/^refused\n.*optional may be: 4\./s);
    expect(await say('/na 4 there is no status page')).toBe('done');
    expect(listed(await say('/close')).numbers).toEqual([6]);
    expect(await say('/check 6 7')).toMatch(/^done\n.*Done already: 7 by responder/s);
    expect(await shown()).toContain('4 ➖ responder');
    await closeByHand();
    expect(await status()).toBe('closed closed');
    expect(await say('/check 10 14')).toBe('done');
    expect(await shown()).toContain('14 ✅ responder');
  });
});

describe('the commander runbook', () => {
  test('S004-14 S004-17 three things before it is resolved, three before it is closed, by command and by label', async () => {
    await begin('commander', 'P1');
    expect(await say('/status mitigating')).toMatch(/^done/);
    expect(await say('/status monitoring')).toMatch(/^done/);
    expect(listed(await say('/resolve'))).toEqual({ numbers: [1, 2, 3], copy: '/check 1 2 3' });
    expect(await say('/check 1 2 3')).toBe('done');
    expect(await say('/check 2 --undo')).toBe('done');
    expect(listed(await say('/resolve')).numbers).toEqual([2]);
    expect(await say('/check 2')).toBe('done');
    expect(await say('/resolve restarted')).toMatch(/^done/);
    expect(listed(await say('/close'))).toEqual({ numbers: [4, 5, 6], copy: '/check 4 5 6' });
    expect(await status()).toBe('resolved open');
    expect(await say('/check 4 5')).toBe('done');
    expect(listed(await closeByHand('commander')).numbers).toEqual([6]);
    expect(await say('/close --force there is no channel', 'lead')).toMatch(/^done/);
    expect(await status()).toBe('closed closed');
    expect(plain(await story.card())).toContain('Overridden before closed: there is no channel. Open: 6 Archive incident channel · lead');
  });

  test('a label by hand is held like the command, and put back with the list', async () => {
    const gate = '\nchecklist: [{ id: criteria, text: Error rate below 0.1 %, stage: during }]\ngates: { monitoring: { needs: [criteria], strict: true } }\n';
    story = await startStory({ policy: samplePolicy('github') + gate });
    await declare('P1');
    const label = async () => {
      await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/labels`, { labels: ['status: monitoring'] });
      await story.settle();
      return plain((await readAll(story, issue)).join('\n'));
    };
    const held = await label();
    expect(held).toContain('/status monitoring was not done.');
    expect(listed(held).numbers).toEqual([15]);
    expect(await status()).toBe('investigating open');
    expect(await say('/check 15')).toBe('done');
    await label();
    expect(await status()).toBe('monitoring open');
  });
}); // biome-ignore format: one thought a line
