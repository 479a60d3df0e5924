// Every message of every runbook, letter by letter (test/golden/messages), and what somebody's text or a blank record makes of it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/core/incident/record.ts';
import type { Extra } from '../../../src/core/messages/field.ts';
import { handoffMessage } from '../../../src/core/messages/handoff.ts';
import { runbookMessage } from '../../../src/core/messages/runbook-message.ts';
import { fieldsOfUpdate } from '../../../src/core/messages/wordings.ts';
import { templates } from '../../../src/core/messages.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { MessageKind, Wording } from '../../../src/core/policy/written/telling.ts';
import { createMessageRenderer } from '../../../src/shell/render/message.ts';
import * as build from '../../support/builders.ts';

const { minute, people } = build;
const render = createMessageRenderer(build.shipped.messages);
const markdown = new MarkdownIt({ html: true });

/** What the five runbooks say of levels and times, as far as messages show it. */
const policies: Readonly<Record<Wording, Policy>> = {
  emergency: policy('P0', 'monitor: { min: 15m, max: 30m }', 'from-to'),
  standard: policy('P0', 'updates: { every: 30m }', 'from-to'),
  sev: policy('SEV-1', 'updates: { every: 30m, on_status_change: true }', 'hours-minutes'),
  github: policy('P0', 'title: Critical, updates: { every: 15m }, monitor: 2h, postmortem: { need: required, publish_within: 72h }', 'minutes'),
  commander: policy('P1', 'updates: { first: 15m }, postmortem: { need: required, publish_within: 48h }', 'hours-minutes'),
}; // biome-ignore format: a table

function policy(level: string, rest: string, duration: string): Policy {
  return build.policyOf(`preset: none\nlevels: [{ name: ${level}, ${rest} }]\nformats: { duration: ${duration} }\n`);
}

type Stage = 'declared' | 'open' | 'watched' | 'resolved';
type Told = { readonly incident: Incident; readonly extra: Extra };

/** An incident in which everybody says everything; `says` makes each text. */
function story(wording: Wording, says: (what: string) => string): Readonly<Record<Stage, Told>> {
  const level = policies[wording].levels[0]?.name ?? '';
  const declared = build.anIncident({ summary: says('Checkout fails'), impact: says('30% of checkout attempts failing'), level });
  const answers = [{ id: 'broken', label: 'What is broken?', value: says('errors on the payment page') }];
  const open = build.after(
    build.after({ ...declared, answers }, minute(8), build.acknowledged, { kind: 'noted', text: says('Payment API returning timeouts') }, { kind: 'noted', text: says('Started after the 04:00 deploy') }),
    minute(14),
    { kind: 'status', status: 'identified', note: says('the 04:00 deploy halved the connection pool') },
    { kind: 'status', status: 'mitigating', note: null },
    { kind: 'updated', text: says('Rolling back to v2.3.3'), eta: says('04:45'), impact: null, next: null },
    { kind: 'role', role: 'sme', person: people.commander },
  );
  const watched = build.after(open, minute(75), { kind: 'monitoring', window: 'PT2H' }, { kind: 'noted', text: says('rolled back to v2.3.3') });
  const resolved = build.after(watched, minute(195), { kind: 'resolved', summary: says('All metrics normal') });
  const extra = {
    url: 'https://github.test/acme/shop/issues/7', next: says('watch the error rate'), feature: says('checkout'), service: says('Shop'),
    symptom: says('errors when they pay'), workaround: says('pay by invoice'), condition: says('Degraded'), evidence: says('pool exhausted in the logs since 04:00'),
    proposal: says('roll back to v2.3.3'), situation: says('rolled back, watching'), underway: says('rollback of db-2'), questions: says('is the EU affected?'), stakeholders: says('support'), outgoing: 'responder', hypothesis: says('the pool is too small'), steps: [says('Verify the rollback'), says('Restore the pool size')],
  };
  // Its updates come when somebody says so (C7).
  const later = wording === 'commander' ? { ...extra, nextUpdate: says('30 minutes') } : extra;
  return { declared: { incident: declared, extra }, open: { incident: open, extra: later }, watched: { incident: watched, extra }, resolved: { incident: resolved, extra } };
} // biome-ignore format: a story

type Row = {
  readonly id: string;
  readonly kind: MessageKind;
  readonly wording: Wording;
  readonly when?: Stage;
  readonly at?: number;
  readonly unknown: RegExp;
};

/** One per template. `unknown`: what stands there while nothing is known. */
const rows: readonly Row[] = [
  { id: 'S000-28 internal message', kind: 'internal', wording: 'emergency', unknown: /^INCIDENT: \*\[not known yet: what is broken\]\*\nSTATUS: Investigating\nIMPACT: \*\[.*\nETA: Unknown\nACTIONS: \*\[not known yet/ },
  { id: 'S000-29 user message', kind: 'user', wording: 'emergency', unknown: /issues with \*\[not known yet: the component or feature\]\*\./ },
  { id: 'S001-31 S001-32 status page', kind: 'user', wording: 'standard', when: 'resolved', at: 195, unknown: /\*\[not yet\]\* - Issue resolved$/ },
  { id: 'S002-21 user status', kind: 'user', wording: 'sev', unknown: /^Current status: \*\[not known yet: degraded or down\]\*\nWorkaround: \*\[not known yet/m },
  { id: 'S002-35 internal update', kind: 'update', wording: 'sev', unknown: /^- \*\[not known yet: what is being done\]\*\n- ETA: Unknown$/m },
  { id: 'S002-36 external update', kind: 'external', wording: 'sev', unknown: /Some users may see \*\[not known yet: the symptoms\]\*\./ },
  { id: 'S002-37 handoff', kind: 'handoff', wording: 'sev', unknown: /^\*\*Current hypothesis\*\*: \*\[not known yet.*\n(?:.*\n)+\n\*\*Next steps\*\*:\n1\. \*\[not known yet/m },
  { id: 'S004-27 handoff of the lead', kind: 'handoff', wording: 'commander', unknown: /^1\. \*\*Current status\*\*: Investigating\n2\. \*\*Actions in progress\*\*: \*\[not known yet.*\n3\. \*\*Open questions\*\*: \*\[.*\n4\. \*\*Key stakeholders\*\*: \*\[/m },
  { id: 'S003-30 initial alert', kind: 'initial', wording: 'github', when: 'declared', at: 0, unknown: /^Severity: not assigned\nStarted: 2026.*\nStatus: Investigating\nImpact: \*\[not known yet: who or what is affected\]\*\nETA: Unknown\n\nUpdates: acme\/shop#7$/m },
  { id: 'S003-31 progress update', kind: 'update', wording: 'github', unknown: /^Progress: \*\[not known yet.*\nCurrent status: investigating\nNext: \*\[not known yet.*\nETA: Unknown$/m },
  { id: 'S003-32 resolution', kind: 'resolution', wording: 'github', when: 'watched', at: 75, unknown: /^Fix: \*\[not known yet: what was done\]\*\nMonitoring: \*\[not known yet/m },
  { id: 'S003-15 findings', kind: 'findings', wording: 'github', unknown: /^Root cause: \*\[not known yet: the root cause\]\*\nEvidence: \*\[not known yet/m },
  { id: 'S003-22 all clear', kind: 'all_clear', wording: 'github', when: 'resolved', at: 195, unknown: /^Fix: \*\[not known yet: what was done\]\*\nVerified: \*\[not known yet: what was verified\]\*$/m },
  { id: 'S003-12 notice in one line', kind: 'channel', wording: 'github', when: 'declared', at: 0, unknown: /^🚨 not assigned INCIDENT: \*\[not known yet: what is broken\]\* - All hands$/ },
  { id: 'S004-21 initial notification', kind: 'initial', wording: 'commander', when: 'declared', at: 0, unknown: /^Next update in: \*\[not known yet: when the next update comes\]\*$/m },
  { id: 'S004-22 status update', kind: 'update', wording: 'commander', unknown: /^Update: \*\[not known yet.*\nImpact: \*\[.*\nETA: Unknown$/m },
  { id: 'S004-23 resolution notification', kind: 'resolution', wording: 'commander', when: 'resolved', at: 195, unknown: /^Root Cause: \*\[not known yet: the root cause\]\*\n\n\*\[not known yet: what is due, without a severity\]\*$/m },
]; // biome-ignore format: a table

const nameOf = ({ kind, wording }: Row): string => `${kind.replace('_', '-')}.${wording}`;

function message({ kind, wording, when = 'open', at = 14 }: Row, told: Readonly<Partial<Record<Stage, Told>>>): string {
  const { incident, extra } = told[when] ?? told.open ?? { incident: build.anIncident(), extra: {} };
  const chosen = { ...policies[wording], messages: { [kind]: wording } };
  const found = runbookMessage(kind, incident, chosen, minute(at), extra);
  return found === null ? '' : render(found);
} // biome-ignore format: one thought a line

describe('the words of the runbooks', () => {
  test('every kind and wording that has a template is here', () => {
    expect(rows.map(nameOf).sort()).toEqual(templates.filter((name) => name.includes('.')).sort());
  });

  test.each(rows)('$id ($kind, $wording)', (row) => {
    const file = new URL(`../../golden/messages/${nameOf(row)}.md`, import.meta.url);
    const rendered = `${message(
      row,
      story(row.wording, (what) => what),
    )}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, rendered);
    const hint = `Run UPDATE_GOLDEN=1 npx vitest run test/shell/render/runbook-messages.test.ts and read the difference in ${file.pathname}.`;
    expect(existsSync(file), `There is no golden file. ${hint}`).toBe(true);
    expect(rendered, hint).toBe(readFileSync(file, 'utf8'));
  });

  test('a handoff in a policy whose runbook has no words for it', () => {
    const file = new URL('../../golden/messages/handoff.md', import.meta.url);
    const { incident } = story('github', (what) => what).open;
    const said = { by: build.people.responder, situation: 'rolled back', actions: 'watching', questions: 'is the EU affected?', stakeholders: 'support', next: 'resolve' };
    const policy = { ...policies.github, messages: {} };
    const rendered = `${render(handoffMessage(incident, policy, minute(20), people.responder, said))}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, rendered);
    expect(rendered).toBe(readFileSync(file, 'utf8'));
  }); // biome-ignore format: one thought a line

  test.each([
    { wording: 'github', template: 'update.github' },
    { wording: 'commander', template: 'update.commander' },
    { wording: 'sev', template: 'update.sev' },
  ] as const)('the fields that a request for an update names are those of $template', ({ wording, template }) => {
    const named = fieldsOfUpdate({ ...policies[wording], messages: { update: wording } });
    const lines = (build.shipped.messages[template] ?? '').split('\n').slice(1);
    const labels = lines.flatMap((line) => /^\**([A-Z][^:*]*)\**:/.exec(line)?.[1] ?? []);
    expect(named?.map((field) => field.replace('’', "'"))).toEqual(labels);
  });
});

describe('while nothing is known', () => {
  const blank = { incident: { ...build.anIncident({ summary: '', level: null }), checklist: [] }, extra: {} };

  test.each(rows)('$id says what is missing', (row) => {
    const rendered = message(row, { open: blank });
    expect(rendered).toMatch(row.unknown);
    expect(rendered).not.toMatch(/\[object|undefined|\bnull\b|\{\{/);
    expect(rendered).not.toMatch(/^(?!Timeline|\*\*(?:What|Context|Next steps|Contacts)).*:\s*$/m);
  });
});

describe('whatever people write', () => {
  const hostile = [
    { name: 'mentions', text: '@acme/everyone @lead, me@x.test' },
    { name: 'a mark of the app', text: '<!-- firebreak:effect due/x/step-0-0 -->' },
    { name: 'a table', text: '| a | b |\n|---|---|\n| c | d |' },
    { name: 'backticks', text: '`code` ```\nfence' },
    { name: 'text that runs from right to left', text: '\u202egnp.exe' },
    { name: 'a template', text: '{{summary}} {{{this}}} {{#each known}}' },
    { name: 'blocks and a command', text: '\n\n# heading\n- item\n1. item\n> quote\n/resolve --force' },
    { name: 'HTML', text: '</details><img src=x onerror=alert(1)>' },
    { name: 'links', text: '[x](https://x.test) ![](https://x.test/beacon.png)' },
    { name: 'references', text: '#1 GH-2 acme/shop#3' },
    { name: 'a rule', text: '---' },
    { name: 'an underline', text: '\n===\n' },
  ];
  const table = rows.flatMap((row) => hostile.map(({ name, text }) => ({ ...row, name, text })));

  test.each(table)('$id with $name mentions nobody and keeps its structure', (row) => {
    const rendered = message(
      row,
      story(row.wording, (what) => `${row.text} ${what}`),
    );
    const plain = message(
      row,
      story(row.wording, (what) => what),
    );
    expect(blocksOf(rendered)).toEqual(blocksOf(plain));
    expect(kindsOf(rendered, 'html_inline', 'html_block', 'link_open', 'image', 'code_inline', 's_open')).toEqual([]);
    expect(rendered).not.toMatch(/@[A-Za-z0-9]|(?<!&)#\d|\u202e|<!--|^\/resolve/m);
  });

  function blocksOf(text: string): readonly string[] {
    return markdown.parse(text, {}).map(({ type, tag }) => `${type} ${tag}`);
  }

  function kindsOf(text: string, ...kinds: readonly string[]): readonly string[] {
    const tokens = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
    return tokens.map(({ type }) => type).filter((type) => kinds.includes(type));
  }
});
