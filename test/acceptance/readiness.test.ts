// `/readiness` in a thread (S003-40): what the installation lacks, as the app's own token shows it, in one reply with every fix.
import { afterEach, expect, test } from 'vitest';
import { asUser } from '../../src/sandbox/state/actor.ts';
import { changeRepository, removeCollaborator } from '../../src/sandbox/state/repositories.ts';
import { FORM, healthy, healthyPolicy, type Patient, POLICY } from '../support/healthy.ts';
import { type Story, startStory } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

/** An incident in an installation that lacks nothing but what is broken of it. */
async function incidentIn(breaks: (patient: Patient) => unknown = () => undefined): Promise<void> {
  story = await startStory();
  const patient = await healthy(story.sandbox);
  await breaks(patient);
  await story.declare();
  await story.nextComment();
}

const rows = (reply: string) => reply.split('\n').filter((line) => /^\| (?:❌|💡|❔) /u.test(line));

test('an installation that lacks nothing is ready', async () => {
  await incidentIn();
  await story.requests();
  await story.say('responder', '/readiness');
  const asked = (await story.requests()).map(({ route }) => route);
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(18);
  expect(await story.nextComment()).toContain(
    '**This installation is ready**: nothing is missing that can be seen from here.',
  );
});

test('each fault is a row with its fix, and nobody is mentioned', async () => {
  await incidentIn(async (one) => {
    await one.write(
      POLICY,
      `${healthyPolicy.replace('"@commander"', '"@nobody-here"')}verification: { workflow: "look|at.yml" }\n`,
    );
    await one.write(FORM, null);
    await one.lead('DELETE', '/repos/acme/shop/labels/P3');
  });
  await story.say('responder', '/readiness');
  const reply = await story.nextComment();
  expect(reply).toContain('things will not work');
  expect(rows(reply).join('\n')).toMatch(/❌ \| There is no label `P3`/);
  expect(rows(reply).join('\n')).toMatch(/❌ \| No issue form gives the label `incident`/);
  expect(rows(reply).join('\n')).toMatch(/❌ \| GitHub has no account nobody-here|no account nobody-here/);
  for (const row of rows(reply)) expect(row.replaceAll('&#124;', '').split('|')).toHaveLength(5);
  expect(reply).not.toMatch(/(?<![`\w])@[a-z]/);
});

test('a dry run shows the same, and changes nothing', async () => {
  await incidentIn((one) => one.write(FORM, null));
  await story.say('responder', '/readiness --dry-run');
  expect(await story.nextComment()).toMatch(/Dry run[\s\S]*No issue form gives the label/);
});

test('what GitHub does not show is told as not known, and what the policy names beyond a bound is counted', async () => {
  const many = Array.from({ length: 30 }, (_, index) => `"@person-${index}"`).join(', ');
  await incidentIn((one) => one.write(POLICY, healthyPolicy.replace('"@commander"', many)));
  await story.requests();
  await story.say('responder', '/readiness');
  expect(await story.nextComment()).toContain('were not asked about');
  const asked = await story.requests();
  expect(asked.filter(({ route }) => route.includes('/permission')).length).toBeLessThanOrEqual(21);
  expect(asked.length).toBeLessThan(60);
});

test('whoever may not respond is refused at no cost, and outside an incident there is silence', async () => {
  await incidentIn();
  await story.requests();
  await story.say('visitor', '/readiness');
  expect(await story.nextComment()).toContain('You may not do this here');
  expect((await story.requests()).some(({ route }) => route.includes('/installation'))).toBe(false);
  const { data } = await story.api('lead', 'POST', '/repos/acme/shop/issues', { title: 'A question', body: '' });
  const { number } = data as { number: number };
  await story.say('lead', '/readiness', number);
  await story.silence(number);
  expect(await story.comments(number)).toHaveLength(1);
});

test('somebody who may not read a private repository is told of', async () => {
  await incidentIn(async ({ sandbox, write }) => {
    const { store, seeded } = sandbox;
    await write(POLICY, healthyPolicy.replace('"@commander"', '"@reviewer"'));
    changeRepository(store, seeded.repository, { private: true });
    const organisation = store.organisations.get(seeded.organisation.id);
    if (organisation !== undefined) store.organisations.set(organisation.id, { ...organisation, baseRole: null });
    removeCollaborator(store, asUser(seeded.people.lead), seeded.repository, seeded.people.reviewer);
  });
  await story.say('responder', '/readiness');
  expect(await story.nextComment()).toContain('reviewer may not read');
});
