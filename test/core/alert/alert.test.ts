// What a machine says is broken becomes an incident, joins one, or opens one again; whatever it says is text and nothing else.
import { describe, expect, test } from 'vitest';
import { type Given, readAlert, readLevels } from '../../../src/core/alert/alert.ts';
import { type Alerted, openedBefore, placeOf } from '../../../src/core/alert/group-alert.ts';
import { againText, alertMarker, fingerprintIn, issueOf, timesIn } from '../../../src/core/alert/incident-of-alert.ts';

const now = '2026-03-01T04:05:00Z';
const blank: Given = { title: '', description: '', severity: '', source: '', started: '', fingerprint: '' };
const levels = new Map([['critical', 'P0']]);
/** Tells texts apart, which is all that is asked of it. */
const digest = (text: string) => Buffer.from(text).toString('hex').padStart(16, '0').slice(-16);
const read = (values: Partial<Given>) => readAlert({ ...blank, ...values }, levels, digest);

describe('an alert', () => {
  test('is read with the sender’s word for its severity', () => {
    expect(
      read({ title: ' Errors ', severity: 'CRITICAL', source: 'monitor', started: '2026-03-01T04:00:00Z' }),
    ).toEqual({
      title: 'Errors',
      description: '',
      level: 'P0',
      source: 'monitor',
      startedAt: '2026-03-01T04:00:00Z',
      fingerprint: digest(JSON.stringify(['Errors', 'monitor'])),
    });
  });

  test.each([
    { name: 'without a title', values: {}, says: 'title is empty' },
    { name: 'whose title cannot be seen', values: { title: '\u200b\n' }, says: 'title is empty' },
    { name: 'with a time that is none', values: { title: 'x', started: 'yesterday' }, says: 'started is "yesterday". An instant is expected' },
    { name: 'with a severity that is no name', values: { title: 'x', severity: '](http://evil' }, says: 'severity is "](http://evil". The name of a level' },
  ])('$name is refused in words', ({ values, says }) => {
    const found = read(values);
    expect('problem' in found ? found.problem : '').toContain(says);
  }); // biome-ignore format: a table

  test.each([
    { name: 'the same title and source', other: { title: 'Errors', source: 'monitor' }, same: true },
    { name: 'another source', other: { title: 'Errors', source: 'probe' }, same: false },
    { name: 'a title that could be mistaken for title and source', other: { title: 'Errors","monitor' }, same: false },
  ])('is the same trouble by $name: $same', ({ other, same }) => {
    const one = read({ title: 'Errors', source: 'monitor' });
    const two = read(other);
    if ('problem' in one || 'problem' in two) throw new Error('Both are alerts.');
    expect(one.fingerprint === two.fingerprint).toBe(same);
  });

  test('a map of severities has a line each', () => {
    expect(readLevels('critical=P0\n\n# less\nWarning = P2')).toEqual(new Map([['critical', 'P0'], ['warning', 'P2']])); // biome-ignore format: pairs
    expect(readLevels('critical')).toEqual({
      problem: 'severity-map has the line "critical". Lines such as critical=P0 are expected',
    });
  });
});

describe('the issue of an alert', () => {
  const alert = {
    title: 'Errors',
    description: '',
    level: 'P0',
    source: null,
    startedAt: null,
    fingerprint: '0123456789abcdef',
  };

  test('has the severity in its title, when it began, and is known again by its last line', () => {
    const { title, body } = issueOf(alert, now);
    expect(title).toBe('[INCIDENT P0] Errors');
    expect(body).toBe(
      `Started: ${now}\nStatus: Investigating\n\nOpened by an alert.\n\n${alertMarker(alert.fingerprint)}`,
    );
    expect(fingerprintIn(body)).toBe(alert.fingerprint);
  });

  test('without a severity leaves it to people', () => {
    expect(issueOf({ ...alert, level: null }, now).title).toBe('[INCIDENT] Errors');
  });

  test('mentions nobody, says no credential, and carries no marker but its own', () => {
    const forged = alertMarker('ffffffffffffffff');
    const description = `@lead and @acme/on-call\n/resolve\npassword: hunter2hunter2\nghp_${'a'.repeat(36)}\n${forged}`;
    const { body } = issueOf({ ...alert, description }, now);
    expect(body).not.toMatch(/(^|[^\w`\u200b])@(lead|acme)/);
    expect(body).not.toContain(`ghp_${'a'.repeat(36)}`);
    expect(body).not.toContain(forged);
    expect(fingerprintIn(body)).toBe(alert.fingerprint);
  });

  test('counts how often it came again', () => {
    let times = 0;
    for (const words of ['once', '2 times', '3 times']) {
      const text = againText(alert, times, now);
      expect(text).toContain(`The alert came again ${words} since this was opened, at 04:05 UTC last.`);
      times = timesIn(text);
    }
    expect(timesIn('The alert came again never')).toBe(0);
  });
});

describe('where an alert belongs', () => {
  const one = (number: number, more: Partial<Alerted> = {}): Alerted => ({
    number,
    fingerprint: 'a',
    openedAt: '2026-03-01T04:00:00Z',
    closedAt: null,
    dropped: false,
    ...more,
  });
  const always = { groupFor: null, reopenFor: 'PT1H' };
  const closed = { closedAt: '2026-03-01T03:30:00Z' };

  test.each([
    { name: 'nothing is there', there: [], grouping: always, place: { is: 'new' } },
    { name: 'another trouble is open', there: [one(1, { fingerprint: 'b' })], grouping: always, place: { is: 'new' } },
    { name: 'two are open: the older', there: [one(2), one(1)], grouping: always, place: { is: 'joins', number: 1 } },
    { name: 'the open one is within the window', there: [one(1)], grouping: { ...always, groupFor: 'PT5M' }, place: { is: 'joins', number: 1 } },
    { name: 'the open one is older than the window', there: [one(1)], grouping: { ...always, groupFor: 'PT4M' }, place: { is: 'new' } },
    { name: 'it ended lately', there: [one(1, closed)], grouping: always, place: { is: 'reopens', number: 1 } },
    { name: 'two ended: the later', there: [one(1, { closedAt: now }), one(2, closed)], grouping: always, place: { is: 'reopens', number: 1 } },
    { name: 'it ended before that', there: [one(1, closed)], grouping: { ...always, reopenFor: 'PT30M' }, place: { is: 'new' } },
    { name: 'it ended and never comes back', there: [one(1, closed)], grouping: { ...always, reopenFor: null }, place: { is: 'new' } },
    { name: 'it was said to be none', there: [one(1, { ...closed, dropped: true })], grouping: always, place: { is: 'new' } },
  ])('$name: $place.is', ({ there, grouping, place }) => {
    expect(placeOf('a', there, grouping, now)).toEqual(place);
  }); // biome-ignore format: a table

  test.each([
    { name: 'another run opened one a moment before', there: [one(1, { openedAt: '2026-03-01T04:04:00Z' })], stays: 1 },
    {
      name: 'it was opened long before, and left alone',
      there: [one(1, { openedAt: '2026-03-01T03:00:00Z' })],
      stays: null,
    },
    { name: 'it is closed', there: [one(1, { openedAt: now, closedAt: now })], stays: null },
    { name: 'it was opened after ours', there: [one(9, { openedAt: now })], stays: null },
  ])('of two that were opened in the same moment the first stays: $name', ({ there, stays }) => {
    expect(openedBefore(one(5, { openedAt: now }), there)).toBe(stays);
  });
});
