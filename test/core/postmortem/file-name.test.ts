// Where a postmortem is: by the day in the policy's zone and the title, whatever somebody calls an incident (S003-23).
import { describe, expect, test } from 'vitest';
import { pathsOf } from '../../../src/core/postmortem/file-name.ts';
import { placeFor } from '../../../src/core/postmortem/place.ts';
import * as build from '../../support/builders.ts';

const policy = build.aPolicy();
const pathOf = (summary: string) => pathsOf(build.anIncident({ summary }), policy)[0];

describe('S003-23 the file of', () => {
  test.each([
    { title: 'Production down', slug: 'production-down' },
    { title: '../../.github/workflows/deploy', slug: 'github-workflows-deploy' },
    { title: '/etc/passwd', slug: 'etc-passwd' },
    { title: 'a\\..\\b', slug: 'a-b' },
    { title: 'Zahlung schlägt fehl: 100 % Fehler!', slug: 'zahlung-schlagt-fehl-100-fehler' },
    { title: '🚨🔥', slug: 'incident-7' },
    { title: '🚨 Checkout 🔥 down', slug: 'checkout-down' },
    { title: 'الدفع معطل', slug: 'incident-7' },
    { title: '\u202eevil\u202c title', slug: 'evil-title' },
    { title: '', slug: 'incident-7' },
    { title: '...', slug: 'incident-7' },
    { title: 'x'.repeat(500), slug: 'x'.repeat(60) },
    { title: 'line\nbreak\u0000nul', slug: 'line-break-nul' },
    { title: 'README', slug: 'readme' },
  ])('“$title” is $slug', ({ title, slug }) => {
    expect(pathOf(title)).toBe(`reports/incidents/2026-03-01-${slug}.md`);
  });

  test('an incident that began on another day there is of that day', () => {
    const late = { ...build.anIncident(), milestones: { ...build.anIncident().milestones, started: '2026-03-01T23:30:00Z' } };
    const [path] = pathsOf(late, { ...policy, timezone: 'Asia/Tokyo' });
    expect(path).toBe('reports/incidents/2026-03-02-production-down.md');
  }); // biome-ignore format: one value a line

  test.each([
    '../../{slug}.md',
    '/{date}.md',
    '.git/{slug}.md',
    '.github/workflows/{slug}.md',
    'reports/{slug}.yml',
    'a//{slug}.md',
  ])('a pattern %s is not followed out of the repository', (path) => {
    const [first] = pathsOf(build.anIncident(), { ...policy, postmortem: { ...policy.postmortem, path } });
    expect(first).toBe('reports/incidents/2026-03-01-production-down.md');
  });

  test('a pattern of the team’s own is its place, and another incident’s is never the same', () => {
    const own = { ...policy, postmortem: { ...policy.postmortem, path: 'docs/pm/{date}.md' } };
    expect(pathsOf(build.anIncident(), own)).toEqual(['docs/pm/2026-03-01.md', 'docs/pm/2026-03-01-7.md']);
  });
});

const file = (incident: number) => `---\nincident: ${incident}\n---\n`;
const none = new Map<string, string>();
const written =
  '# Down\n\n<!-- firebreak:part summary 0123456789ab -->\nIt was down.\n<!-- firebreak:end summary -->\n';

describe('of two incidents on one day with one title', () => {
  const paths = ['r/a.md', 'r/a-7.md'];

  test.each([
    { name: 'the first has the plain name', own: none, base: none, others: [], path: 'r/a.md', from: null },
    { name: 'the second has its number, where the first is merged', own: none, base: new Map([['r/a.md', file(3)]]), others: [], path: 'r/a-7.md', from: null },
    { name: 'and where the first is only on its branch', own: none, base: none, others: [new Map([['r/a.md', file(3)]])], path: 'r/a-7.md', from: null },
    { name: 'it keeps the name that it has', own: new Map([['r/a-7.md', file(7)]]), base: none, others: [], path: 'r/a-7.md', from: 'r/a-7.md' },
    { name: 'a file of somebody’s without front matter is nobody’s to write over', own: none, base: new Map([['r/a.md', '# Notes']]), others: [], path: 'r/a-7.md', from: null },
    { name: 'it makes way where both had it and the other was merged first', own: new Map([['r/a.md', file(7)]]), base: new Map([['r/a.md', file(3)]]), others: [], path: 'r/a-7.md', from: 'r/a.md' },
    { name: 'a file that people renamed is found', own: new Map([['r/better.md', file(7)]]), base: none, others: [], path: 'r/better.md', from: 'r/better.md' },
    { name: 'an editor’s byte order mark changes nothing', own: new Map([['r/a.md', `\uFEFF${file(7)}`]]), base: none, others: [], path: 'r/a.md', from: 'r/a.md' },
    { name: 'nor does a comment behind the number', own: new Map([['r/a.md', file(7).replace('7', '7 # the checkout')]]), base: none, others: [], path: 'r/a.md', from: 'r/a.md' },
    { name: 'nor do blanks and other line ends', own: new Map([['r/a.md', file(7).replace('---\n', '--- \n').replaceAll('\n', '\r\n')]]), base: none, others: [], path: 'r/a.md', from: 'r/a.md' },
    { name: 'nor does YAML that is broken elsewhere', own: new Map([['r/a.md', file(7).replace('7\n', '7\ntitle: [\n')]]), base: none, others: [], path: 'r/a.md', from: 'r/a.md' },
    { name: 'what the app wrote is known without front matter', own: new Map([['r/a.md', written]]), base: none, others: [], path: 'r/a.md', from: 'r/a.md' },
    { name: 'but not where the default branch has it so', own: new Map([['r/a.md', written]]), base: new Map([['r/a.md', written]]), others: [], path: 'r/a-7.md', from: null },
    { name: 'and notes on its branch are somebody’s', own: new Map([['r/a.md', '# Notes']]), base: none, others: [], path: 'r/a-7.md', from: null },
  ])('$name', ({ own, base, others, path, from }) => {
    expect(placeFor(7, paths, { own, base, others })).toMatchObject({ path, from });
  });
}); // biome-ignore format: a table
