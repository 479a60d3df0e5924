// In what two incidents are alike, and what an earlier one left open that the new one shows.
import { describe, expect, test } from 'vitest';
import type { Changes } from '../../../src/core/incident/changes.ts';
import { leftOpenBy } from '../../../src/core/incident/left-open.ts';
import type { Deadline, Incident } from '../../../src/core/incident/record.ts';
import { resembles } from '../../../src/core/incident/resembles.ts';
import * as build from '../../support/builders.ts';

const like = (over: Partial<Incident>): Incident => ({ ...build.anIncident({}), ...over });
const services = (value: string): Partial<Incident> => ({
  answers: [{ id: 'services', label: 'Which services?', value }],
});
const suspect = (over: Partial<Changes['suspects'][number]>): Partial<Incident> => ({
  changes: {
    ...{
      at: build.T0,
      onset: build.T0,
      environment: 'production',
      considered: 1,
      unread: [],
      rule: null,
      live: null,
      good: null,
    },
    suspects: [
      {
        kind: 'deployment',
        key: 'D1',
        title: 'x',
        url: null,
        at: build.T0,
        sha: null,
        pulls: [],
        reasons: [],
        ...over,
      },
    ],
  },
});
const item = (over: Partial<Deadline> = {}): Deadline => ({
  id: 'action-1',
  what: 'Add an alert',
  due: null,
  done: null,
  ...over,
});
const at = (number: number) => ({ issue: { ...build.issue, number } });

describe('two incidents are alike', () => {
  test.each([
    { name: 'in a service, whatever its case', a: services('Checkout, Search'), b: services('billing, checkout'), is: ['service checkout'] },
    { name: 'in the deployment that is suspected', a: suspect({ sha: 'abcdef1234' }), b: suspect({ sha: 'abcdef1234' }), is: ['deployment abcdef1'] },
    { name: 'in a pull request', a: suspect({ kind: 'pull', pulls: [31] }), b: suspect({ pulls: [31, 32] }), is: ['pull request #31'] },
    { name: 'in a file of the configuration', a: suspect({ kind: 'configuration', key: 'config/a@b.yml@123' }), b: suspect({ kind: 'configuration', key: 'config/a@b.yml@456' }), is: ['path config/a@b.yml'] },
    { name: 'in a label', a: { tags: ['Database'] }, b: { tags: ['database', 'x'] }, is: ['label database'] },
    { name: 'in several things, the most telling first', a: { ...services('x'), ...suspect({ sha: 'abcdef1234' }) }, b: { ...services('x'), ...suspect({ sha: 'abcdef1234' }) }, is: ['deployment abcdef1', 'service x'] },
    { name: 'not in an answer that names none', a: services('Other, unknown'), b: services('other'), is: [] },
    { name: 'not in what they do not have', a: {}, b: {}, is: [] },
    { name: 'not in different services', a: services('checkout'), b: services('checkout-api'), is: [] },
  ])('$name', ({ a, b, is }) => {
    expect(resembles(like(a), like(b))).toEqual(is);
  }); // biome-ignore format: one case a line
});

describe('what is shown', () => {
  const now = like({ ...at(90), ...services('checkout') });
  const earlier = (number: number, over: Partial<Incident> = {}) =>
    like({ ...at(number), ...services('checkout'), followUps: [item()], ...over });

  test('is what they left open, of three at most, the newest first', () => {
    const found = leftOpenBy(
      now,
      [12, 40, 13, 50].map((number) => earlier(number)),
    );
    expect(found.map(({ number }) => number)).toEqual([50, 40, 13]);
    expect(found[0]?.items).toEqual([{ what: 'Add an alert', issue: null, due: null }]);
  });

  test('is of the one first that is alike in more', () => {
    const similar = like({ ...now, tags: ['database'] });
    expect(leftOpenBy(similar, [earlier(50), earlier(12, { tags: ['database'] })]).map(({ number }) => number)).toEqual(
      [12, 50],
    );
  });

  test.each([
    { name: 'what is done', over: { followUps: [item({ done: build.T0 })] } },
    { name: 'what was no incident', over: { status: 'declined' as const } },
    { name: 'the incident itself', over: at(90) },
  ])('is not $name', ({ over }) => {
    expect(leftOpenBy(now, [earlier(12, over)])).toEqual([]);
  });

  test('is five of many, with how many more there are', () => {
    const many = Array.from({ length: 8 }, (_, index) => item({ id: `action-${index}` }));
    expect(leftOpenBy(now, [earlier(12, { followUps: many })])).toMatchObject([{ items: { length: 5 }, more: 3 }]);
  });
});
