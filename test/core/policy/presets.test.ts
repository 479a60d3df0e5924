// The five shipped presets against their runbooks: every row of the table of conflicts (C1 to C43), and every requirement that is a rule of the policy.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { findLevel, findStatus, handlesOf } from '../../../src/core/policy/find.ts';
import type { Level, Policy, Tier } from '../../../src/core/policy/policy.ts';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { checkRules } from '../../../src/core/policy/rules.ts';
import { shipped } from '../../support/builders.ts';
import { samplePolicy } from '../../support/shown-card.ts';

/** In the order of the runbooks, 000 to 004. */
const presets = ['emergency', 'standard', 'sev', 'github', 'commander'] as const;
type Preset = (typeof presets)[number];

/** A preset as it is in force: read into a policy, and as the text that an incident carries. */
type Shipped = { readonly policy: Policy; readonly carried: string; readonly written: unknown };

function inForce(preset: Preset): Shipped {
  const text = `preset: ${preset}\n`;
  const { policy, written, problems } = policyFrom(shipped.policies, { source: 'test', version: 'v1', text }, null);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { policy, carried: written, written: JSON.parse(written) };
}

const all: Readonly<Record<Preset, Shipped>> = {
  emergency: inForce('emergency'),
  standard: inForce('standard'),
  sev: inForce('sev'),
  github: inForce('github'),
  commander: inForce('commander'),
};

function level(policy: Policy, name: string): Level {
  const found = findLevel(policy, name);
  if (found === null) throw new Error(`no level ${name}`);
  return found;
}

function nth(policy: Policy, index: number): Level {
  const found = policy.levels[index];
  if (found === undefined) throw new Error(`no level ${index}`);
  return found;
}

/** `oncall PT0M`, `cto by hand if business-critical`. */
function step({ after, when, silentFor, targets, auto, until }: Tier): string {
  const conditions = when.map((one) => (one === 'previous-silent' ? `${one} for ${silentFor}` : one));
  const condition = conditions.length === 0 ? '' : ` if ${conditions.join(' and ')}`;
  return `${targets.join(' + ')} ${auto ? after : 'by hand'}${condition}${until === 'resolved' ? '' : ` until ${until}`}`;
}

const ladder = (policy: Policy, index: number) => nth(policy, index).escalation.map(step);

/** What each level says, worst first. */
function perLevel(policy: Policy, of: (level: Level) => unknown): readonly unknown[] {
  return policy.levels.map(of);
}

/** What the role or contact is called. */
function titleOf({ roles, contacts }: Policy, id: string): string {
  return [...roles, ...contacts].find((one) => one.id === id)?.title ?? '(undeclared)';
}

const NOT_SAID = 'not said';

/** The value, where the preset itself says it; a default is not what the runbook says. */
function ifSaid(written: unknown, path: string, value: unknown): unknown {
  const found = path.split('.').reduce<unknown>(within, written);
  return found === undefined ? NOT_SAID : value;
}

function within(section: unknown, key: string): unknown {
  return typeof section === 'object' && section !== null ? Reflect.get(section, key) : undefined;
}

const phase = ({ phases }: Policy, id: string) => phases.find((one) => one.id === id);
const itemsOf = ({ checklist }: Policy, stage: string) =>
  checklist.filter((item) => item.stage === stage).map(({ text }) => text);
const text = ({ checklist }: Policy, id: string) => checklist.find((item) => item.id === id)?.text;
const contact = ({ contacts }: Policy) =>
  contacts.map(({ title, primary, backup, hasBackup }) => [title, primary, hasBackup ? backup : '-']);
const means = ({ mitigations }: Policy) => mitigations.map(({ title, when }) => `${when} → ${title}`);
const rules = ({ rollback }: Policy) =>
  rollback.recommendWhen.map(({ says, errorRateOver, deployWithin, auto }) => ({
    says,
    ...(errorRateOver === undefined ? {} : { over: errorRateOver }),
    ...(deployWithin === undefined ? {} : { within: deployWithin }),
    auto,
  }));
const checks = (list: Policy['recovery']) => list.map(({ text: says, kind }) => `${kind}: ${says}`);
const levelIs = (policy: Policy, name: string) => [
  level(policy, name).title,
  level(policy, name).definition,
  level(policy, name).respondWithin,
];

/** One row of the table of conflicts: what is read from a preset, and what it is in each runbook, from 000 to 004. */
type Row = {
  readonly row: string;
  readonly topic: string;
  readonly of: (policy: Policy, written: unknown) => unknown;
  readonly is: readonly [unknown, unknown, unknown, unknown, unknown];
};

const window = { min: 'PT15M', max: 'PT30M' };
const lasts = (min: string) => ({ min, max: null });
const deadlines = (schedule: string | null, draft: string | null, publish: string | null) => [schedule, draft, publish];

// biome-ignore format: a table
const rows: readonly Row[] = [
  {
    row: 'C1', topic: 'names of the levels with their ranks',
    of: (policy) => perLevel(policy, ({ name, rank }) => `${rank} ${name}`),
    is: [['1 P0', '2 P1', '3 P2', '4 P3'], ['1 P0', '2 P1', '3 P2', '4 P3'], ['1 SEV-1', '2 SEV-2', '3 SEV-3', '4 SEV-4'], ['1 P0', '2 P1', '3 P2', '4 P3'], ['1 P1', '2 P2', '3 P3', '4 P4']],
  },
  {
    row: 'C2', topic: 'response at the top, which is around the clock',
    of: (policy) => [nth(policy, 0).respondWithin, nth(policy, 0).aroundTheClock],
    is: [['PT0M', true], ['PT0M', true], ['PT0M', true], ['PT5M', true], [null, true]],
  },
  {
    row: 'C3', topic: 'the other table of response, in its own words, of which C4 and C5 are part', 
    of: (policy) => perLevel(policy, ({ title }) => title).filter((title) => /hands on deck|response|hours|later/i.test(String(title))),
    is: [[], [], ['All hands on deck', 'Immediate response', 'Business hours', 'Ticket for later'], [], []],
  },
  { row: 'C3', topic: 'response at the second level', of: (policy) => nth(policy, 1).respondWithin, is: ['PT1H', 'PT15M', 'PT1H', 'PT15M', null] },
  { row: 'C4', topic: 'response at the third level', of: (policy) => nth(policy, 2).respondWithin, is: ['PT4H', 'PT1H', 'PT4H', 'PT1H', null] },
  { row: 'C5', topic: 'response at the fourth level', of: (policy) => nth(policy, 3).respondWithin, is: ['next business day', 'PT24H', 'next business day', 'PT24H', null] },
  {
    row: 'C6', topic: 'resolution targets',
    of: (policy) => perLevel(policy, ({ resolveWithin }) => resolveWithin),
    is: [[null, null, null, null], ['PT1H', 'PT4H', 'PT24H', 'next sprint'], [null, null, null, null], [null, null, null, null], [null, null, null, null]],
  },
  {
    row: 'C7', topic: 'updates at the top',
    of: (policy) => nth(policy, 0).updates,
    is: [
      null,
      { first: null, every: 'PT30M', onStatusChange: false },
      { first: null, every: null, onStatusChange: true },
      { first: 'PT15M', every: 'PT15M', onStatusChange: false },
      { first: 'PT15M', every: null, onStatusChange: false },
    ],
  },
  {
    row: 'C8', topic: 'updates at the second level',
    of: (policy) => nth(policy, 1).updates,
    is: [null, { first: null, every: 'PT1H', onStatusChange: false }, { first: null, every: null, onStatusChange: true }, null, { first: 'PT15M', every: null, onStatusChange: false }],
  },
  {
    row: 'C9', topic: 'escalation at the top',
    of: (policy) => ladder(policy, 0),
    is: [
      ['oncall PT0M', 'escalation by hand'],
      ['oncall PT0M', 'team-lead PT0M', 'engineering-manager PT0M', 'cto by hand if business-critical'],
      ['everyone PT0M'],
      ['devops PT0M', 'ceo PT0M'],
      ['oncall PT0M', 'additional-responders PT0M', 'engineering-manager by hand', 'vp-engineering by hand'],
    ],
  },
  {
    row: 'C10', topic: 'escalation at the second level',
    of: (policy) => ladder(policy, 1),
    is: [
      ['oncall PT0M', 'escalation by hand'],
      ['oncall PT0M', 'team-lead PT4H', 'engineering-manager PT4H if previous-silent for PT15M', 'engineering-manager by hand', 'cto by hand if business-critical'],
      ['oncall + oncall-backup PT0M'],
      ['devops PT0M', 'manager PT15M'],
      ['oncall PT0M', 'additional-responders PT0M', 'engineering-manager by hand', 'vp-engineering by hand'],
    ],
  },
  {
    row: 'C11', topic: 'escalation at the third level',
    of: (policy) => ladder(policy, 2),
    is: [
      ['oncall PT0M'],
      ['oncall PT0M', 'team-lead PT24H', 'engineering-manager PT24H if previous-silent for PT1H', 'engineering-manager by hand', 'cto by hand if business-critical'],
      ['oncall PT0M'],
      ['devops PT0M', 'manager PT1H'],
      ['oncall PT0M'],
    ],
  },
  {
    row: 'C12', topic: 'highest authority',
    of: (policy) => nth(policy, 0).escalation.at(-1)?.targets.map((id) => titleOf(policy, id)),
    is: [['Escalation'], ['CTO'], ['Everyone'], ['CEO'], ['VP Engineering']],
  },
  {
    row: 'C13', topic: 'monitoring after the fix, by level',
    of: (policy) => perLevel(policy, ({ monitor }) => monitor),
    is: [
      [window, window, window, window],
      [null, null, null, null],
      [null, null, null, null],
      [lasts('PT2H'), lasts('PT1H'), lasts('PT30M'), null],
      [null, null, null, null],
    ],
  },
  {
    row: 'C13', topic: 'monitoring in words, where it has no number',
    of: (policy) => [...policy.phases.flatMap(({ steps }) => steps), ...policy.recovery.map((check) => check.text)].filter((one) => /^Monitor metrics$|back to baseline$/.test(one)),
    is: [[], ['Monitor metrics'], ['Error rate back to baseline'], ['Monitor metrics'], []],
  },
  {
    row: 'C14', topic: 'when it is said to be resolved',
    of: (policy, written) => ifSaid(written, 'order.announce_resolved', policy.order.announceResolved),
    is: ['after-monitoring', 'after-monitoring', NOT_SAID, 'before-monitoring', 'after-monitoring'],
  },
  {
    row: 'C15', topic: 'postmortem scheduled, drafted, published, by level',
    of: (policy) => perLevel(policy, ({ postmortem }) => deadlines(postmortem?.scheduleWithin ?? null, postmortem?.draftWithin ?? null, postmortem?.publishWithin ?? null)),
    is: [
      [deadlines('PT24H', null, null), deadlines('PT24H', null, null), deadlines(null, null, null), deadlines(null, null, null)],
      [deadlines(null, null, 'PT48H'), deadlines(null, null, 'PT48H'), deadlines(null, null, 'PT48H'), deadlines(null, null, 'PT48H')],
      [deadlines(null, null, null), deadlines(null, null, null), deadlines(null, null, null), deadlines(null, null, null)],
      [deadlines(null, null, 'PT72H'), deadlines(null, null, 'PT72H'), deadlines(null, null, 'PT72H'), deadlines(null, null, null)],
      [deadlines('PT48H', null, 'PT48H'), deadlines('PT48H', null, 'PT48H'), deadlines('PT168H', null, null), deadlines(null, null, null)],
    ],
  },
  {
    row: 'C16', topic: 'postmortem needed, by level',
    of: (policy) => perLevel(policy, ({ postmortem }) => postmortem?.need),
    is: [
      ['required', 'required', 'report', 'none'],
      ['required', 'required', 'required', 'required'],
      ['required', 'required', 'required', 'required'],
      ['required', 'required', 'required', 'none'],
      ['required', 'required', 'required', 'none'],
    ],
  },
  {
    row: 'C17', topic: 'phases and their canonical statuses',
    of: (policy) => policy.phases.map(({ title, status }) => `${title}: ${status}`),
    is: [
      ['Assess: investigating', 'Mitigate: mitigating', 'Communicate: mitigating', 'Resolve: monitoring', 'Follow-up: resolved'],
      ['Detection: investigating', 'Acknowledgment: investigating', 'Investigation: investigating', 'Mitigation: mitigating', 'Resolution: monitoring', 'Post-Incident: resolved'],
      ['Assess: investigating', 'Contain: mitigating', 'Mitigate: mitigating', 'Diagnose: monitoring', 'Fix: monitoring', 'Postmortem: resolved'],
      ['Detection & Triage: investigating', 'Investigation: investigating', 'Mitigation: mitigating', 'Recovery Verification: monitoring', 'Post-Incident Review: resolved'],
      ['Detection and Triage: investigating', 'Diagnosis: investigating', 'Mitigation: mitigating', 'Resolution: monitoring', 'Post-Incident: resolved'],
    ],
  },
  {
    row: 'C18', topic: 'clocks of the phases, and the levels that they are for where not for all',
    of: (policy) => policy.phases.map(({ from, to, levels }) => [from, to, ...levels]),
    is: [
      [['PT0M', 'PT5M', 'P0', 'P1'], ['PT5M', 'PT20M', 'P0', 'P1'], [null, null], [null, null], [null, 'PT24H', 'P0', 'P1']],
      [[null, null], [null, null], [null, null], [null, null], [null, null], [null, null]],
      [['PT0M', 'PT30S', 'SEV-1', 'SEV-2', 'SEV-3'], [null, null], [null, null], [null, null], [null, null], [null, null]],
      [['PT0M', 'PT5M', 'P0', 'P1', 'P2'], ['PT5M', 'PT15M', 'P0', 'P1', 'P2'], ['PT15M', 'PT30M', 'P0', 'P1', 'P2'], ['PT30M', 'PT1H', 'P2'], ['PT24H', 'PT72H', 'P0', 'P1', 'P2']],
      [['PT0M', 'PT5M'], ['PT5M', 'PT15M'], ['PT15M', 'PT30M'], ['PT30M', null], ['PT24H', 'PT48H', 'P1', 'P2']],
    ],
  },
  {
    row: 'C18', topic: 'the first 5 minutes beside the 30 seconds',
    of: (policy) => policy.intake.firstMinutes.length,
    is: [0, 0, 5, 0, 0],
  },
  {
    row: 'C19', topic: 'order of diagnosis and mitigation, never held',
    of: (policy) => [policy.order.mitigationRequiresRootCause, ...policy.phases.map(({ title }) => title).filter((title) => /mitigat|diagnos|investigat/i.test(title))],
    is: [
      ['never', 'Mitigate'],
      ['warn', 'Investigation', 'Mitigation'],
      ['never', 'Mitigate', 'Diagnose'],
      ['warn', 'Investigation', 'Mitigation'],
      ['warn', 'Diagnosis', 'Mitigation'],
    ],
  },
  {
    row: 'C20', topic: 'words for statuses that are not the canonical ones',
    of: (policy) => policy.aliases,
    is: [
      { assess: 'investigating', mitigate: 'mitigating' },
      {},
      { assess: 'investigating', contain: 'mitigating', mitigate: 'mitigating', diagnose: 'monitoring' },
      { fixing: 'mitigating', verifying: 'monitoring' },
      {},
    ],
  },
  {
    row: 'C20', topic: 'every status word of the runbook is known',
    of: (policy) => ['Investigating', 'Identified', 'Mitigating', 'Monitoring', 'Resolved', 'fixing', 'verifying', 'Contain', 'Mitigate', 'Diagnose'].map((word) => findStatus(policy, word)),
    is: [
      ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', null, null, null, 'mitigating', null],
      ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', null, null, null, null, null],
      ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', null, null, 'mitigating', 'mitigating', 'monitoring'],
      ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', 'mitigating', 'monitoring', null, null, null],
      ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved', null, null, null, null, null],
    ],
  },
  {
    row: 'C21', topic: 'branch of a hotfix',
    of: ({ hotfix }, written) => ifSaid(written, 'hotfix.branch', [hotfix.branch, ...hotfix.alsoAccepts]),
    is: [['hotfix/incident-{slug}'], NOT_SAID, NOT_SAID, ['hotfix/incident-{number}'], NOT_SAID],
  },
  {
    row: 'C22', topic: 'what a hotfix needs before it is merged',
    of: ({ hotfix }, written) => ifSaid(written, 'hotfix', { requires: hotfix.requires, reviewers: ifSaid(written, 'hotfix.reviewers', hotfix.reviewers), autoMerge: hotfix.autoMerge }),
    is: [
      { requires: ['Lint', 'Test', 'Verified that the fix works'], reviewers: 'synchronous', autoMerge: false },
      NOT_SAID,
      { requires: ['Fix has tests', 'Fix reviewed', 'Regression tests in staging', 'Incident reproduction test'], reviewers: NOT_SAID, autoMerge: false },
      { requires: [], reviewers: NOT_SAID, autoMerge: true },
      NOT_SAID,
    ],
  },
  {
    row: 'C23', topic: 'levels that a hotfix is for: its gate is the same at all of them',
    of: (policy) => perLevel(policy, ({ hotfix }) => (hotfix === null ? NOT_SAID : hotfix.allowed)),
    is: [
      [true, true, false, false],
      [NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID],
      [NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID],
      [true, true, true, true],
      [NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID],
    ],
  },
  {
    row: 'C24', topic: 'a hotfix refers to the incident and does not close it',
    of: ({ hotfix }, written) => [ifSaid(written, 'hotfix.commit', hotfix.commit), ifSaid(written, 'hotfix.body', hotfix.body)],
    is: [[NOT_SAID, NOT_SAID], [NOT_SAID, NOT_SAID], [NOT_SAID, NOT_SAID], ['hotfix: {summary} (Refs #{number})', 'Refs #{number}'], [NOT_SAID, NOT_SAID]],
  },
  {
    row: 'C25', topic: 'what a rollback goes back to',
    of: ({ rollback }, written) => ifSaid(written, 'rollback.target', rollback.target),
    is: ['previous-successful', 'previous-successful', 'last-known-good', 'last-known-good', NOT_SAID],
  },
  {
    row: 'C26', topic: 'what recommends a rollback; nothing runs by itself',
    of: rules,
    is: [
      [{ says: 'A recent deploy caused the issue', within: 'PT1H', auto: false }],
      [
        { says: 'Error rate spike: > 10% error rate', over: 0.1, auto: false },
        { says: 'Service down: complete service failure', auto: false },
        { says: 'Data corruption: risk of data loss', auto: false },
        { says: 'Security breach: security vulnerability exposed', auto: false },
      ],
      [{ says: 'Recent deploy + new symptoms = rollback first, ask questions later', within: 'PT1H', auto: false }],
      [],
      [{ says: 'Bad deployment', within: 'PT1H', auto: false }],
    ],
  },
  {
    row: 'C27', topic: 'deployments held',
    of: (policy) => [policy.rollback.freezeFirst, ...perLevel(policy, ({ freeze }) => freeze)],
    is: [
      [false, false, false, false, false],
      [true, false, false, false, false],
      [false, false, false, false, false],
      [false, false, false, false, false],
      [false, false, false, false, false],
    ],
  },
  {
    row: 'C28', topic: 'error rates: alert, rollback, recovered',
    of: ({ thresholds: { errorRate } }) => [errorRate.alert, errorRate.rollback, errorRate.recovered],
    is: [[null, null, null], [null, 0.1, null], [0.05, null, null], [null, null, 0.001], [null, null, null]],
  },
  {
    row: 'C29', topic: 'latencies in milliseconds: alert, rollback, recovered',
    of: ({ thresholds: { p95Ms } }) => [p95Ms.alert, p95Ms.rollback, p95Ms.recovered],
    is: [[null, null, null], [null, null, null], [null, null, null], [10_000, null, 3_000], [1_000, null, null]],
  },
  {
    row: 'C30', topic: 'menu of mitigations',
    of: (policy) => policy.mitigations.map(({ kind, title }) => `${kind}: ${title}`),
    is: [
      ['rollback: Rollback', 'hotfix: Hotfix', 'feature-flag: Disable feature'],
      ['rollback: Rollback deployment', 'restart: Restart services', 'scale: Scale up resources', 'maintenance: Enable maintenance mode'],
      ['rollback: Rollback to previous version', 'feature-flag: Disable feature flag', 'contain: Enable rate limiting', 'contain: Halt writes, preserve state', 'contain: Revoke access, isolate system', 'contain: Shed load, circuit break'],
      ['rollback: Rollback', 'hotfix: Hotfix', 'configuration: Configuration change'],
      ['restart: Restart', 'rollback: Rollback', 'scale: Scale', 'failover: Failover', 'configuration: Config change'],
    ],
  },
  {
    row: 'C31', topic: 'incident commander, and steps of the handoff',
    of: ({ roles }) => roles.filter(({ id }) => id === 'commander').map(({ title, required, handoff }) => [title, required, handoff.length]),
    is: [[], [], [], [], [['Incident Commander', true, 4]]],
  },
  {
    row: 'C32', topic: 'first responder',
    of: (policy) => nth(policy, 2).escalation[0]?.targets.map((id) => `${id}: ${titleOf(policy, id)}`),
    is: [['oncall: On-call'], ['oncall: On-call engineer'], ['oncall: On-call'], ['devops: DevOps'], ['oncall: On-call Engineer']],
  },
  {
    row: 'C33', topic: 'lowest level: a ticket, and whom it pages',
    of: (policy) => [nth(policy, 3).backlog, ladder(policy, 3)],
    is: [[false, ['oncall PT0M']], [true, []], [true, []], [true, []], [false, ['oncall PT0M']]],
  },
  {
    row: 'C34', topic: 'name, title and path of the report',
    of: ({ formats, postmortem }, written) => [ifSaid(written, 'formats.report', formats.report), postmortem.title, ifSaid(written, 'postmortem.path', postmortem.path)],
    is: [
      ['Incident Report', '{report}: {date} - {title}', NOT_SAID],
      ['Post-Mortem', '{report}: {title}', NOT_SAID],
      ['Incident Postmortem', '{report}: {title}', NOT_SAID],
      ['Incident Post-Mortem', '{report}: {title}', 'reports/incidents/{date}-{slug}.md'],
      ['Post-Mortem', '{report}: {title}', NOT_SAID],
    ],
  },
  {
    row: 'C35', topic: 'action items, and their own section',
    of: ({ postmortem }) => [postmortem.actionItems, postmortem.sections.find((section) => /action|prevention/i.test(section))],
    is: [['list', 'Follow-up Actions'], ['horizons', 'Action Items'], ['table', 'Action Items'], ['list', 'Prevention'], ['table', 'Action Items']],
  },
  { row: 'C36', topic: 'dates of action items', of: ({ postmortem }) => postmortem.dueDates, is: [null, null, 'month-day', null, 'iso'] },
  { row: 'C37', topic: 'duration', of: ({ formats }, written) => ifSaid(written, 'formats.duration', formats.duration), is: ['from-to', 'from-to', 'hours-minutes', 'minutes', 'hours-minutes'] },
  {
    row: 'C38', topic: 'timeline, and what it names',
    of: ({ formats, postmortem }, written) => [ifSaid(written, 'formats.timeline', formats.timeline), ...postmortem.milestones],
    is: [
      ['list', 'Issue detected', 'Investigation started', 'Root cause identified', 'Fix deployed', 'Service restored'],
      ['list', 'Detection time', 'Acknowledgment time', 'Investigation milestones', 'Mitigation steps', 'Resolution time'],
      ['list', 'Deploy completed', 'Error rate increased', 'First user complaint', 'Alert fired', 'Incident declared, rollback initiated', 'Rollback complete, errors dropping', 'Error rate back to baseline'],
      ['list', 'Incident detected', 'Team notified', 'Root cause identified', 'Fix applied', 'Verified resolved'],
      ['table'],
    ],
  },
  { row: 'C39', topic: 'time zone', of: ({ timezone }, written) => ifSaid(written, 'timezone', timezone), is: [NOT_SAID, NOT_SAID, 'UTC', 'UTC', 'UTC'] },
  {
    row: 'C40', topic: 'what the impact names',
    of: ({ postmortem }) => postmortem.impact,
    is: [
      ['Users/features affected'],
      ['Users affected (number and percentage)', 'Revenue impact (if applicable)', 'Reputation impact (if applicable)'],
      ['Users affected (number/percentage)', 'Revenue impact (if applicable)', 'Duration of impact'],
      ['User impact'],
      ['Users affected (number/percentage)', 'Revenue impact (if applicable)', 'SLA impact (if applicable)'],
    ],
  },
  {
    row: 'C41', topic: 'channels',
    of: ({ channels }) => channels.map(({ kind, audience, name, onlyIf }) => [kind, audience, name ?? '', onlyIf].filter((one) => one !== '' && one !== 'always').join(' ')),
    is: [
      ['issue internal', 'status-page public needed'],
      ['status-page public', 'slack internal #incidents', 'email stakeholders'],
      ['issue stakeholders', 'status-page public customer-facing'],
      ['issue internal', 'status-page public available', 'webhook internal'],
      ['incident-channel internal #incident-{date}-{slug}', 'status-page public customer-facing', 'pagerduty internal'],
    ],
  },
  {
    row: 'C42', topic: 'backfill of a hotfix, and removal of temporary fixes',
    of: ({ hotfix, temporaryFixes }) => [hotfix.backfillWithin, hotfix.backfillSteps.length, temporaryFixes.removeWithin, temporaryFixes.removalSteps.length],
    is: [['PT24H', 4, null, 0], [null, 0, null, 0], [null, 0, null, 3], [null, 0, null, 0], [null, 0, null, 0]],
  },
  {
    row: 'C43', topic: 'checks of the recovery',
    of: ({ recovery }) => checks(recovery),
    is: [
      ['health: Service is healthy', 'function: User-facing functionality works'],
      ['health: Health checks passing', 'error-rate: Error rates normal', 'latency: Performance metrics normal', 'user-reports: User reports resolved'],
      ['error-rate: Error rate back to baseline'],
      ['error-rate: Error rate returning to baseline (<0.1%)', 'latency: Response time P95 <3s', 'logs: No new errors in logs', 'user-reports: User reports decreasing'],
      ['health: All health checks passing', 'error-rate: Error rates back to normal', 'latency: Latency within SLA'],
    ],
  },
];

describe('where the runbooks disagree, each preset says its own side', () => {
  const cells = rows.flatMap(({ row, topic, of, is }) =>
    presets.map((preset, index) => ({ row, topic, preset, of, is: is[index] })),
  );

  test.each(cells)('$row $topic: $preset', ({ preset, of, is }) => {
    expect(of(all[preset].policy, all[preset].written)).toEqual(is);
  });

  test('every row is here, C1 to C43', () => {
    expect([...new Set(rows.map(({ row }) => row))]).toEqual(Array.from({ length: 43 }, (_, index) => `C${index + 1}`));
  });
});

/** A requirement that is a rule of the policy; its id says of which runbook. */
type Rule = {
  readonly id: string;
  readonly says: string;
  readonly of: (policy: Policy) => unknown;
  readonly is: unknown;
};

const numbers: Readonly<Record<string, Preset>> = {
  S000: 'emergency',
  S001: 'standard',
  S002: 'sev',
  S003: 'github',
  S004: 'commander',
};

function presetOf(id: string): Preset {
  const preset = numbers[id.slice(0, 4)];
  if (preset === undefined) throw new Error(`no runbook of ${id}`);
  return preset;
}

// biome-ignore format: a table
const emergency: readonly Rule[] = [
  { id: 'S000-01', says: 'four levels, P0 to P3', of: ({ levels }) => levels.map(({ name }) => name), is: ['P0', 'P1', 'P2', 'P3'] },
  { id: 'S000-02', says: 'P0: service down; respond immediately', of: (policy) => levelIs(policy, 'P0'), is: ['', 'Service down, data loss, security breach', 'PT0M'] },
  { id: 'S000-03', says: 'P1: major feature broken; respond within 1 hour', of: (policy) => levelIs(policy, 'P1'), is: ['', 'Major feature broken, significant user impact', 'PT1H'] },
  { id: 'S000-04', says: 'P2: feature degraded; respond within 4 hours', of: (policy) => levelIs(policy, 'P2'), is: ['', 'Feature degraded, workaround exists', 'PT4H'] },
  { id: 'S000-05', says: 'P3: minor issue; respond on the next business day, for which there is a calendar', of: (policy) => [...levelIs(policy, 'P3'), policy.businessHours], is: ['', 'Minor issue, low user impact', 'next business day', { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', holidays: [] }] },
  { id: 'S000-07', says: 'Assess: the first 5 minutes, then it is to mitigate', of: (policy) => phase(policy, 'assess'), is: expect.objectContaining({ from: 'PT0M', to: 'PT5M', overWhen: 'mitigating', steps: ['Check service health', 'Check container status', 'Check recent logs', 'Check recent deployments'] }) },
  { id: 'S000-08', says: 'Mitigate: from minute 5 to minute 20', of: (policy) => phase(policy, 'mitigate'), is: expect.objectContaining({ from: 'PT5M', to: 'PT20M', overWhen: 'monitoring' }) },
  { id: 'S000-09', says: 'Communicate and Resolve have no limit, Follow-up has 24 hours after the resolution', of: ({ phases }) => phases.slice(2).map(({ id, from, to, overWhen }) => [id, from, to, overWhen]), is: [['communicate', null, null, 'monitoring'], ['resolve', null, null, 'resolved'], ['follow-up', null, 'PT24H', 'closed']] },
  { id: 'S000-10', says: 'five phases in order', of: ({ phases }) => phases.map(({ title }) => title), is: ['Assess', 'Mitigate', 'Communicate', 'Resolve', 'Follow-up'] },
  { id: 'S000-16', says: 'assess: what is broken, by its symptoms', of: (policy) => [text(policy, 'broken'), policy.intake.questions[0]], is: ['What is broken? (specific symptoms)', { id: 'broken', text: 'What is broken?', why: 'Specific symptoms', choices: [] }] },
  { id: 'S000-17', says: 'assess: when it started', of: (policy) => [text(policy, 'started'), policy.intake.questions[1]], is: ['When did it start? (check logs, deploys)', { id: 'started', text: 'When did it start?', why: 'Check logs, deploys', choices: [] }] },
  { id: 'S000-18', says: 'assess: who is affected, three choices', of: (policy) => [text(policy, 'affected'), policy.intake.questions[2]], is: ['Who is affected? (all users, subset, specific feature)', { id: 'affected', text: 'Who is affected?', why: null, choices: ['All users', 'Subset', 'Specific feature'] }] },
  { id: 'S000-19', says: 'assess: what changed recently, three choices', of: (policy) => [text(policy, 'changed'), policy.intake.questions[3]], is: ['What changed recently? (deploy, config, external service)', { id: 'changed', text: 'What changed recently?', why: null, choices: ['Deploy', 'Config', 'External service'] }] },
  { id: 'S000-20', says: 'three options of mitigation, rollback first where a recent deploy is to blame', of: means, is: ['A recent deploy caused the issue → Rollback', 'Rollback isn\'t viable → Hotfix', 'The feature can be toggled → Disable feature'] },
  { id: 'S000-21', says: 'a rollback is verified by the status endpoint', of: ({ rollback }) => [rollback.target, rollback.verify], is: ['previous-successful', ['Service status endpoint is healthy']] },
  { id: 'S000-27', says: 'a feature is disabled by flag or config and redeployed', of: ({ mitigations }) => mitigations.at(-1)?.steps, is: ['Update feature flag or config', 'Redeploy with feature disabled'] },
  { id: 'S000-30', says: 'the gate before resolved needs four items, the first that the service is healthy', of: (policy) => [policy.gates.resolved, itemsOf(policy, 'resolve')[0]], is: [{ needs: ['healthy', 'user-facing', 'recurrence', 'communicated'], roles: [], owed: [], strict: true }, 'Verify service is healthy'] },
  { id: 'S000-31', says: 'before resolved: user-facing functionality works', of: (policy) => itemsOf(policy, 'resolve')[1], is: 'Confirm user-facing functionality works' },
  { id: 'S000-32', says: 'a fix is watched for 15 to 30 minutes at every level', of: (policy) => [itemsOf(policy, 'resolve')[2], ...perLevel(policy, ({ monitor }) => monitor)], is: ['Monitor for 15-30 minutes for recurrence', window, window, window, window] },
  { id: 'S000-33', says: 'before resolved: status communication is updated', of: (policy) => itemsOf(policy, 'resolve').slice(3), is: ['Update status communication'] },
  { id: 'S000-39', says: 'five items after the incident, the post-mortem at P0 and P1 alone', of: ({ checklist }) => checklist.filter(({ stage }) => stage === 'after').map((item) => [item.text, item.optional, item.levels]), is: [['Document full incident timeline', false, []], ['Identify root cause', false, []], ['Create tickets for follow-up work', false, []], ['Schedule post-mortem if P0/P1', false, ['P0', 'P1']], ['Update runbooks if needed', true, []]] },
  { id: 'S000-40', says: 'three contacts', of: contact, is: [['On-call', null, '-'], ['Escalation', null, '-'], ['Infrastructure', null, '-']] },
  { id: 'S000-41', says: 'five actions of quick reference', of: ({ quickReference }) => quickReference.map(({ action, command }) => [action, command]), is: [['Check health', 'curl -s "$STATUS_URL" | jq'], ['View logs', 'make logs'], ['Rollback', 'make rollback'], ['Deploy', 'make deploy'], ['Container status', 'docker ps -a']] },
  { id: 'S000-47', says: 'the principle, word by word', of: ({ runbook }) => [runbook.title, runbook.purpose, runbook.principle], is: ['Incident Response', 'Emergency workflow for P0/P1 production incidents requiring immediate action', 'Stay calm. Assess first. Communicate clearly.'] },
];

// biome-ignore format: a table
const standard: readonly Rule[] = [
  { id: 'S001-01', says: 'P0: respond immediately', of: (policy) => levelIs(policy, 'P0'), is: ['Critical', 'Service completely down, critical data loss', 'PT0M'] },
  { id: 'S001-02', says: 'P1: respond within 15 minutes', of: (policy) => levelIs(policy, 'P1'), is: ['High', 'Major feature down, significant degradation', 'PT15M'] },
  { id: 'S001-03', says: 'P2: respond within 1 hour', of: (policy) => levelIs(policy, 'P2'), is: ['Medium', 'Minor feature issues, performance degradation', 'PT1H'] },
  { id: 'S001-04', says: 'P3: respond within 24 hours', of: (policy) => levelIs(policy, 'P3'), is: ['Low', 'Minor issues, non-critical bugs', 'PT24H'] },
  { id: 'S001-05', says: 'P0: all stakeholders are told', of: (policy) => level(policy, 'P0').audience, is: ['stakeholders'] },
  { id: 'S001-06', says: 'P1: on-call engineer and team lead are told', of: (policy) => level(policy, 'P1').audience, is: ['oncall', 'team-lead'] },
  { id: 'S001-07', says: 'P2: the on-call engineer is told', of: (policy) => level(policy, 'P2').audience, is: ['oncall'] },
  { id: 'S001-08', says: 'P3: nobody is told, it is a ticket', of: (policy) => [level(policy, 'P3').audience, level(policy, 'P3').escalation, level(policy, 'P3').backlog], is: [[], [], true] },
  { id: 'S001-09', says: 'P0: resolve within 1 hour', of: (policy) => level(policy, 'P0').resolveWithin, is: 'PT1H' },
  { id: 'S001-10', says: 'P1: resolve within 4 hours', of: (policy) => level(policy, 'P1').resolveWithin, is: 'PT4H' },
  { id: 'S001-11', says: 'P2: resolve within 24 hours', of: (policy) => level(policy, 'P2').resolveWithin, is: 'PT24H' },
  { id: 'S001-12', says: 'P3: resolve in the next sprint, which has a length', of: (policy) => [level(policy, 'P3').resolveWithin, policy.sprint.days], is: ['next sprint', 14] },
  { id: 'S001-13', says: 'P0 alone is around the clock', of: (policy) => perLevel(policy, ({ aroundTheClock }) => aroundTheClock), is: [true, false, false, false] },
  { id: 'S001-14', says: 'three sources of detection', of: ({ intake }) => intake.detection, is: ['Monitoring alerts: automated alerts trigger response', 'User reports: support tickets, user complaints', 'Internal discovery: team discovers issue'] },
  { id: 'S001-15', says: 'four steps of acknowledgment', of: (policy) => phase(policy, 'acknowledgment')?.steps, is: ['Acknowledge alert: respond to alert within SLA', 'Create incident: create incident ticket', 'Assess severity: determine severity level', 'Notify team: notify on-call engineer'] },
  { id: 'S001-16', says: 'investigation gathers from four places', of: (policy) => [phase(policy, 'investigation')?.steps.slice(0, 4), policy.evidence.sources], is: [['Check monitoring dashboards', 'Review recent deployments', 'Check error logs', 'Review related systems'], ['Monitoring dashboards', 'Recent deployments', 'Error logs', 'Related systems']] },
  { id: 'S001-17', says: 'the cause is looked for in four steps', of: (policy) => phase(policy, 'investigation')?.steps.slice(4), is: ['Analyze logs and metrics', 'Review code changes', 'Check infrastructure status', 'Identify affected systems'] },
  { id: 'S001-18', says: 'four means of mitigation', of: means, is: ['If needed → Rollback deployment', 'If appropriate → Restart services', 'If needed → Scale up resources', 'If necessary → Enable maintenance mode'] },
  { id: 'S001-19', says: 'mitigation is communicated in three steps', of: (policy) => phase(policy, 'mitigation')?.steps, is: ['Update status page', 'Notify stakeholders', 'Provide status updates'] },
  { id: 'S001-20', says: 'the cause is fixed in three steps', of: (policy) => phase(policy, 'resolution')?.steps, is: ['Deploy fix', 'Verify fix', 'Monitor metrics'] },
  { id: 'S001-21', says: 'the gate before resolved: four verifications', of: (policy) => [itemsOf(policy, 'resolve'), policy.gates.resolved], is: [['Health checks passing', 'Error rates normal', 'Performance metrics normal', 'User reports resolved'], { needs: ['health', 'error-rates', 'performance', 'user-reports'], roles: [], owed: [], strict: true }] },
  { id: 'S001-22', says: 'a post-mortem within 48 hours at every level', of: (policy) => perLevel(policy, ({ postmortem }) => `${postmortem?.need} ${postmortem?.publishWithin}`), is: ['required PT48H', 'required PT48H', 'required PT48H', 'required PT48H'] },
  { id: 'S001-23', says: 'steps after the incident', of: (policy) => phase(policy, 'post-incident')?.steps, is: ['Post-mortem: within 48 hours', 'Documentation: document incident and resolution', 'Action items: create tickets for improvements', 'Follow-up: implement preventive measures'] },
  { id: 'S001-25', says: 'four tiers, all but the CTO at once at P0, which is critical', of: (policy) => ladder(policy, 0), is: ['oncall PT0M', 'team-lead PT0M', 'engineering-manager PT0M', 'cto by hand if business-critical'] },
  { id: 'S001-26', says: 'below P0 it is a judgement of people that it is critical or business-critical; who has not resolved it in its time was unable to', of: (policy) => [1, 2].map((index) => [ladder(policy, index)[1], nth(policy, index).resolveWithin, ...ladder(policy, index).filter((one) => one.includes('by hand'))]), is: [['team-lead PT4H', 'PT4H', 'engineering-manager by hand', 'cto by hand if business-critical'], ['team-lead PT24H', 'PT24H', 'engineering-manager by hand', 'cto by hand if business-critical']] },
  { id: 'S001-27', says: 'the engineering manager comes by the clock when the team lead is silent', of: (policy) => [1, 2].map((index) => ladder(policy, index)[2]), is: ['engineering-manager PT4H if previous-silent for PT15M', 'engineering-manager PT24H if previous-silent for PT1H'] },
  { id: 'S001-28', says: 'P0: an update every 30 minutes', of: (policy) => level(policy, 'P0').updates?.every, is: 'PT30M' },
  { id: 'S001-29', says: 'P1: an update every hour, none at P2 and P3', of: (policy) => perLevel(policy, ({ updates }) => updates?.every ?? null).slice(1), is: ['PT1H', null, null] },
  { id: 'S001-33', says: 'four things call for a rollback', of: ({ rollback }) => rollback.recommendWhen.map(({ says }) => says), is: ['Error rate spike: > 10% error rate', 'Service down: complete service failure', 'Data corruption: risk of data loss', 'Security breach: security vulnerability exposed'] },
  { id: 'S001-34', says: 'a rollback: stop the rollout, go back one version, verify it, verify the service', of: ({ rollback }) => [rollback.freezeFirst, rollback.target, ...rollback.verify], is: [true, 'previous-successful', 'Rollback status', 'Service health: `./scripts/verify-deployment.sh production`'] },
  { id: 'S001-40', says: 'two references, to which a team adds where its own are', of: ({ references }) => references.map(({ title, at }) => [title, at]), is: [['Infrastructure Patterns', null], ['Monitoring', null]] },
];

// biome-ignore format: a table
const sev: readonly Rule[] = [
  { id: 'S002-01', says: 'service first: no phase before the third looks for a cause, and mitigation needs none', of: ({ runbook, order, phases }) => [runbook.principle, order.mitigationRequiresRootCause, phases.findIndex(({ id }) => id === 'diagnose')], is: ['Restore service first, investigate later.', 'never', 3] },
  { id: 'S002-02', says: 'five things are accepted', of: ({ intake }) => intake.accepts, is: ['Production is down or degraded', 'Users are actively affected', 'Alerts are firing', 'Everything is broken', 'Need to coordinate incident response'] },
  { id: 'S002-03', says: 'three things are excluded', of: ({ intake }) => intake.excludes, is: ['Normal debugging', 'Planned maintenance', 'Performance optimization'] },
  { id: 'S002-04', says: 'speed, then thoroughness: light gates up to the restored service, hard ones after it', of: ({ phases, gates }) => [phases.map(({ judgedOn }) => judgedOn), gates], is: [['speed', 'speed', 'speed', 'thoroughness', 'thoroughness', 'thoroughness'], { mitigating: { needs: ['assess'], roles: [], owed: [], strict: false }, monitoring: { needs: ['contain', 'mitigate'], roles: [], owed: [], strict: false }, resolved: { needs: ['diagnose', 'fix', 'cause', 'addresses-cause', 'tests', 'reviewed', 'rollback-plan'], roles: [], owed: [], strict: true }, closed: { needs: ['postmortem'], roles: [], owed: [], strict: true } }] },
  { id: 'S002-05', says: 'six phases with a goal each', of: ({ phases }) => phases.map(({ title, goal }) => `${title}: ${goal}`), is: ['Assess: What\'s the blast radius? 30 seconds to understand scope', 'Contain: Stop the bleeding, stop it from getting worse', 'Mitigate: Restore service, even partially', 'Diagnose: Now find root cause', 'Fix: Permanent resolution', 'Postmortem: Learn so it doesn\'t happen again'] },
  { id: 'S002-06', says: 'Assess: 30 seconds', of: (policy) => phase(policy, 'assess')?.to, is: 'PT30S' },
  { id: 'S002-07', says: 'five questions of the first minutes', of: ({ intake }) => intake.firstMinutes, is: ['What\'s broken?', 'What changed recently?', 'Can we rollback?', 'Who needs to know?', 'What\'s our mitigation?'] },
  { id: 'S002-08', says: 'five triage questions with their reasons', of: ({ intake }) => intake.questions.slice(0, 5).map(({ text: asks, why, choices }) => [asks, why, ...choices]), is: [['What\'s broken?', 'Scope of the problem'], ['Who\'s affected?', 'User impact, business priority'], ['When did it start?', 'What changed recently?'], ['What changed?', 'Deploy? Config? Traffic spike?', 'Deploy', 'Config', 'Traffic spike'], ['How bad?', '10% of users or 100%?']] },
  { id: 'S002-09', says: 'five questions to the reporter, two of which triage asks already', of: ({ intake }) => ['symptoms', 'started', 'changed', 'monitoring', 'tried'].map((id) => intake.questions.find((asked) => asked.id === id)?.text), is: ['What symptoms are users seeing?', 'When did it start?', 'What changed?', 'What does your monitoring show?', 'What have you already tried?'] },
  { id: 'S002-10', says: 'SEV-1: everyone, immediately', of: (policy) => [...levelIs(policy, 'SEV-1'), ...ladder(policy, 0)], is: ['All hands on deck', 'Complete outage, all users, core function', 'PT0M', 'everyone PT0M'] },
  { id: 'S002-11', says: 'SEV-2: on-call and backup, within 1 hour', of: (policy) => [...levelIs(policy, 'SEV-2'), ...ladder(policy, 1)], is: ['Immediate response', 'Major feature broken, many users, important feature', 'PT1H', 'oncall + oncall-backup PT0M'] },
  { id: 'S002-12', says: 'SEV-3: on-call, within 4 hours', of: (policy) => [...levelIs(policy, 'SEV-3'), ...ladder(policy, 2)], is: ['Business hours', 'Minor feature broken, some users', 'PT4H', 'oncall PT0M'] },
  { id: 'S002-13', says: 'SEV-4: a ticket for the next business day, for which there is a calendar', of: (policy) => [...levelIs(policy, 'SEV-4'), ...ladder(policy, 3), level(policy, 'SEV-4').backlog, policy.businessHours.days.length], is: ['Ticket for later', 'Cosmetic, edge case', 'next business day', true, 5] },
  { id: 'S002-14', says: 'the backup of on-call is a role of its own, beside those whom a handoff names', of: ({ roles }) => roles.map(({ id, title }) => `${id}: ${title}`), is: ['everyone: Everyone', 'oncall: On-call', 'oncall-backup: On-call backup', 'reporter: Original reporter', 'sme: Subject matter expert'] },
  { id: 'S002-15', says: 'six situations and their containment', of: means, is: ['Bad deploy → Rollback to previous version', 'Feature bug → Disable feature flag', 'Traffic spike → Enable rate limiting', 'Data corruption → Halt writes, preserve state', 'Security breach → Revoke access, isolate system', 'Cascading failure → Shed load, circuit break'] },
  { id: 'S002-16', says: 'a recent deploy with new symptoms: roll back first', of: rules, is: [{ says: 'Recent deploy + new symptoms = rollback first, ask questions later', within: 'PT1H', auto: false }] },
  { id: 'S002-17', says: 'two ways of rolling back, neither of them final', of: ({ mitigations }) => mitigations[0]?.steps, is: ['Undo the rollout', 'Or revert to known-good version (`git revert HEAD`) and deploy it', 'You can always re-deploy after investigation'] },
  { id: 'S002-19', says: 'a feature is disabled and the symptoms are watched', of: ({ mitigations }) => mitigations[1]?.steps, is: ['Disable suspicious feature', 'Monitor if symptoms resolve'] },
  { id: 'S002-20', says: 'four outcomes of mitigation, best first', of: ({ mitigationOutcomes }) => mitigationOutcomes, is: ['Full restore: rollback works, back to normal', 'Partial restore: core features work, edge cases broken', 'Degraded mode: limited functionality, clear messaging', 'Maintenance mode: system down, but communicating status'] },
  { id: 'S002-24', says: 'Diagnose: four steps, once the service is restored, until the cause is identified', of: (policy) => [phase(policy, 'diagnose')?.steps.slice(0, 4), phase(policy, 'diagnose')?.status, phase(policy, 'diagnose')?.overWhen], is: [['Reproduce (if possible in non-prod)', 'Isolate (what component failed?)', 'Hypothesize (what caused it?)', 'Verify (prove the hypothesis)'], 'monitoring', 'identified'] },
  { id: 'S002-25', says: 'six sources and what to look for', of: ({ evidence }) => evidence.sources, is: ['Logs: errors, stack traces, timing', 'Metrics: when did graphs change?', 'Deploys: what shipped recently?', 'Config changes: any manual changes?', 'External dependencies: third-party status pages', 'Traffic patterns: unusual load? DDoS?'] },
  { id: 'S002-27', says: 'five requirements of a fix', of: (policy) => itemsOf(policy, 'fix'), is: ['Root cause identified and documented', 'Fix addresses root cause (not symptom)', 'Fix has tests', 'Fix reviewed', 'Rollback plan if fix fails'] },
  { id: 'S002-28', says: 'three steps before a fix is deployed', of: (policy) => phase(policy, 'fix')?.steps.slice(0, 3), is: ['Test fix in staging (regression tests)', 'Verify fix addresses specific issue (incident reproduction test)', 'Deploy with monitoring'] },
  { id: 'S002-29', says: 'three steps to remove what is temporary', of: ({ temporaryFixes }) => temporaryFixes.removalSteps, is: ['Remove temporary mitigations', 'Verify system works without them', 'Update documentation'] },
  { id: 'S002-38', says: 'six red flags: thought, reality, action', of: ({ runbook }) => runbook.redFlags.map(({ thought, reality, action }) => [thought, reality, action]), is: [['Let me understand the code first', 'Users are suffering NOW', 'Rollback first'], ['This fix might work', 'Untested fix might make it worse', 'Rollback to known good'], ['It\'s just a small issue', 'Small issues cascade', 'Take it seriously'], ['We need the permanent fix', 'Temporary mitigation is fine', 'Restore service first'], ['I can debug this quickly', 'Debugging takes time', 'Mitigate, then debug'], ['One more minute...', 'Scope creep delays recovery', 'Time-box, escalate']] },
  { id: 'S002-39', says: 'seven items, all on the card', of: ({ checklist }) => checklist.filter(({ stage }) => stage !== 'fix').map((item) => [item.text, item.stage]), is: [['Assess: What\'s broken? Who\'s affected? How bad?', 'assess'], ['Contain: Stop it from getting worse (rollback, disable)', 'during'], ['Mitigate: Restore service (even partially)', 'during'], ['Communicate: Keep stakeholders informed', 'during'], ['Diagnose: Find root cause (after service is up)', 'resolve'], ['Fix: Permanent resolution with tests', 'resolve'], ['Postmortem: Document and create action items', 'resolve']] },
  { id: 'S002-40', says: 'pointers for before, during and after an incident', of: ({ runbook, references, postmortem }) => [runbook.preparation, references.map(({ title }) => title), postmortem.followUps], is: [['Observability: improve detection/diagnosis', 'Chaos testing: find weaknesses before incidents', 'Load testing: validate capacity'], ['Find root cause (after service is restored)', 'Understand unfamiliar code'], ['Decision records of choices made during the incident', 'Systemic patterns that the incident reveals']] },
];

// biome-ignore format: a table
const github: readonly Rule[] = [
  { id: 'S003-01', says: 'the runbook: title, owner, date, purpose', of: ({ runbook }) => [runbook.title, runbook.owner, runbook.created, runbook.purpose], is: ['Incident Response Runbook', 'DevOps', '2025-10-19', 'Structured incident response procedures'] },
  { id: 'S003-02', says: 'P0: respond within 5 minutes', of: (policy) => levelIs(policy, 'P0'), is: ['Critical (all hands)', 'Production completely down, data loss, security breach', 'PT5M'] },
  { id: 'S003-03', says: 'P1: respond within 15 minutes', of: (policy) => levelIs(policy, 'P1'), is: ['High (urgent)', 'Major feature broken, significant user impact, performance degraded', 'PT15M'] },
  { id: 'S003-04', says: 'P2: respond within 1 hour', of: (policy) => levelIs(policy, 'P2'), is: ['Medium (important)', 'Minor feature broken, limited user impact', 'PT1H'] },
  { id: 'S003-05', says: 'P3: respond within 24 hours', of: (policy) => levelIs(policy, 'P3'), is: ['Low (tracking)', 'Cosmetic issues, no user impact', 'PT24H'] },
  { id: 'S003-06', says: 'P0: the CEO by the clock', of: (policy) => level(policy, 'P0').escalation[1], is: { after: 'PT0M', when: [], silentFor: 'PT15M', targets: ['ceo'], until: 'resolved', auto: true } },
  { id: 'S003-07', says: 'examples of each level', of: (policy) => perLevel(policy, ({ examples }) => examples), is: [['Database unavailable', 'Application returning 500 errors', 'Secrets exposed'], ['Approvals drawer broken', 'Dashboard tiles not loading', 'P95 over 10 s'], ['Single tile failing', 'Non-critical API endpoint error'], ['Typos', 'Minor UI glitches', 'Documentation errors']] },
  { id: 'S003-08', says: 'four sources of detection', of: ({ intake }) => intake.detection, is: ['Alert fired (monitoring system)', 'User report (support ticket)', 'Internal discovery (team member)', 'Automated check failure'] },
  { id: 'S003-09', says: 'title and labels of the issue', of: ({ titles, labels }) => [titles.format, labels.incident, labels.severityPrefix, labels.statusPrefix], is: ['[INCIDENT {level}] {summary}', 'incident', '', 'status: '] },
  { id: 'S003-11', says: 'four steps of assessing, then the team and the status page', of: (policy) => phase(policy, 'detection')?.steps, is: ['Check health endpoints', 'Review error rates', 'Estimate user impact', 'Assign severity level', 'Alert team', 'Update status page if available'] },
  { id: 'S003-14', says: 'four families of causes', of: ({ causeFamilies }) => causeFamilies.map(({ title, hints }) => `${title}: ${hints.join(', ')}`), is: ['Recent changes: Deploys, Migrations, Config', 'External dependencies: Status pages of third parties', 'Resource exhaustion: CPU, Memory, Disk, Connections', 'Security incident: Secrets exposed, DDoS'] },
  { id: 'S003-18', says: 'a configuration change: a name is an input, a value never is', of: ({ mitigations }) => mitigations.at(-1), is: expect.objectContaining({ kind: 'configuration', inputs: [expect.objectContaining({ id: 'name', kind: 'pattern', secret: false })], steps: ['Update environment variable', 'Restart application'] }) },
  { id: 'S003-19', says: 'a fix is verified by smoke tests, two health endpoints and the error rates', of: ({ verify }) => checks(verify), is: ['function: Smoke tests', 'health: Health endpoint /health', 'health: Health endpoint /api/health', 'error-rate: Error rates on the dashboard'] },
  { id: 'S003-20', says: 'recovered: errors below 0.1%, P95 below 3 s', of: ({ thresholds }) => [thresholds.errorRate.recovered, thresholds.p95Ms.recovered], is: [0.001, 3_000] },
  { id: 'S003-21', says: 'a fix is watched for 2 hours, 1 hour, 30 minutes, and at P3 not at all', of: (policy) => perLevel(policy, ({ monitor }) => monitor?.min ?? null), is: ['PT2H', 'PT1H', 'PT30M', null] },
  { id: 'S003-24', says: 'the post-mortem is there within 3 days, its phase begins after 1', of: (policy) => [...perLevel(policy, ({ postmortem }) => postmortem?.publishWithin ?? null), phase(policy, 'review')?.from, phase(policy, 'review')?.to], is: ['PT72H', 'PT72H', 'PT72H', null, 'PT24H', 'PT72H'] },
  { id: 'S003-28', says: 'runbooks are improved in four respects', of: ({ postmortem }) => postmortem.followUps.slice(0, 4), is: ['Runbooks: fix procedure gaps', 'Runbooks: add troubleshooting steps', 'Runbooks: update monitoring thresholds', 'Runbooks: improve alerts'] },
  { id: 'S003-29', says: 'prevention takes four forms', of: ({ postmortem }) => postmortem.followUps.slice(4), is: ['Prevention: add monitoring', 'Prevention: improve tests', 'Prevention: automate detection', 'Prevention: update procedures'] },
  { id: 'S003-30', says: 'the initial alert is for P0 and P1 alone', of: (policy) => perLevel(policy, ({ alert }) => alert), is: [true, true, false, false] },
  { id: 'S003-31', says: 'P0 alone has updates, every 15 minutes', of: (policy) => perLevel(policy, ({ updates }) => updates?.every ?? null), is: ['PT15M', null, null, null] },
  { id: 'S003-33', says: 'P0: DevOps, and the CEO immediately', of: (policy) => ladder(policy, 0), is: ['devops PT0M', 'ceo PT0M'] },
  { id: 'S003-34', says: 'P1: DevOps, and the manager after 15 minutes', of: (policy) => ladder(policy, 1), is: ['devops PT0M', 'manager PT15M'] },
  { id: 'S003-35', says: 'P2: DevOps, and the manager after 1 hour', of: (policy) => ladder(policy, 2), is: ['devops PT0M', 'manager PT1H'] },
  { id: 'S003-36', says: 'P3: nobody, it is a backlog issue', of: (policy) => [ladder(policy, 3), level(policy, 'P3').backlog], is: [[], true] },
  { id: 'S003-37', says: 'nine items during the incident', of: ({ checklist }) => checklist.filter(({ stage }) => stage === 'during').map((item) => [item.id, item.text]), is: [['severity', 'Severity assigned'], ['issue', 'Incident issue created'], ['notified', 'Team notified'], ['status-page', 'Status page updated (if available)'], ['investigation', 'Investigation started'], ['cause', 'Root cause identified'], ['fix', 'Fix applied'], ['verified', 'Verification completed'], ['all-clear', 'All-clear communicated']] },
  { id: 'S003-38', says: 'five items after the incident', of: (policy) => itemsOf(policy, 'after'), is: ['Post-mortem created', 'Action items assigned', 'Runbooks updated', 'Prevention implemented', 'Team debriefed'] },
  { id: 'S003-39', says: 'what is there only if available may be not applicable', of: ({ checklist }) => checklist.filter(({ optional }) => optional).map(({ id }) => id), is: ['status-page'] },
  { id: 'S003-41', says: 'four references by family of cause, to which a team adds where its own are', of: ({ references }) => references.map(({ title, at, families }) => [title, at, ...families]), is: [['Production Deploy', null, 'changes'], ['Backup/Recovery', null, 'changes', 'security'], ['Monitoring', null, 'dependencies', 'resources'], ['CI/CD Pipeline', null, 'changes']] },
];

// biome-ignore format: a table
const commander: readonly Rule[] = [
  { id: 'S004-01', says: 'four levels with examples, P1 the worst, none with a response target', of: (policy) => perLevel(policy, ({ name, rank, title, definition, examples, respondWithin }) => [name, rank, title, definition, examples.join('; '), respondWithin]), is: [['P1', 1, 'Critical', 'Complete service outage, data loss, security breach', 'Gateway down; Data corruption; Unauthorized access', null], ['P2', 2, 'High', 'Major feature unavailable, significant degradation', 'Order processing failures; High latency (>1s)', null], ['P3', 3, 'Medium', 'Minor feature impact, workaround available', 'Intermittent errors; Slow queries', null], ['P4', 4, 'Low', 'Minimal impact, cosmetic issues', 'UI bugs; Documentation errors', null]] },
  { id: 'S004-02', says: 'four questions find the severity', of: ({ intake }) => intake.severityHelper.map(({ question, level: name }) => `${question} ${name}`), is: ['Is the service completely down? P1', 'Is a major feature broken? P2', 'Is there degraded performance? P3', 'Is it a minor issue? P4'] },
  { id: 'S004-03', says: 'Detection and Triage: seven steps from the alert on', of: (policy) => phase(policy, 'detection')?.steps, is: ['Acknowledge alert in PagerDuty', 'Note alert time and details', 'Initial assessment: quick health check, recent logs, metrics', 'Determine severity', 'Create incident channel', 'Post initial assessment', 'Page additional responders if P1/P2'] },
  { id: 'S004-06', says: 'additional responders at P1 and P2, whoever a team says they are; on-call alone below', of: ({ levels }) => levels.map(({ escalation }) => escalation.filter(({ auto }) => auto).map(step)), is: [['oncall PT0M', 'additional-responders PT0M'], ['oncall PT0M', 'additional-responders PT0M'], ['oncall PT0M'], ['oncall PT0M']] },
  { id: 'S004-08', says: 'three questions find the scope', of: ({ intake }) => intake.questions.map(({ text: asks }) => asks), is: ['Which components are affected?', 'How many users impacted?', 'What changed recently?'] },
  { id: 'S004-09', says: 'Diagnosis: six steps, two of them about the hypothesis', of: (policy) => phase(policy, 'diagnosis')?.steps, is: ['Gather information', 'Identify scope', 'Form hypothesis: what could cause these symptoms?', 'Form hypothesis: what evidence supports/refutes?', 'Post diagnosis progress to incident channel', 'Update status page if customer-facing'] },
  { id: 'S004-11', says: 'five strategies and when to use them', of: means, is: ['Process crash, memory leak → Restart', 'Bad deployment → Rollback', 'Capacity issue → Scale', 'Infrastructure failure → Failover', 'Misconfiguration → Config change'] },
  { id: 'S004-12', says: 'four of them are run by a workflow', of: ({ mitigations }) => mitigations.map(({ id, workflow, inputs }) => [id, workflow, ...inputs.map((input) => input.id)]), is: [['restart', 'restart-production.yml'], ['rollback', 'rollback-production.yml'], ['scale', 'scale-production.yml', 'target', 'replicas'], ['failover', 'failover-production.yml'], ['configuration', null]] },
  { id: 'S004-13', says: 'mitigation is verified by three checks', of: ({ verify }) => checks(verify), is: ['health: Health check', 'error-rate: Error and latency metrics', 'function: Functionality (an endpoint of the domain)'] },
  { id: 'S004-14', says: 'the gate before resolved: the service is restored', of: (policy) => [itemsOf(policy, 'resolve').slice(0, 3), policy.gates.resolved], is: [['All health checks passing', 'Error rates back to normal', 'Latency within SLA'], { needs: ['health', 'error-rates', 'latency'], roles: [], owed: [], strict: true }] },
  { id: 'S004-15', says: 'three questions about the cause', of: ({ postmortem }) => postmortem.rootCause, is: ['What was the actual cause?', 'Why did it happen?', 'How can we prevent recurrence?'] },
  { id: 'S004-16', says: 'four findings are documented', of: (policy) => phase(policy, 'resolution')?.steps[2], is: 'Document findings: timeline of events, actions taken, root cause, follow-up items' },
  { id: 'S004-17', says: 'three items before it is closed, held as its phase is judged', of: (policy) => [itemsOf(policy, 'resolve').slice(3), policy.gates.closed], is: [['Update status page', 'Notify stakeholders', 'Archive incident channel'], { needs: ['status-page', 'stakeholders', 'archive'], roles: [], owed: [], strict: true }] },
  { id: 'S004-18', says: 'the post-mortem is scheduled within 48 hours, at P3 within 1 week, at P4 never', of: (policy) => perLevel(policy, ({ postmortem }) => postmortem?.scheduleWithin ?? null), is: ['PT48H', 'PT48H', 'PT168H', null] },
  { id: 'S004-19', says: 'three kinds of follow-up tickets', of: ({ postmortem }) => postmortem.followUps, is: ['Prevention measures', 'Monitoring improvements', 'Documentation updates'] },
  { id: 'S004-20', says: 'learnings are shared in two ways', of: ({ postmortem }) => postmortem.sharing, is: ['Team meeting', 'Knowledge base update'] },
  { id: 'S004-21', says: 'the first update after 15 minutes at every level, later ones when they are promised', of: (policy) => perLevel(policy, ({ updates }) => [updates?.first, updates?.every]), is: [['PT15M', null], ['PT15M', null], ['PT15M', null], ['PT15M', null]] },
  { id: 'S004-26', says: 'nine duties of the commander, three each of three kinds', of: ({ roles }) => roles[0]?.duties, is: ['Coordination: assign roles to responders', 'Coordination: ensure communication flow', 'Coordination: make decisions on mitigation strategy', 'Communication: provide regular updates', 'Communication: manage stakeholder expectations', 'Communication: coordinate external communication', 'Documentation: ensure timeline is recorded', 'Documentation: capture decisions and rationale', 'Documentation: initiate post-mortem process'] },
  { id: 'S004-27', says: 'four steps of handing over', of: ({ roles }) => roles[0]?.handoff, is: ['Brief incoming IC on current status, actions in progress, open questions, key stakeholders', 'Announce handoff in incident channel', 'Update PagerDuty assignment', 'Remain available for questions'] },
  { id: 'S004-29', says: 'five contacts, the last without a backup, for a team to fill in', of: contact, is: [['On-call Engineer', null, null], ['Database Admin', null, null], ['Infrastructure', null, null], ['Engineering Manager', null, null], ['VP Engineering', null, '-']] },
  { id: 'S004-30', says: 'five references, to which a team adds where its own are', of: ({ references }) => references.map(({ title, at }) => [title, at]), is: [['Operations Runbook', null], ['Troubleshooting Guide', null], ['DR Runbook', null], ['On-Call Handbook', null], ['Monitoring', null]] },
];

const requirements = [...emergency, ...standard, ...sev, ...github, ...commander];

describe('what a runbook requires of a policy', () => {
  test.each(requirements)('$id $says', ({ id, of, is }) => {
    expect(of(all[presetOf(id)].policy)).toEqual(is);
  });

  test('each is asked for once', () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

/** What is in a policy for capabilities that act on it; their tests name the requirements. */
type Said = Omit<Row, 'row' | 'topic'> & { readonly what: string };

const none = {
  initial: null,
  update: null,
  findings: null,
  handoff: null,
  all_clear: null,
  resolution: null,
  internal: null,
  user: null,
  external: null,
  channel: null,
};
const probes = ({ evidence }: Policy) =>
  evidence.probes.map(({ id, kind, lines, since, ifFails }) =>
    [id, kind, lines, since, ifFails].filter((one) => one !== null).join(' '),
  );

// biome-ignore format: a table
const calm = 'Stay calm. Assess first. Communicate clearly.';

const said: readonly Said[] = [
  {
    what: 'words of the messages',
    of: ({ messages }) => messages,
    is: [
      { ...none, internal: 'emergency', user: 'emergency' },
      { ...none, user: 'standard' },
      { ...none, update: 'sev', handoff: 'sev', user: 'sev', external: 'sev' },
      {
        ...none,
        initial: 'github',
        update: 'github',
        findings: 'github',
        all_clear: 'github',
        resolution: 'github',
        channel: 'github',
      },
      { ...none, initial: 'commander', handoff: 'commander', update: 'commander', resolution: 'commander' },
    ],
  },
  {
    what: 'sections of the report',
    of: ({ postmortem }) => postmortem.sections,
    is: [
      ['Timeline', 'Root Cause', 'Resolution', 'Follow-up Actions', 'Lessons Learned'],
      ['Incident Summary', 'Timeline', 'Root Cause', 'Impact', 'Action Items'],
      [
        'Summary',
        'Impact',
        'Timeline',
        'Root Cause',
        'Contributing Factors',
        'Resolution',
        'What Went Well',
        'What Went Poorly',
        'Action Items',
        'Lessons Learned',
      ],
      ['Timeline', 'Root Cause', 'Contributing Factors', 'Resolution', 'Prevention', 'Lessons Learned'],
      [
        'Summary',
        'Impact',
        'Timeline (UTC)',
        'Root Cause',
        'Resolution',
        'What Went Well',
        'What Went Poorly',
        'Action Items',
        'Lessons Learned',
      ],
    ],
  },
  {
    what: 'header of the report',
    of: ({ postmortem }) => postmortem.header,
    is: [
      ['Duration', 'Severity', 'Impact'],
      ['Title', 'Severity', 'Duration', 'Impact'],
      ['Date', 'Duration', 'Severity', 'Author'],
      ['Date', 'Severity', 'Duration', 'User Impact'],
      ['Date', 'Duration', 'Severity', 'Author'],
    ],
  },
  {
    what: 'what the part on the cause answers',
    of: ({ postmortem }) => postmortem.rootCause.length,
    is: [0, 3, 0, 0, 3],
  },
  {
    what: 'horizons and kinds of follow-ups',
    of: ({ postmortem }) => postmortem.followUps.length,
    is: [0, 3, 2, 8, 3],
  },
  {
    what: 'rules of action items, and sentences that blame',
    of: ({ postmortem }) => [postmortem.actionRules, postmortem.blameless],
    is: [
      [[], []],
      [[], []],
      [
        [
          'Specific (not "improve monitoring")',
          'Actionable (not "be more careful")',
          'Owned (someone responsible)',
          'Time-bound (due date)',
        ],
        [
          { bad: 'John deployed buggy code', good: "Code review didn't catch the bug; deploy pipeline lacked tests" },
          { bad: "Sarah didn't check before deploying", good: "Pre-deploy checklist wasn't enforced automatically" },
        ],
      ],
      [[], []],
      [[], []],
    ],
  },
  {
    what: 'evidence that is gathered',
    of: probes,
    is: [
      ['health health', 'containers instances', 'logs logs 100'],
      [],
      [],
      ['logs logs PT30M', 'database database DB unreachable'],
      [
        'health health',
        'logs logs 50',
        'metrics metrics',
        'processes system',
        'memory system',
        'disk system',
        'error-logs logs PT15M',
        'snapshot metrics',
      ],
    ],
  },
  {
    what: 'how many deployments, commits, releases and workflow runs',
    of: ({ evidence }, written) => [
      ifSaid(written, 'evidence.deployments', evidence.deployments),
      ifSaid(written, 'evidence.commits', evidence.commits),
      ifSaid(written, 'evidence.releases', evidence.releases),
      ifSaid(written, 'evidence.workflow_runs', evidence.workflowRuns),
    ],
    is: [
      [NOT_SAID, 5, 3, NOT_SAID],
      [NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID],
      [NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID],
      [5, NOT_SAID, NOT_SAID, 10],
      [NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID],
    ],
  },
  {
    what: 'steps of a hotfix and of its backfill',
    of: ({ hotfix }) => [hotfix.steps, hotfix.backfillSteps],
    is: [
      [
        [
          'Fix: minimal change to resolve issue',
          'Expedited review: sync review, not async',
          'Deploy: with rollback ready',
          'Backfill: proper fix within 24 hours',
          'Document: incident report',
        ],
        ['Create proper fix branch', 'Full SDLC process', 'Thorough testing', 'Replace hotfix with proper solution'],
      ],
      [[], []],
      [[], []],
      [[], []],
      [[], []],
    ],
  },
  {
    what: 'a hotfix only without a rollback, only with one ready, and how it is merged',
    of: ({ hotfix }) => [
      hotfix.onlyIfNoRollback,
      hotfix.rollbackReady,
      hotfix.merge,
      hotfix.deleteBranch,
      hotfix.base,
      hotfix.title,
    ],
    is: [
      [true, true, 'squash', false, 'main', 'HOTFIX: {summary}'],
      [false, true, 'squash', false, null, 'HOTFIX: {summary}'],
      [false, true, 'squash', false, null, 'HOTFIX: {summary}'],
      [false, true, 'squash', true, 'main', 'HOTFIX: {summary}'],
      [false, true, 'squash', false, null, 'HOTFIX: {summary}'],
    ],
  },
  {
    what: 'mark of a temporary fix',
    of: ({ temporaryFixes }, written) =>
      ifSaid(written, 'temporary_fixes', [temporaryFixes.marker, temporaryFixes.ticket]),
    is: [
      NOT_SAID,
      NOT_SAID,
      ['INCIDENT FIX: {what} (REMOVE AFTER INCIDENT)', 'Ticket: INC-{number}'],
      NOT_SAID,
      NOT_SAID,
    ],
  },
  {
    what: 'states and timeline of the status page',
    of: ({ channels }) => channels.flatMap(({ states, milestones }) => [...states, ...milestones]),
    is: [
      [],
      [
        'Investigating',
        'Identified',
        'Monitoring',
        'Resolved',
        'Issue detected',
        'Root cause identified',
        'Fix deployed',
        'Issue resolved',
      ],
      ['Degraded', 'Down'],
      [],
      [],
    ],
  },
  {
    what: 'access that responders need',
    of: ({ access }) => access.map(({ title, gives }) => `${title}: ${gives.join(', ')}`),
    is: [
      [],
      [],
      [],
      [
        'Hosting dashboard: Deploy, Logs, Metrics',
        'Database dashboard: Database, Backups',
        'GitHub: Code, Issues, Workflows',
        'Monitoring dashboard (when set up): ',
      ],
      [],
    ],
  },
  {
    what: 'workflow of a rollback',
    of: ({ rollback }) => [rollback.workflow, rollback.environment, rollback.verify.length],
    is: [
      ['rollback-production.yml', 'production', 1],
      ['rollback-production.yml', 'production', 2],
      ['rollback-production.yml', 'production', 0],
      ['rollback-production.yml', 'production', 1],
      ['rollback-production.yml', 'production', 0],
    ],
  },
  {
    what: 'duties of whoever is on call',
    of: ({ roles }) => roles.find(({ id }) => id === 'oncall')?.duties ?? [],
    is: [
      [],
      [
        'Available 24/7 during on-call shift',
        'Respond within SLA for severity',
        'Escalate if unable to resolve',
        'Document all actions taken',
      ],
      [],
      [],
      [],
    ],
  },
  {
    what: 'a principle on the card: its own, else the tone line that every card has',
    of: ({ runbook }) => runbook.principle,
    is: [calm, calm, 'Restore service first, investigate later.', calm, calm],
  },
];

describe('what else each runbook says', () => {
  const cells = said.flatMap(({ what, of, is }) =>
    presets.map((preset, index) => ({ what, preset, of, is: is[index] })),
  );

  test.each(cells)('$what: $preset', ({ preset, of, is }) => {
    expect(of(all[preset].policy, all[preset].written)).toEqual(is);
  });
});

/** The card of an incident carries its policy, and has room for this much. */
const LARGEST = { text: 11_000, carried: 12_000, packed: 5_500 };

describe.each(presets)('the shipped preset `%s`', (preset) => {
  const { policy, carried } = all[preset];
  const source = shipped.policies[preset] ?? '';
  const declared = new Set([...policy.roles, ...policy.contacts].map(({ id }) => id));

  test('names no people, hosts, products, handles of contacts, or files that a team would have to have', () => {
    expect(policy.people).toEqual({});
    expect(source.match(/@\w/g)).toBeNull();
    expect(policy.contacts.filter(({ primary, backup }) => primary !== null || backup !== null)).toEqual([]);
    expect(policy.references.filter(({ at }) => at !== null)).toEqual([]);
    expect(source.match(/\w+:\/\/|\b[a-z0-9-]+\.(?:com|net|org|io|dev|app)\b/gi)).toBeNull();
    expect(
      source.match(/veloz|hotdash|hotrodan|supabase|shopify|fly\.io|\bvmx|ordis|yzmir|muna|github\.com/gi),
    ).toBeNull();
  });

  test.each(['ðŸ', 'â†', 'âœ', 'â€', 'Ã', '\ufffd'])('has no character that was decoded wrongly (%s)', (wrong) => {
    expect(source).not.toContain(wrong);
  });

  test('pages and tells only roles that it declares', () => {
    const roles = policy.levels.flatMap(({ audience, escalation }) => [
      ...audience,
      ...escalation.flatMap(({ targets }) => targets),
    ]);
    expect(roles.filter((role) => !declared.has(role))).toEqual([]);
    expect(
      Object.values(policy.gates)
        .flatMap((gate) => gate.roles)
        .filter((role) => !declared.has(role)),
    ).toEqual([]);
  });

  test('refers only to what it has', () => {
    const items = policy.checklist.map(({ id }) => id);
    const families = policy.causeFamilies.map(({ id }) => id);
    const levels = policy.levels.map(({ name }) => name);
    const named = [...policy.references, ...policy.mitigations].flatMap((one) => one.families);
    expect(
      Object.values(policy.gates)
        .flatMap(({ needs }) => needs)
        .filter((id) => !items.includes(id)),
    ).toEqual([]);
    expect(
      [...named, ...policy.rollback.recommendWhen.flatMap((rule) => rule.families ?? [])].filter(
        (id) => !families.includes(id),
      ),
    ).toEqual([]);
    expect(policy.checklist.flatMap((item) => item.levels).filter((name) => !levels.includes(name))).toEqual([]);
    expect(new Set(items).size).toBe(items.length);
  });

  test('is mapped whole by the sample repository, whose policy is switched to it by one line', () => {
    const { policy: mapped, problems } = policyFrom(
      shipped.policies,
      { source: 'test', version: 'v1', text: samplePolicy(preset) },
      null,
    );
    const roles = mapped.levels.flatMap(({ audience, escalation }) => [
      ...audience,
      ...escalation.flatMap(({ targets }) => targets),
    ]);
    expect([problems, mapped.preset]).toEqual([[], preset]);
    expect(roles.filter((role) => handlesOf(mapped, [role]).length === 0)).toEqual([]);
  });

  test('passes every rule', () => {
    expect(checkRules(policy)).toEqual([]);
  });

  test('is small enough for the card to carry', () => {
    expect(Buffer.byteLength(source)).toBeLessThan(LARGEST.text);
    expect(carried.length).toBeLessThan(LARGEST.carried);
    expect(deflateRawSync(carried).toString('base64').length).toBeLessThan(LARGEST.packed);
  });
});

test('there are five presets, one per runbook', () => {
  expect(Object.keys(shipped.policies).sort()).toEqual([...presets].sort());
});
