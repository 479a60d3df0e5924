// The declaration form, from the file that GitHub shows to what comes of an issue made with it, against the unmodified server.
import { afterEach, describe, expect, test } from 'vitest';
import { formOfPreset } from '../support/declaration-form.ts';
import { plain } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

type Answers = Readonly<Record<string, string>>;

/** Opens an issue with the form of a preset, filled in so. */
async function declare(preset: string, answers: Answers, as: 'responder' | 'visitor' = 'responder'): Promise<number> {
  return story.declare({ title: '[INCIDENT] ', labels: ['incident'], body: formOfPreset(preset).filled(answers), as });
}

/** Edits the issue so that its form is filled in so. */
async function edit(
  issue: number,
  preset: string,
  answers: Answers,
  as: 'responder' | 'commander' = 'responder',
): Promise<void> {
  const body = formOfPreset(preset).filled(answers);
  const { status } = await story.api(as, 'PATCH', `/repos/acme/shop/issues/${issue}`, { body });
  expect(status).toBe(200);
  await story.settle();
}

/** The severity of a form whose name is this. */
function severity(preset: string, name: string): string {
  return (
    formOfPreset(preset)
      .options('severity')
      .find((option) => option.startsWith(`${name}`)) ?? ''
  );
}

describe('a required answer that is missing, in a private repository as in a public one', () => {
  test('S000-16 is asked for with the page and never again; the card follows each edit', async () => {
    story = await startStory({ preset: 'emergency' });
    const answers = { broken: '.', severity: severity('emergency', 'P0') };
    const issue = await declare('emergency', answers);
    const page = plain(await story.nextComment());
    expect(page).toContain('Please add to the issue');
    expect(page).toContain('What is broken? has no answer');
    expect(plain(await story.card())).toContain('What is broken? has no answer');
    await edit(issue, 'emergency', { ...answers, started: 'at lunch' });
    expect(plain(await story.card())).toContain('The start time was not understood');
    await edit(issue, 'emergency', { ...answers, broken: 'Checkout answers 500', started: '2026-11-21T07:40Z' });
    const card = plain(await story.card());
    expect(card).not.toContain('Please add to the issue');
    expect(card).toContain('2026-11-21 07:40 UTC');
    await story.silence();
  });
});

describe('S000-16 S000-17 S000-18 S000-19 the triage of the emergency runbook', () => {
  test('is asked by its form, and what is answered is ticked on the card', async () => {
    story = await startStory({ preset: 'emergency' });
    const form = formOfPreset('emergency');
    expect(form.options('affected')).toEqual(['All users', 'Subset', 'Specific feature']);
    expect(form.options('changed')).toEqual(['Deploy', 'Config', 'External service']);
    await declare('emergency', {
      broken: 'Checkout answers 500',
      severity: severity('emergency', 'P0'),
      started: '2026-11-21T07:40Z',
      affected: 'All users',
      changed: 'Deploy',
    });
    await story.nextComment();
    const card = plain(await story.card());
    for (const item of ['What is broken?', 'When did it start?', 'Who is affected?', 'What changed recently?'])
      expect(card).toMatch(new RegExp(`✅ \\d+\\. ${item.replace('?', '\\?')} \\(.+ · responder`));
    expect(card).toContain('All users');
  });
});

describe('S002-03 planned maintenance is no incident', () => {
  const answers = { broken: 'Database upgrade', severity: severity('sev', 'SEV-4'), excluded: 'Planned maintenance' };

  test('it is not declared, nobody is paged, and a plain issue is offered', async () => {
    story = await startStory({ preset: 'sev' });
    await declare('sev', answers);
    const said = plain(await story.nextComment());
    expect(said).toContain('Not declared, and nobody was paged');
    expect(said).toContain('Planned maintenance');
    expect(said).toContain('/ack');
    expect(said).toContain('/decline <reason> --plain');
    expect((await story.issue()).labels).toContain('status: reported');
    await story.later('PT4H');
    await story.silence();
  });

  test('whoever may respond takes it as an incident all the same', async () => {
    story = await startStory({ preset: 'sev' });
    const issue = await declare('sev', answers);
    await story.nextComment();
    await story.say('responder', '/ack it took checkout down');
    expect((await story.issue()).labels).toContain('status: investigating');
    expect(plain(await story.card())).not.toContain('which is no incident here');
    await readAll(story, issue);
  });
});

test('S002-26 the first complaint, the first alert, detection and declaration are times of their own', async () => {
  story = await startStory({ preset: 'sev' });
  const issue = await declare('sev', {
    broken: 'Checkout answers 500',
    severity: severity('sev', 'SEV-2'),
    started: '2026-11-21T07:40Z',
    complaint: '2026-11-21T07:44Z',
    alerted: '2026-11-21T07:51Z',
    detected: '2026-11-21T07:52Z',
  });
  const card = plain(await story.card());
  for (const row of [
    '| Started | 2026-11-21 07:40 UTC |',
    '| First complaint | 2026-11-21 07:44 UTC (7 minutes before the first alert) |',
    '| First alert | 2026-11-21 07:51 UTC |',
    '| Detected | 2026-11-21 07:52 UTC |',
  ])
    expect(card.replaceAll('**', '')).toContain(row);
  expect(card.replaceAll('**', '')).toContain('| Declared | 2026-11-21 08:00 UTC');
  await readAll(story, issue);
});

test('S004-10 whether customers notice it is on the card', async () => {
  story = await startStory({ preset: 'commander' });
  const answers = { broken: 'Gateway down', severity: severity('commander', 'P1') };
  const issue = await declare('commander', { ...answers, customer_facing: 'Yes: customers notice it' });
  expect(plain(await story.card())).toMatch(/Customers notice it\W+yes/);
  await readAll(story, issue);
});

test('S003-37 a box that is ticked in the form is ticked on the card, with who and when', async () => {
  story = await startStory({ preset: 'github' });
  const answers = { broken: 'Checkout answers 500', severity: severity('github', 'P0') };
  const issue = await declare('github', answers);
  await story.nextComment();
  await story.later('PT3M');
  const items = formOfPreset('github').boxes('checklist');
  const checklist = items.map((item) => `- [${item === 'Fix applied' ? 'x' : ' '}] ${item}`).join('\n');
  await edit(issue, 'github', { ...answers, checklist }, 'commander');
  expect(plain(await story.card())).toMatch(/✅ 7\. Fix applied · commander 08:03 UTC/);
  await edit(issue, 'github', answers, 'commander');
  expect(plain(await story.card())).toContain('⬜ 7. Fix applied');
});

test('a severity that is changed in the form afterwards changes nothing; the card says so, and how to', async () => {
  story = await startStory({ preset: 'github' });
  const answers = { broken: 'Checkout answers 500', severity: severity('github', 'P0') };
  const issue = await declare('github', answers);
  await story.nextComment();
  await edit(issue, 'github', { ...answers, severity: severity('github', 'P2') });
  expect((await story.issue()).labels).toContain('P0');
  expect(plain(await story.card())).toContain('The form says P2; the incident is P0. Comment /severity P2');
  await story.say('responder', '/severity P2 only search');
  expect(plain(await story.card())).not.toContain('The form says');
  await readAll(story, issue);
});

test('S003-08 how it was detected, one of four ways, is on the card', async () => {
  story = await startStory({ preset: 'github' });
  for (const way of formOfPreset('github').options('detection')) {
    await declare('github', { broken: 'Checkout answers 500', severity: severity('github', 'P3'), detection: way });
    expect(plain(await story.card())).toContain(way);
  }
});

test('S001-14 one of three ways of detection is on the card', async () => {
  story = await startStory({ preset: 'standard' });
  const ways = formOfPreset('standard').options('detection');
  expect(ways).toHaveLength(3);
  for (const way of ways) {
    await declare('standard', { broken: 'Checkout answers 500', severity: severity('standard', 'P3'), detection: way });
    expect(plain(await story.card())).toContain(way);
  }
});

test('S002-02 S002-07 S002-08 S002-09 S003-07 S004-02 S004-08 what the forms ask and help with is the runbook’s', async () => {
  for (const [preset, texts] of [
    ['sev', ['Need to coordinate incident response', 'Can we rollback?', 'User impact, business priority', 'What does your monitoring show?']],
    ['github', ['P0, for example: Database unavailable; Application returning 500 errors; Secrets exposed']],
    ['commander', ['The first yes decides:', '4. Is it a minor issue? P4', 'How many users impacted?']],
  ] as const) {
    story = await startStory({ preset });
    const file = await story.api('visitor', 'GET', '/repos/acme/shop/contents/.github/ISSUE_TEMPLATE/incident.yml');
    const { content } = file.data as { readonly content: string };
    const text = Buffer.from(content, 'base64').toString('utf8');
    for (const expected of texts) expect(text).toContain(expected);
    if (preset !== 'commander') await story.end();
  }
}); // biome-ignore format: a list
