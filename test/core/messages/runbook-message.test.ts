// The fields of a runbook's message: whose words, which numbers, and what the record knows (C7, C14, C15, C20, C37).
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/core/incident/record.ts';
import { fields, runbookMessage } from '../../../src/core/messages/runbook-message.ts';
import { inTime, lengthAs } from '../../../src/core/messages/times.ts';
import { statusWord } from '../../../src/core/messages/wordings.ts';
import type { MessageValue } from '../../../src/core/messages.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { wordings } from '../../../src/core/policy/written/telling.ts';
import * as build from '../../support/builders.ts';

const { minute } = build;
const policy = (level: string, rest = ''): Policy =>
  build.policyOf(`preset: none\nlevels: [{ name: P0${level === '' ? '' : `, ${level}`} }]\n${rest}`);
const field = (name: string, incident: Incident, rules = policy(''), now = minute(14)): MessageValue | undefined =>
  plain(fields(incident, rules, 'github', now)[name]);
const plain = (value: MessageValue | undefined): MessageValue | undefined =>
  typeof value === 'object' && value !== null && 'trusted' in value && typeof value.trusted === 'string' ? value.trusted : value; // biome-ignore format: one thought
const missing = (what: string): string => `*[not known yet: ${what}]*`;

describe('the template', () => {
  test.each([
    { written: 'initial: github', kind: 'initial', template: 'initial.github' },
    { written: 'initial: commander', kind: 'initial', template: 'initial.commander' },
    { written: 'initial: emergency', kind: 'initial', template: 'internal.emergency' },
    { written: 'initial: standard', kind: 'initial', template: 'initial.github' },
    { written: 'initial: sev', kind: 'initial', template: 'initial.github' },
    { written: 'initial: null', kind: 'initial', template: null },
    { written: 'user: github', kind: 'initial', template: null },
    { written: 'all_clear: github', kind: 'all_clear', template: 'all-clear.github' },
    { written: 'all_clear: sev', kind: 'all_clear', template: null },
    { written: 'update: sev', kind: 'update', template: 'update.sev' },
  ] as const)('of $kind where the policy says $written is $template', ({ written, kind, template }) => {
    const message = runbookMessage(kind, build.anIncident(), policy('', `messages: { ${written} }`), minute(0));
    expect(message?.template ?? null).toBe(template);
    expect(message?.mentions ?? []).toEqual([]);
  });
});

describe('a length (C37)', () => {
  test.each([
    { format: 'minutes', minutes: 75, reads: '75 minutes' },
    { format: 'minutes', minutes: 1, reads: '1 minute' },
    { format: 'minutes', minutes: 0, reads: '0 minutes' },
    { format: 'hours-minutes', minutes: 75, reads: '1 hour 15 minutes' },
    { format: 'hours-minutes', minutes: 120, reads: '2 hours' },
    { format: 'from-to', minutes: 75, reads: '04:00 - 05:15 UTC' },
    { format: 'from-to', minutes: 24 * 60, reads: '2026-03-01 04:00 - 2026-03-02 04:00 UTC' },
  ] as const)('of $minutes minutes as $format is $reads', ({ format, minutes, reads }) => {
    expect(lengthAs(format, minute(0), minute(minutes))).toBe(reads);
  });
});

describe('a deadline (C15)', () => {
  test.each([
    { span: 'PT24H', reads: 'within 24 hours' },
    { span: 'PT48H', reads: 'within 48 hours' },
    { span: 'PT72H', reads: 'within 3 days' },
    { span: 'PT168H', reads: 'within 1 week' },
    { span: 'PT336H', reads: 'within 2 weeks' },
    { span: 'PT30M', reads: 'within 30 minutes' },
    { span: '2 business days', reads: 'within 2 business days' },
    { span: 'next business day', reads: 'by the end of the next business day' },
    { span: 'next sprint', reads: 'by the end of the next sprint' },
  ])('$span is $reads', ({ span, reads }) => {
    expect(inTime(span)).toBe(reads);
  });

  test.each([
    { plan: 'need: required, schedule_within: 24h, publish_within: 48h', promise: 'Post-mortem will be shared within 48 hours.' },
    { plan: 'need: required, schedule_within: 1w', promise: 'Post-mortem will be scheduled within 1 week.' },
    { plan: 'need: required, draft_within: 24h', promise: 'Post-mortem will be drafted within 24 hours.' },
    { plan: 'need: required', promise: 'Post-mortem will be shared.' },
    { plan: 'need: none', promise: 'No post-mortem is needed at P0.' },
  ])('of a postmortem with $plan: $promise (S004-23)', ({ plan, promise }) => {
    expect(field('promise', build.anIncident(), policy(`postmortem: { ${plan} }`))).toBe(promise);
  }); // biome-ignore format: a table

  test('a level without a plan promises none, and an unassigned severity nothing', () => {
    expect(field('promise', build.anIncident())).toBe('No post-mortem is needed at P0.');
    expect(field('postmortem', build.anIncident())).toBe('none is needed at P0');
    expect(field('promise', build.anIncident({ level: null }))).toMatch(/not known yet/);
  });
});

describe('a status (C20)', () => {
  const inWords = (status: Incident['status'], rest = ''): readonly string[] =>
    wordings.map((wording) => statusWord({ ...build.anIncident(), status }, policy('', rest), wording));

  test.each([
    { status: 'investigating', reads: ['investigating', 'investigating', 'investigating', 'investigating', 'investigating'] },
    { status: 'identified', reads: ['investigating', 'identified', 'identified', 'investigating', 'identified'] },
    { status: 'mitigating', reads: ['mitigating', 'investigating', 'mitigating', 'fixing', 'mitigating'] },
    { status: 'monitoring', reads: ['mitigating', 'monitoring', 'monitoring', 'verifying', 'mitigating'] },
    { status: 'resolved', reads: ['resolved', 'resolved', 'resolved', 'resolved', 'resolved'] },
    { status: 'closed', reads: ['resolved', 'resolved', 'resolved', 'resolved', 'resolved'] },
  ] as const)('$status in the words of each runbook', ({ status, reads }) => {
    expect(inWords(status)).toEqual(reads);
  }); // biome-ignore format: a table

  test('a page that knows a cause says identified (S001-31)', () => {
    const identified = build.anIncident({}, build.inStatus('identified'), build.inStatus('mitigating'));
    expect(statusWord(identified, policy(''), 'standard')).toBe('identified');
  });

  test('the word of the policy goes before', () => {
    expect(inWords('mitigating', 'status_words: { mitigating: hosing }')).toEqual(Array(5).fill('hosing'));
  });
});

describe('the next update (C7)', () => {
  const every = 'updates: { first: 15m, every: 30m }';
  const told = build.after(build.anIncident(), minute(14), build.updated);

  test.each([
    { name: 'before the first', level: every, incident: build.anIncident(), reads: ['15 minutes', '04:15 UTC', '04:15'] },
    { name: 'after it', level: every, incident: told, reads: ['30 minutes', '04:44 UTC', '04:44'] },
    { name: 'or with a change of status', level: 'updates: { every: 30m, on_status_change: true }', incident: told, reads: ['30 minutes', '04:44 UTC', '04:44 or when status changes'] },
    { name: 'only with a change of status', level: 'updates: { on_status_change: true }', incident: told, reads: Array(3).fill('when status changes') },
    { name: 'at no time', level: 'updates: { first: 15m }', incident: told, reads: Array(3).fill(missing('when the next update comes')) },
    { name: 'when it is over', level: every, incident: build.after(told, minute(20), build.resolved), reads: Array(3).fill('none, it is over') },
    { name: 'when one is late: from now', level: every, incident: build.anIncident(), now: 40, reads: ['15 minutes', '04:55 UTC', '04:55'] },
  ])('$name', ({ level, incident, reads, now = 14 }) => {
    const said = ['nextIn', 'nextAt', 'nextUpdate'].map((name) => field(name, incident, policy(level), minute(now)));
    expect(said).toEqual(reads);
  }); // biome-ignore format: a table
});

describe('what the record knows of the end (S003-22, S003-32)', () => {
  const watched = build.after(build.anIncident(), minute(75), build.watched, { kind: 'noted', text: 'rolled back' });
  const over = (summary: string | null) => build.after(watched, minute(195), { kind: 'resolved', summary });
  const told = (incident: Incident) =>
    ['resolved', 'duration', 'fix', 'verified', 'monitoring'].map((name) => field(name, incident));

  test.each([
    { name: 'nothing yet', incident: build.anIncident(), reads: [missing('when it was resolved'), '14 minutes', missing('what was done'), missing('what was verified'), missing('how long the fix is watched')] },
    { name: 'while it is watched', incident: watched, reads: ['2026-03-01T05:15:00Z', '75 minutes', 'rolled back', missing('what was verified'), 'ongoing for 2 hours'] },
    { name: 'after that', incident: over('all normal'), reads: ['2026-03-01T07:15:00Z', '195 minutes', 'rolled back', 'all normal', 'over after 2 hours'] },
    { name: 'after that, in silence', incident: over(null), reads: ['2026-03-01T07:15:00Z', '195 minutes', 'rolled back', missing('what was verified'), 'over after 2 hours'] },
    { name: 'without a window', incident: build.after(build.anIncident(), minute(30), { kind: 'resolved', summary: 'restarted' }), reads: ['2026-03-01T04:30:00Z', '30 minutes', 'restarted', missing('what was verified'), 'none'] },
    { name: 'said only at the end', incident: build.after(build.after(build.anIncident(), minute(5), build.watched), minute(125), { kind: 'resolved', summary: 'restarted, all normal' }), reads: ['2026-03-01T06:05:00Z', '125 minutes', 'restarted, all normal', 'restarted, all normal', 'over after 2 hours'] },
    { name: 'reopened since', incident: build.after(over('all normal'), minute(200), build.reopened), reads: [missing('when it was resolved'), '14 minutes, reopened at 07:20 UTC', missing('what was done'), missing('what was verified'), missing('how long the fix is watched')] },
  ])('$name', ({ incident, reads }) => {
    expect(told(incident)).toEqual(reads);
  }); // biome-ignore format: a table

  test('the note on a command that was found late is no fix', () => {
    const late = build.after(build.anIncident(), minute(30), build.watched, { kind: 'noted', text: '/status was written at 04:00 UTC and found 30 minutes later' });
    expect(field('fix', late)).toBe(missing('what was done'));
  }); // biome-ignore format: one thought a line
});

describe('impact', () => {
  const answers = [
    { id: 'affected', label: 'Who?', value: 'All users' },
    { id: 'extent', label: 'How bad?', value: '30% of checkouts' },
  ];
  test.each([
    { name: 'of the form, with its extent', incident: { ...build.anIncident({ impact: 'All users' }), answers }, reads: 'All users; 30% of checkouts' },
    { name: 'said since, alone', incident: { ...build.anIncident({ impact: 'Half of them' }), answers }, reads: 'Half of them' },
    { name: 'nowhere', incident: build.anIncident(), reads: missing('who or what is affected') },
  ])('$name', ({ incident, reads }) => {
    expect(field('impact', incident)).toBe(reads);
  }); // biome-ignore format: a table
});
