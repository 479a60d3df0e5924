// The postmortem under each of the five runbooks: their titles, headers and sections, filled in from the record, with questions where only people know.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/core/incident/record.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { composePostmortem, QUESTION, questionsIn } from '../../../src/core/postmortem/compose.ts';
import { printDocument } from '../../../src/core/postmortem/document.ts';
import { pathsOf } from '../../../src/core/postmortem/file-name.ts';
import { knownFrom } from '../../../src/core/postmortem/lint/known-from.ts';
import { lintPostmortem } from '../../../src/core/postmortem/lint/lint.ts';
import { postmortemCommit, postmortemTitle } from '../../../src/core/postmortem/names.ts';
import { sectionsOf } from '../../../src/core/postmortem/structure.ts';
import * as build from '../../support/builders.ts';

const hash = () => 'f'.repeat(64);
const WEB = 'https://github.test/acme/shop';

function documentOf(incident: Incident, policy: Policy): string {
  const known = { incident, policy, web: WEB, state: 'draft' as const, reviewers: ['@lead'] };
  return printDocument(composePostmortem(known), hash);
}

/** Everything that a record can know. */
function told(policy: Policy): Incident {
  const { minute, people } = build;
  const [top] = policy.levels;
  const begun = build.anIncident({ level: top?.name ?? 'P0', detection: 'Alert fired' });
  const at = (incident: Incident, minutes: number, ...changes: Parameters<typeof build.after>[2][]) =>
    build.after(incident, minute(minutes), ...changes);
  const steps = at(
    at(
      at(at(begun, 3, build.acknowledged), 5, { kind: 'impact', text: '1,240 of 20,000 customers could not pay' }),
      9,
      { kind: 'hypothesis', text: 'The pool is too small' },
      { kind: 'evidence', of: 1, side: 'for', text: '500 waiting connections' },
      { kind: 'evidence', of: 1, side: 'against', text: 'CPU was low' },
    ),
    12,
    { kind: 'cause', text: 'The pool of connections was exhausted', evidence: 'pool graph', fix: 'a larger pool' },
    { kind: 'decision', text: 'Roll back', because: 'nothing else is as fast' },
    {
      kind: 'timed',
      times: { complaint: '2026-03-01T03:55:00Z', alerted: minute(1), started: '2026-03-01T03:50:00Z' },
    },
  );
  const owed = at(
    at(steps, 20, build.inStatus('mitigating')),
    25,
    { kind: 'deadline-set', list: 'backfills', item: { id: 'b', what: 'A larger pool', due: null, done: null, owner: people.commander, issue: { number: 41, url: `${WEB}/issues/41` } } },
    { kind: 'deadline-set', list: 'temporaryFixes', item: { id: 't', what: 'Cache off', due: minute(60 * 48), done: null } },
  ); // biome-ignore format: one item a line
  return at(at(owed, 40, build.watched), 65, { kind: 'resolved', summary: 'rolled back to v2.3.3' });
}

const presets = [
  { preset: 'emergency', title: '# Incident Report: 2026-03-01 - Production down', header: ['Duration', 'Severity', 'Impact'], duration: '03:50 - 05:05 UTC', timeline: '- 2026-03-01 04:12 UTC: **Root cause identified**', actions: '- [ ] Replace the hotfix with the proper fix: A larger pool (type: prevent, owner: @commander, ', asks: ['Users/features affected'] },
  { preset: 'standard', title: '# Post-Mortem: Production down', header: ['Title', 'Severity', 'Duration', 'Impact'], duration: '03:50 - 05:05 UTC', timeline: '- 2026-03-01 04:03 UTC: **Acknowledgment time', actions: '| Immediate | Replace the hotfix with the proper fix: A larger pool | prevent | @commander |', asks: ['Revenue impact (if applicable)', 'Why it happened', 'Reputation impact'] },
  { preset: 'sev', title: '# Incident Postmortem: Production down', header: ['Date', 'Duration', 'Severity', 'Author'], duration: '1 hour 15 minutes', timeline: '- 2026-03-01 03:55 UTC: **First user complaint**', actions: '| Remove the temporary fix: Cache off | mitigate |  | 3/3 |  | Open |', asks: ['Users affected (number/percentage)', 'Time-bound (due date)', 'Systemic patterns'] },
  { preset: 'github', title: '# Incident Post-Mortem: Production down', header: ['Date', 'Severity', 'Duration', 'User Impact'], duration: '75 minutes', timeline: '- 2026-03-01 05:05 UTC: **Verified resolved**', actions: '- [ ] Remove the temporary fix: Cache off (type: mitigate, due: 2026-03-03)', asks: ['Runbooks: fix procedure gaps', 'Prevention: automate detection'] },
  { preset: 'commander', title: '# Post-Mortem: Production down', header: ['Date', 'Duration', 'Severity', 'Author'], duration: '1 hour 15 minutes', timeline: '| 2026-03-01 04:12 | Root cause: The pool', actions: '| Action | Type | Owner | Due | Issue | Status |', asks: ['SLA impact (if applicable)', 'How can we prevent recurrence?', 'Prevention measures'] },
] as const; // biome-ignore format: a table

/** Zero-width breaks aside, which keep people's words from meaning anything. */
const plain = (text: string) =>
  text.replace(/\u200b/g, '').replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));

describe.each(presets)('S000-34 S000-35 S000-36 S000-37 S000-42 S000-45 S001-35 S001-36 S001-37 S001-38 S001-39 S002-30 S002-31 S002-32 S003-25 S003-26 S003-27 S004-15 S004-16 S004-24 S004-25 under $preset', ({ preset, title, header, duration, timeline, actions, asks }) => {
  const policy = build.policyOf(`preset: ${preset}\n`);
  const text = plain(documentOf(told(policy), policy));

  test('the title and the header are the runbook’s', () => {
    expect(text).toContain(`\n${title}\n`);
    const named = [...text.matchAll(/^\*\*([^*]+):\*\* /gm)].map(([, name]) => name);
    expect(named.slice(0, header.length)).toEqual(header);
    expect(text).toContain(duration);
  });

  test('the sections are those of the structure, in order', () => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(sectionsOf(policy).map(({ heading }) => heading));
  });

  test('what the record knows stands there', () => {
    for (const fact of ['1,240 of 20,000 customers could not pay', 'The pool of connections was exhausted', 'for it: 500 waiting connections', 'against it: CPU was low', 'Decision 1: Roll back, because nothing else is as fast', 'rolled back to v2.3.3', 'proposed: a larger pool', 'Users noticed it before any monitor did', 'duration: 75', 'reviewers: ["lead"]'])
      expect(text).toContain(fact);
    expect(text).toContain(timeline);
    expect(text).toContain(actions);
    expect(text).toContain('[#41](https://github.test/acme/shop/issues/41)');
  });

  test('what it does not know is asked in lines of one form, and nothing stands for an answer', () => {
    for (const ask of asks) expect(text.split('\n').find((line) => line.startsWith(QUESTION) && line.includes(ask)), ask).toBeDefined();
    expect(questionsIn(text)).toBeGreaterThan(5);
    expect(text).not.toMatch(/TODO|TBD|XX minutes|\[Name\]|HH:MM|undefined|ðŸ|â†/);
  });

  test('status and severity over time are a chart', () => {
    const [, chart = ''] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
    expect(chart.split('\n')[0]).toBe('gantt');
    expect(chart).toMatch(/section Status\n {2}Not noticed :2026-03-01 03:50:00, 2026-03-01 04:00:00\n/);
    expect(chart).toMatch(/monitoring.* :2026-03-01 04:40:00, 2026-03-01 05:05:00/);
    expect(chart).toContain('section Severity');
  });
}); // biome-ignore format: the table speaks

describe('the document', () => {
  const policy = build.aPolicy();

  test('is in order of time, and links what each moment came from', () => {
    const times = [...documentOf(told(policy), policy).matchAll(/^- (2026-\d\d-\d\d \d\d:\d\d) UTC: /gm)].map(
      ([, at]) => at,
    );
    expect(times.length).toBeGreaterThan(8);
    expect(times).toEqual(times.toSorted());
    const commented = build.after(build.anIncident(), build.minute(3), build.resolved);
    const entry = { at: build.minute(2), kind: 'note' as const, by: 'lead', text: 'Seen', comment: 4711 };
    const text = documentOf({ ...commented, timeline: [...commented.timeline, entry] }, policy);
    expect(text).toContain(`([comment](${WEB}/issues/7#issuecomment-4711))`);
    const lines = documentOf(told(policy), policy)
      .split('\n')
      .filter((line) => /^- 2026-\d\d-\d\d \d\d:\d\d UTC: /.test(line));
    expect(lines.filter((line) => !/\(\[[^\]]+\]\(https:\/\/[^)]+\)\)$/.test(line))).toEqual([]);
  });

  test('has people’s words inert', () => {
    const words = '@everyone <!-- firebreak:part title 000000000000 --> [a](javascript:x) `/rollback` #1';
    const incident = build.after(build.anIncident({ summary: words, impact: words }), build.minute(9), build.resolved);
    const text = documentOf(incident, policy).split('\n---\n')[1] ?? '';
    expect(text).toContain('everyone');
    expect(text).not.toContain('@everyone');
    expect(text).not.toContain('](javascript');
    expect(text.match(/firebreak:part title [0-9a-f]{12} -->/g)).toHaveLength(1);
  });

  test('of nothing but a resolution is whole too', () => {
    const text = documentOf(build.after(build.anIncident(), build.minute(9), build.resolved), policy);
    expect(text).toContain('## Root Cause');
    expect(text).toContain('What made this possible?');
    expect(text).toContain('cause_deployment: null');
  });

  test('of a drill is marked in title, name, pull request and commit, as the lint wants it', () => {
    const real = build.after(build.anIncident(), build.minute(9), build.resolved);
    const drill: Incident = { ...real, drill: true };
    const text = documentOf(drill, policy);
    expect(text).toMatch(/^# \[DRILL\] .*: Production down$/m);
    const [file] = pathsOf(drill, policy);
    expect(file).toBe('reports/incidents/2026-03-01-drill-production-down.md');
    expect(postmortemTitle(drill, policy)).toMatch(/^\[DRILL\] .*: Production down$/);
    expect(postmortemCommit(drill)).toBe('docs: postmortem of drill 7');
    const known = knownFrom(drill, policy);
    const rules = lintPostmortem({ file, text, policy, known }).map(({ rule }) => rule);
    for (const rule of ['E03', 'E23', 'E28']) expect(rules).not.toContain(rule);
    expect(documentOf(real, policy)).not.toContain('[DRILL]');
  });

  test('knows the worst severity and the last one', () => {
    const changes = [build.atLevel('P2'), build.atLevel('P1')];
    const incident = build.after(build.after(build.anIncident(), build.minute(5), ...changes), build.minute(30), build.resolved); // biome-ignore format: one value
    const text = documentOf(incident, policy);
    expect(text).toContain('severity_peak: "P0"\nseverity_close: "P1"');
    expect(text).toContain('By severity: P0 for 5 minutes');
  });
});
