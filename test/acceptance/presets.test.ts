// The sample repository is switched between the five runbooks by one line; each is taken through declaration, severities and statuses.

import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { policyOf } from '../support/builders.ts';
import { formOfPreset } from '../support/declaration-form.ts';
import { plain, samplePolicy } from '../support/shown-card.ts';
import { type Story, setPolicy, startStory } from '../support/story.ts';

/** What a runbook calls things, and what its first page says. */
type Runbook = {
  readonly preset: string;
  readonly ids: string;
  /** Worst first. */
  readonly levels: readonly [string, string, string, string];
  /** Who is mentioned at the declaration of the worst. */
  readonly paged: readonly string[];
  /** Of the page, in order. */
  readonly page: readonly RegExp[];
  /** Of the card at the declaration. */
  readonly card: readonly RegExp[];
  /** A word of the runbook for a status, and the canonical one. */
  readonly words: readonly (readonly [string, string])[];
  /** Of the help of the severity question. */
  readonly examples?: readonly string[];
  /** How long a fix of the worst level is watched; null = not at all. */
  readonly watched: string | null;
};

const runbooks: readonly Runbook[] = [
  {
    preset: 'emergency',
    ids: 'S000-01 S000-02 S000-10 S000-28 S000-40 S000-41 S000-47',
    levels: ['P0', 'P1', 'P2', 'P3'],
    paged: ['@acme/on-call'],
    page: [/INCIDENT: Production down/, /STATUS: Investigating/, /IMPACT: /, /ETA: Unknown/, /ACTIONS: /],
    card: [/Stay calm\. Assess first\. Communicate clearly\./, /\*\*Phase\*\* \| .*Assess/, /\*\*Respond by\*\* \| 2026-11-21 08:00 UTC/, /Check health/, /View logs/, /Rollback/, /Deploy/, /Container status/, /On-call/, /Escalation/, /Infrastructure/],
    words: [['investigating', 'investigating'], ['mitigating', 'mitigating']],
    watched: 'PT15M',
  },
  {
    preset: 'standard',
    ids: 'S001-01 S001-05 S001-25 S001-31 S001-40',
    levels: ['P0', 'P1', 'P2', 'P3'],
    paged: ['@acme/on-call', '@acme/leads', '@reviewer', '@commander'],
    page: [/Production down/, /Severity: P0/],
    card: [/\*\*Respond by\*\* \| 2026-11-21 08:00 UTC/, /Health checks passing/, /Error rates normal/, /Performance metrics normal/, /User reports resolved/, /Infrastructure [Pp]atterns/, /[Mm]onitoring/],
    words: [['investigating', 'investigating'], ['identified', 'identified']],
    watched: null,
  },
  {
    preset: 'sev',
    ids: 'S002-01 S002-05 S002-10 S002-38 S002-39 C1',
    levels: ['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'],
    paged: ['@acme/on-call'],
    page: [/Production down/, /SEV-1/],
    card: [/Restore service first, investigate later/, /“.+” → .+/, /\*\*Phase\*\* \| .*Assess/i, /Contain/, /Diagnose/, /Postmortem/],
    words: [['contain', 'mitigating'], ['mitigate', 'mitigating'], ['investigating', 'investigating']],
    watched: null,
  },
  {
    preset: 'github',
    ids: 'S003-01 S003-02 S003-06 S003-09 S003-30 S003-37 S003-41',
    levels: ['P0', 'P1', 'P2', 'P3'],
    paged: ['@acme/on-call', '@lead'],
    page: [/🚨 \*{0,2}INCIDENT: Production down/, /Severity: P0/, /Started: 2026-11-21T07:00:00Z/, /Status: Investigating/i, /Impact: /, /ETA: /, /Updates: /],
    card: [/\*\*Phase\*\* \| Detection .* Triage \(until 08:05 UTC\)/, /\*\*Respond by\*\* \| 2026-11-21 08:05 UTC/, /Runbook: .*DevOps, 2025-10-19/, /Root cause identified/, /Backup/, /CI\/CD/],
    words: [['fixing', 'mitigating'], ['verifying', 'monitoring']],
    watched: 'PT2H',
    examples: ['P0, for example: Database unavailable;', 'P1, for example: Approvals drawer broken;', 'P2, for example: Single tile failing;', 'P3, for example: Typos;'],
  },
  {
    preset: 'commander',
    ids: 'S004-01 S004-06 S004-21 S004-29 S004-30 C1',
    levels: ['P1', 'P2', 'P3', 'P4'],
    paged: ['@acme/on-call'],
    page: [/INCIDENT: Production down/, /Severity: P1/, /Time: 2026-11-21 \d\d:\d\d UTC/, /Impact: /, /Status: Investigating/i, /Next update in: 15 minutes/],
    card: [/On-call Engineer/, /Database Admin/, /Infrastructure/, /Engineering Manager/, /\| VP Engineering \| .* \| - \|/, /Operations/, /Troubleshooting/],
    words: [['identified', 'identified'], ['mitigating', 'mitigating']],
    watched: null,
  },
]; // biome-ignore format: a table

/** The label of a level that becomes a ticket of the backlog. */
function ticket(preset: string, level: string): readonly string[] {
  const { levels } = policyOf(`preset: ${preset}`);
  return levels.find(({ name }) => name === level)?.backlog === true ? ['backlog'] : [];
}

describe.each(runbooks)('the runbook `$preset`, by one line of the sample', (runbook) => {
  const { preset, ids, levels, paged, page, card, words, watched } = runbook;
  let story: Story;
  afterEach(() => story.end());

  test(`${ids} declaration, severity and status: words, labels, title, page and card are the runbook's`, async () => {
    story = await startStory({ policy: samplePolicy(preset) });
    await story.declare({ title: `[INCIDENT ${levels[0]}] Production down`, labels: ['incident', levels[0]] });
    expect(await story.issue()).toMatchObject({
      title: `[INCIDENT ${levels[0]}] Production down`,
      labels: [levels[0], 'incident', 'status: investigating'].sort(),
    });
    const said = await story.nextComment();
    for (const handle of paged) expect(said.split('\n')[0]).toContain(handle);
    for (const part of page) expect(said).toMatch(part);
    const shown = await story.card();
    for (const part of card) expect(shown).toMatch(part);
    expect(shown).toContain(`preset ${preset}`);

    const ack = await story.say('responder', '/ack');
    expect(await story.reactions(ack)).toEqual(['+1']);
    if (preset === 'commander') expect(await story.nextComment()).toContain('What the Incident Commander does');
    await story.silence();

    for (const level of levels.slice(1)) {
      await story.say('responder', `/severity ${level} less bad than it looked`);
      expect(await story.issue()).toMatchObject({
        title: `[INCIDENT ${level}] Production down`,
        labels: [level, 'incident', 'status: investigating', ...ticket(preset, level)].sort(),
      });
    }
    await story.say('responder', `/severity ${levels[0].toLowerCase()} it was bad after all`);
    expect((await story.issue()).title).toBe(`[INCIDENT ${levels[0]}] Production down`);
    // Better and worse again: nobody who was told is paged a second time for it.
    await story.silence();

    const unknown = await story.say('responder', '/severity P9');
    expect(await story.reactions(unknown)).toEqual(['confused']);
    expect(await story.nextComment()).toContain(levels.map((level) => `\`${level}\``).join(', '));

    const count = policyOf(`preset: ${preset}`).checklist.length;
    const every = Array.from({ length: count }, (_, index) => index + 1).join(' ');
    await story.say('responder', `/check ${every}`);
    await readRest(story);
    for (const [word, canonical] of words) {
      const moved = await story.say('responder', `/status ${word}`);
      expect(await story.reactions(moved)).toEqual(['+1']);
      expect((await story.issue()).labels).toContain(`status: ${canonical}`);
    }

    await story.say('responder', '/status mitigating');
    await story.say('responder', '/resolve rolled back');
    if (watched !== null) {
      expect(await story.nextComment()).toMatch(/Monitoring until/);
      expect((await story.issue()).labels).toContain('status: monitoring');
      await story.later(watched);
      expect(await story.nextComment()).toContain('The monitoring window is over');
      await story.say('responder', '/resolve all metrics normal');
    }
    expect((await story.issue()).labels).toContain('status: resolved');
    await story.say('responder', '/close');
    expect(await story.issue()).toMatchObject({ state: 'closed', stateReason: 'completed' });
    await readRest(story);
  });
});

describe.each(runbooks)('declared by form under the runbook `$preset`', ({ preset, levels, examples = [] }) => {
  let story: Story;
  afterEach(() => story.end());

  const declaredBy = (form: ReturnType<typeof formOfPreset>, severity: string) =>
    story.declare({
      title: '[INCIDENT] ',
      labels: ['incident'],
      body: form.filled({ broken: 'Checkout answers 500', severity, affected: 'everybody' }),
    });

  test('S003-07 S003-09 C1 each severity that its form offers is that level of the runbook', async () => {
    story = await startStory({ preset });
    const form = formOfPreset(preset);
    const file = await raw(story, '.github/ISSUE_TEMPLATE/incident.yml');
    expect(file).toBe(form.text);
    for (const example of examples) expect(file).toContain(example);
    const [open = '', ...severities] = form.options('severity');
    expect(severities).toHaveLength(levels.length);
    for (const [index, level] of levels.entries()) {
      await declaredBy(form, severities[index] ?? '');
      expect(await story.issue()).toMatchObject({
        title: `[INCIDENT ${level}] Checkout answers 500`,
        labels: [level, 'incident', 'status: investigating', ...ticket(preset, level)].sort(),
      });
      const warnings = (await story.card()).split('\n').filter((line) => line.includes('⚠️'));
      expect(warnings).toEqual(ticket(preset, level).length === 0 ? [] : [expect.stringContaining('a ticket for the backlog')]); // biome-ignore format: one thought
      await story.say('responder', '/ack');
      const page = await story.nextComment().catch(() => null);
      if (index < 2) expect(page).toContain('Checkout answers 500');
      expect(page ?? '').not.toContain('comment `/severity`');
      await readDuties(story);
    }
    await declaredBy(form, open);
    expect((await story.issue()).labels).toEqual(['incident', 'status: investigating']);
    expect(await story.nextComment()).toContain('Nobody has said how bad it is');
  });

  test('a form that stayed from another runbook: its answers are read by their rank, never by their name, and everybody is told', async () => {
    story = await startStory({ preset });
    for (const other of runbooks.filter((runbook) => runbook.preset !== preset)) {
      const form = formOfPreset(other.preset);
      const [, , second = ''] = form.options('severity');
      await declaredBy(form, second);
      expect(await story.issue()).toMatchObject({
        title: `[INCIDENT ${levels[1]}] Checkout answers 500`,
        labels: [levels[1] ?? '', 'incident', 'status: investigating'].sort(),
      });
      expect(await story.nextComment()).toContain('Checkout answers 500');
      const card = plain(await story.card());
      expect(card).toContain(
        `⚠️ The form says “${second}”, which is a severity of another runbook: it was read as ${levels[1]}`,
      );
      expect(card).toContain('copy the one for yours over .github/ISSUE_TEMPLATE/incident.yml');
      await story.say('responder', '/ack');
      await readDuties(story);
      expect(plain(await story.card())).not.toContain('The form says');
    }
  });
});

/** A file of the repository, as its API gives it. */
async function raw(story: Story, path: string): Promise<string> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/contents/${path}`);
  const { content } = z.object({ content: z.string() }).parse(data);
  return Buffer.from(content, 'base64').toString();
}

/** Announcements of a resolution are the messages' own tests' business. */
async function readRest(story: Story): Promise<void> {
  for (let at = 0; at < 3; at += 1) {
    const left = await story.nextComment().catch(() => null);
    if (left === null) return;
    expect(left).toMatch(/RESOLVED|Resolved|All metrics|Duration|Done already/);
  }
}

describe('a severity that the policy does not have, on a new issue', () => {
  let story: Story;
  afterEach(() => story.end());

  test('the label and the title are named on the page and on the card, with those that there are; the label until it is taken off', async () => {
    story = await startStory({ policy: samplePolicy('sev') });
    const issue = await story.declare({ title: '[INCIDENT SEV-9] Checkout fails', labels: ['incident', 'P9'] });
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT] Checkout fails',
      labels: ['P9', 'incident', 'status: investigating'],
    });
    const page = plain(await story.nextComment());
    expect(page).toContain('The label says “P9”; The title says “SEV-9”, which is no severity of this policy');
    expect(page).toContain('comment /severity with one of SEV-1, SEV-2, SEV-3, SEV-4');
    expect(page).not.toContain('Nobody has said');
    const card = plain(await story.card());
    expect(card).toContain('The title says “SEV-9”, which is no severity of this policy: none is set.');
    expect(card).toContain('The label “P9” is no severity of this policy and counts for nothing.');

    await story.say('responder', '/ack\n/severity SEV-2 most can still pay');
    await story.nextComment();
    const levelled = plain(await story.card());
    expect(levelled).not.toContain('SEV-9');
    expect(levelled).toContain(
      'The label “P9” is no severity of this policy and counts for nothing. Take it off the issue.',
    );
    await story.api('responder', 'DELETE', `/repos/acme/shop/issues/${issue}/labels/P9`);
    await story.settle();
    expect(plain(await story.card())).not.toContain('The label');

    // Another one set by hand later is no command, and is not passed over in silence.
    await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/labels`, { labels: ['P0'] });
    await story.settle();
    expect(plain(await story.card())).toContain('The label “P0” is no severity of this policy');
    expect((await story.issue()).labels).toContain('SEV-2');
  });

  test('a report by somebody who may not declare says it to the first responder', async () => {
    story = await startStory({ policy: samplePolicy('sev') });
    await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: [], as: 'visitor' });
    expect(plain(await story.nextComment())).toContain(
      'Claimed severity: not assigned (The title says “P1”, which is no severity of this policy)',
    );
  });

  test('a title in brackets of its own is read when it is a level, and kept and named when it is none', async () => {
    story = await startStory({ policy: samplePolicy('sev') });
    await story.declare({ title: '[sev-2] Checkout fails', labels: ['incident'] });
    expect((await story.issue()).title).toBe('[INCIDENT SEV-2] Checkout fails');
    await story.nextComment();
    await story.declare({ title: '[SEV-9] Search fails', labels: ['incident'] });
    expect((await story.issue()).title).toBe('[INCIDENT] [SEV-9] Search fails');
    expect(plain(await story.nextComment())).toContain('The title says “SEV-9”');
  });
});

describe('the policy changes while an incident is open', () => {
  let story: Story;
  afterEach(() => story.end());

  test('another preset: the incident keeps its own until its commander accepts; then severity, labels and words are the new ones', async () => {
    story = await startStory({ policy: samplePolicy('github') });
    await story.declare();
    await story.nextComment();
    await story.say('commander', '/ack');
    await setPolicy(story, samplePolicy('sev'));
    await story.say('responder', '/severity P1 better');
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
    expect(await story.card()).toContain('The policy of the default branch is another one by now.');

    const refused = await story.say('responder', '/policy accept');
    expect(await story.reactions(refused)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('Only the commander takes another policy');
    await story.say('responder', '/policy');
    expect(await story.nextComment()).toMatch(/preset github.*preset sev.*Severity P1 → SEV-2/s);

    await story.say('commander', '/policy accept');
    expect(await story.nextComment()).toContain('From here on this incident goes by');
    expect(await story.issue()).toMatchObject({
      title: '[INCIDENT SEV-2] Production down',
      labels: ['SEV-2', 'incident', 'status: investigating'],
    });
    expect(await story.card()).toContain('preset sev');
    await story.later('PT30M');
    await story.silence();
    // A new incident begins under the new one.
    const next = await story.declare({ title: '[INCIDENT SEV-1] Search down', labels: ['incident', 'SEV-1'] });
    expect(await story.card(next)).toContain('preset sev');
    await story.nextComment(next);
  });

  test('the file is deleted: the incident goes on under what it was declared under, also after the database is lost', async () => {
    story = await startStory({ policy: samplePolicy('emergency') });
    await story.declare();
    await story.nextComment();
    await story.say('responder', '/ack');
    await setPolicy(story, null);
    await story.say('responder', '/note looking');
    expect(await story.card()).toContain('The policy file is gone from the default branch.');
    await story.app.stop();
    await story.app.forget();
    await story.app.start();
    await story.settle();
    await story.say('responder', '/resolve');
    // 15 minutes are the emergency runbook's; the built-in one watches a P0 for two hours.
    expect(await story.nextComment()).toMatch(/Monitoring until .*15 minutes after the fix/s);
    expect(await story.card()).toContain('preset emergency');
  });

  test('the file is broken: nothing changes, and the card names line and column', async () => {
    story = await startStory({ policy: samplePolicy('github') });
    await story.declare();
    await story.nextComment();
    await setPolicy(story, 'preset: github\nlevels:\n  - name: P0\n    montior: 1m\n');
    await story.say('responder', '/note looking');
    const shown = await story.card();
    expect(shown).toMatch(/line 4, column 5/);
    expect(shown).not.toContain('another one by now');
    await story.later('PT15M');
    expect(await story.nextComment()).toContain('Progress update 1 is due');
  });

  test('a right that is taken away is gone at once, whatever policy the incident keeps', async () => {
    story = await startStory({ policy: samplePolicy('github') });
    await story.declare();
    await story.nextComment();
    await setPolicy(story, `${samplePolicy('github')}\nauthority: { respond: { roles: [admin] } }\n`);
    const refused = await story.say('responder', '/ack');
    expect(await story.reactions(refused)).toEqual(['confused']);
    expect(await story.nextComment()).toContain('You may not do this here.');
  });
});

/** The commander's runbook answers whoever takes the lead with what the lead does. */
async function readDuties(story: Story): Promise<void> {
  const unread = await story.comments();
  if (unread.some(({ body }) => body.includes('What the Incident Commander does'))) {
    expect(await story.nextComment()).toContain('What the Incident Commander does');
  }
}
