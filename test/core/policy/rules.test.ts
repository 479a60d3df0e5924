// Rules across keys: each has a policy that breaks it, told at its place, and a near one that does not.
import { describe, expect, test } from 'vitest';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { rules } from '../../../src/core/policy/rules.ts';
import { shipped } from '../../support/builders.ts';

function problemsOf(text: string) {
  return policyFrom(shipped.policies, { source: 'firebreak.yml', version: 'v1', text }, null).problems;
}

/** The text without its mark, and where the mark stood. */
function marked(text: string) {
  const before = text.slice(0, text.indexOf('▸')).split('\n');
  return { text: text.replace('▸', ''), place: { line: before.length, column: (before.at(-1) ?? '').length + 1 } };
}

const two = 'preset: none\nlevels: [{ name: P0 }, { name: P1 }]\n';
const one = (key: string) => `preset: none\nlevels:\n  - { name: P0, ${key} }\n`;
const ladder = (steps: string) => `preset: none\nlevels:\n  - name: P0\n    escalation:\n${steps}`;
const action = (input: string) => `${two}mitigations: [{ id: act, title: A, when: W, inputs: [${input}] }]\n`;
const rule = (what: string) => `${two}authority: { rules: [{ ${what} }] }\n`;
const anyone = 'who: { roles: [admin] }';

type Row = {
  readonly name: string;
  readonly code: string;
  /** `▸` stands where the problem is. */
  readonly broken: string;
  readonly says: RegExp;
  readonly sound: string;
};

const handles = (count: number) => Array.from({ length: count }, (_, index) => `"@person-${index}"`).join(', ');

const rows: readonly Row[] = [
  { name: 'no level at all', code: 'no-level', broken: '▸preset: none\n', says: /every incident needs one/, sound: two },
  { name: 'levels that are all taken away', code: 'no-level', broken: 'preset: none\nlevels: ▸[{ name: P0, removed: true }]', says: /no level/, sound: two },
  { name: 'two levels of one rank', code: 'rank-taken', broken: 'preset: none\nlevels:\n  - { name: A, rank: 2 }\n  - { name: B, rank: ▸2 }', says: /A and B both have rank 2/, sound: 'preset: none\nlevels: [{ name: A, rank: 2 }, { name: B, rank: 1 }]' },
  { name: 'a rank that a place in the list has', code: 'rank-taken', broken: 'preset: none\nlevels:\n  - { name: A, rank: ▸2 }\n  - { name: B }', says: /both have rank 2/, sound: 'preset: none\nlevels: [{ name: A, rank: 1 }, { name: B }]' },
  { name: 'a rank of the preset', code: 'rank-taken', broken: 'preset: github\nlevels: [{ name: P4, rank: ▸1 }]', says: /P0 and P4 both have rank 1/, sound: 'preset: github\nlevels: [{ name: P4, rank: 5 }]' },
  { name: 'the preset’s level moved onto another', code: 'rank-taken', broken: 'preset: github\nlevels: [{ name: P0, rank: ▸2 }]', says: /P0 and P1 both have rank 2/, sound: 'preset: github\nlevels: [{ name: P0, rank: 1 }]' },
  { name: 'a window that ends before it may end', code: 'monitor-window', broken: one('monitor: { min: 1h, max: ▸30m }'), says: /level P0/, sound: one('monitor: { min: 30m, max: 30m }') },
  { name: 'a step of the ladder before the one above', code: 'ladder-order', broken: ladder('      - { after: 1h, targets: [a] }\n      - { after: ▸59m, targets: [b] }\n'), says: /pages b is taken before the one above it, which pages a/, sound: ladder('      - { after: 1h, targets: [a] }\n      - { after: 60m, targets: [b] }\n') },
  { name: 'a timed step before the one above, by people or not', code: 'ladder-order', broken: ladder('      - { after: 1h, targets: [a] }\n      - { after: 0m, targets: [b], auto: false }\n      - { after: ▸30m, targets: [c] }\n'), says: /pages c is taken before the one above it, which pages a/, sound: ladder('      - { after: 1h, targets: [a] }\n      - { after: 0m, targets: [b], auto: false }\n      - { after: 1h, targets: [c] }\n') },
  { name: 'a first step that waits for silence', code: 'ladder-condition', broken: ladder('      - { after: 0m, targets: [a], when: ▸[previous-silent] }\n'), says: /there is none/, sound: ladder('      - { after: 0m, targets: [a] }\n      - { after: 0m, targets: [b], when: [previous-silent] }\n') },
  { name: 'another incident label', code: 'incident-label', broken: `${two}labels: { incident: ▸outage }`, says: /only .incident. is possible/, sound: `${two}labels: { incident: incident }` },
  { name: 'a level named as the incident label', code: 'label-taken', broken: 'preset: none\nlevels: [{ name: ▸Incident }]', says: /name of the incident label/, sound: 'preset: none\nlevels: [{ name: Incidents }]' },
  { name: 'a level that a prefix makes the incident label', code: 'label-taken', broken: 'preset: none\nlevels: [{ name: ▸dent }]\nlabels: { severity_prefix: inci }', says: /incident label/, sound: 'preset: none\nlevels: [{ name: dent }]\nlabels: { severity_prefix: "inci " }' },
  { name: 'a level with the label of a status', code: 'label-taken', broken: 'preset: none\nlevels: [{ name: ▸Resolved }]\nlabels: { status_prefix: "" }', says: /`resolved`, which a status has/, sound: 'preset: none\nlevels: [{ name: Resolved }]' },
  { name: 'a level that a prefix makes the label of a status', code: 'label-taken', broken: 'preset: none\nlevels: [{ name: ▸closed }]\nlabels: { severity_prefix: "status: " }', says: /`status: closed`/, sound: 'preset: none\nlevels: [{ name: shut }]\nlabels: { severity_prefix: "status: " }' },
  { name: 'a label that GitHub does not take', code: 'label-too-long', broken: `preset: none\nlevels: [{ name: ${'L'.repeat(30)} }]\nlabels: { severity_prefix: ▸"${'p'.repeat(21)}" }`, says: /51 characters/, sound: `preset: none\nlevels: [{ name: ${'L'.repeat(30)} }]\nlabels: { severity_prefix: "${'p'.repeat(20)}" }` },
  { name: 'titles that do not tell the level', code: 'title-ambiguous', broken: 'preset: none\nlevels: [{ name: P1 }, { name: P1 new }]\ntitles: { format: ▸"{level} {summary}" }', says: /titles of P1 and P1 new begin alike/, sound: 'preset: none\nlevels: [{ name: P1 }, { name: P1 new }]\ntitles: { format: "{level}: {summary}" }' },
  { name: 'business hours that end before they begin', code: 'business-hours', broken: `${two}business_hours: { from: "09:00", to: ▸"08:59" }`, says: /09:00 to 08:59/, sound: `${two}business_hours: { from: "09:00", to: "09:01" }` },
  { name: 'business hours of no length, the end being the default', code: 'business-hours', broken: `${two}business_hours: { from: ▸"17:00" }`, says: /17:00 to 17:00/, sound: `${two}business_hours: { from: "16:59" }` },
  { name: 'a time zone that is none', code: 'unknown-zone', broken: `${two}timezone: ▸Europe/Berln`, says: /no time zone `Europe\/Berln`/, sound: `${two}timezone: Europe/Berlin` },
  { name: 'quiet hours that are none', code: 'quiet-hours', broken: `${two}quiet_hours: { from: "22:00", to: ▸"22:00" }`, says: /quiet hours are from 22:00 to 22:00/, sound: `${two}quiet_hours: { from: "22:00", to: "07:00" }` },
  { name: 'a phase that ends when it begins', code: 'phase-order', broken: `${two}phases:\n  - { id: a, title: A, status: mitigating, over_when: resolved, from: 5m, to: ▸5m }`, says: /ends before it begins/, sound: `${two}phases:\n  - { id: a, title: A, status: mitigating, over_when: resolved, from: 5m, to: next business day }` },
  { name: 'phases out of order', code: 'phase-order', broken: `${two}phases:\n  - { id: a, title: A, status: mitigating, over_when: monitoring, from: 5m }\n  - { id: b, title: B, status: monitoring, over_when: resolved, from: ▸4m }`, says: /phase b begins before phase a/, sound: `${two}phases:\n  - { id: a, title: A, status: monitoring, over_when: resolved, from: 5m }\n  - { id: b, title: B, status: resolved, over_when: closed, from: 0m }` },
  { name: 'an alias that is a status', code: 'alias-taken', broken: `${two}aliases: { Monitoring: ▸mitigating }`, says: /`monitoring` is a status of its own/, sound: `${two}aliases: { Monitoring: monitoring }` },
  { name: 'a ticket that freezes', code: 'ticket-freezes', broken: one('backlog: true, freeze: ▸true'), says: /level P0 is a ticket for the backlog and would hold every merge/, sound: one('backlog: false, freeze: true') },
  { name: 'an alias that is a status nobody sets', code: 'alias-taken', broken: `${two}aliases: { declined: ▸resolved }`, says: /`declined` is a status/, sound: `${two}aliases: { dismissed: resolved }` },
  { name: 'an alias with two meanings', code: 'alias-taken', broken: `${two}aliases: { fixing: mitigating, Fixing: ▸monitoring }`, says: /means `mitigating` as `fixing`/, sound: `${two}aliases: { fixing: mitigating, Fixing: mitigating }` },
  { name: 'a word for a status that is another status', code: 'status-word-taken', broken: `${two}status_words: { monitoring: ▸Identified }`, says: /`Identified` is the status `identified` itself/, sound: `${two}status_words: { monitoring: Monitoring }` },
  { name: 'one word for two statuses', code: 'status-word-taken', broken: `${two}status_words: { mitigating: Fixing, monitoring: ▸fixing }`, says: /`fixing` is the word for `mitigating` already/, sound: `${two}status_words: { mitigating: Fixing, monitoring: Watching }` },
  { name: 'a word for a status that is another one’s alias', code: 'status-word-taken', broken: `preset: github\nstatus_words: { identified: ▸Fixing }`, says: /`Fixing` means `mitigating` by `aliases`/, sound: `preset: github\nstatus_words: { mitigating: Fixing }` },
  { name: 'a rollback rule without the limit that it asks for', code: 'error-rate-without-limit', broken: `${two}rollback: { recommend_when: [{ id: a, says: A, error_rate: ▸true }] }`, says: /neither it nor `thresholds\.error_rate\.rollback` has a limit/, sound: `${two}thresholds: { error_rate: { rollback: 0.1 } }\nrollback: { recommend_when: [{ id: a, says: A, error_rate: true }] }` },
  { name: 'skipped checks that pass without a test', code: 'skipped-without-tests', broken: `${two}hotfix: { skipped: ▸pass }`, says: /lets a hotfix go untested/, sound: `${two}hotfix: { skipped: pass, tests: [unit] }` },
  { name: 'a per cent that is no share', code: 'share-not-percent', broken: `${two}thresholds: { error_rate: { rollback: ▸10 } }`, says: /write 0\.1 for 10 %/, sound: `${two}thresholds: { error_rate: { rollback: 1 }, p95_ms: { alert: 3000 } }` },
  { name: 'authority at a level that is not there', code: 'unknown-level', broken: rule(`commands: [ack], levels: [▸P2], ${anyone}`), says: /no such level; expected P0 or P1/, sound: rule(`commands: [ack], levels: [p1], ${anyone}`) },
  { name: 'a question that leads to no level', code: 'unknown-level', broken: `${two}intake: { severity_helper: [{ question: Down?, level: ▸PO }] }`, says: /no such level/, sound: `${two}intake: { severity_helper: [{ question: Down?, level: P0 }] }` },
  { name: 'an item of the checklist for a level that is not there', code: 'unknown-level', broken: `${two}checklist: [{ id: a, text: A, levels: [P0, ▸P2] }]`, says: /`checklist\.a\.levels\.1` names `P2`/, sound: `${two}checklist: [{ id: a, text: A, levels: [P0, P1] }]` },
  { name: 'a budget of a phase for a level that is not there', code: 'unknown-level', broken: `${two}phases: [{ id: a, title: A, status: mitigating, over_when: resolved, to: 5m, levels: [P0, ▸PO] }]`, says: /`phases\.a\.levels\.1` names `PO`, and there is no such level; expected P0 or P1/, sound: `${two}phases: [{ id: a, title: A, status: mitigating, over_when: resolved, to: 5m, levels: [P0, p1] }]` },
  { name: 'authority in a status that is none', code: 'unknown-status', broken: rule(`commands: [ack], statuses: [▸fixing], ${anyone}`), says: /`fixing`, and there is no such status/, sound: `${rule(`commands: [ack], statuses: [fixing, Monitoring], ${anyone}`)}aliases: { fixing: mitigating }` },
  { name: 'authority over a command that is none', code: 'unknown-command', broken: rule(`commands: [▸rolback], ${anyone}`), says: /did you mean `rollback`\?/, sound: rule(`commands: [rollback], ${anyone}`) },
  { name: 'a gate that needs what is not on the checklist', code: 'unknown-item', broken: `${two}checklist: [{ id: cause, text: Cause }]\ngates: { resolved: { needs: [▸cuase] } }`, says: /did you mean `cause`\?/, sound: `${two}checklist: [{ id: cause, text: Cause }]\ngates: { resolved: { needs: [cause] } }` },
  { name: 'mitigation that waits for the cause', code: 'mitigation-held', broken: `${two}checklist: [{ id: cause, text: Root cause found }]\ngates: { mitigating: { needs: [▸cause] } }`, says: /`gates\.mitigating\.needs` names `cause`, .* mitigation never waits for that/, sound: `${two}checklist: [{ id: cause, text: Root cause found }]\ngates: { resolved: { needs: [cause] } }` },
  { name: 'the end of mitigation that waits for the cause', code: 'mitigation-held', broken: `${two}checklist: [{ id: cause, text: Known, ticked_when: identified }]\ngates: { monitoring: { needs: [▸cause] } }`, says: /`gates\.monitoring\.needs` names `cause`, .* mitigation never waits for that/, sound: `${two}checklist: [{ id: health, text: Health checks pass, stage: resolve }]\ngates: { monitoring: { needs: [health] } }` },
  { name: 'mitigation that waits for what the end of it proves', code: 'mitigation-held', broken: `${two}checklist: [{ id: in, text: Fix applied, ticked_when: mitigated }]\ngates: { mitigating: { needs: [▸in] } }`, says: /comes only with the fix/, sound: `${two}checklist: [{ id: in, text: Rollback chosen }]\ngates: { mitigating: { needs: [in] } }` },
  { name: 'a mitigation for a family that is not there', code: 'unknown-family', broken: `${two}mitigations: [{ id: a, title: A, when: w, families: [▸net] }]`, says: /family of causes; there is none/, sound: `${two}cause_families: [{ id: net, title: Net }]\nmitigations: [{ id: a, title: A, when: w, families: [net] }]` },
  { name: 'a reference for a family that is not there', code: 'unknown-family', broken: `${two}references: [{ id: a, title: A, families: [▸net] }]`, says: /`references\.a\.families\.0`/, sound: `${two}references: [{ id: a, title: A }]` },
  { name: 'a rollback rule for a family that is not there', code: 'unknown-family', broken: `${two}cause_families: [{ id: changes, title: C }]\nrollback: { recommend_when: [{ id: a, says: A, families: [▸change] }] }`, says: /did you mean `changes`\?/, sound: `${two}cause_families: [{ id: changes, title: C }]\nrollback: { recommend_when: [{ id: a, says: A, families: [changes] }] }` },
  { name: 'a step that pages a slip of a role', code: 'role-slip', broken: `${ladder('      - { after: 0m, targets: [▸managr] }\n')}people: { manager: ["@a"] }`, says: /`manager` is declared/, sound: `${ladder('      - { after: 0m, targets: [manager] }\n')}people: { manager: ["@a"] }` },
  { name: 'people of a slip of a role', code: 'role-slip', broken: 'preset: github\npeople: { managers: ▸["@a"] }', says: /nothing names the role `managers`; `manager` is one/, sound: 'preset: github\npeople: { manager: ["@a"] }' },
  { name: 'a role with other joints', code: 'role-slip', broken: `${one('audience: [▸team_lead]')}roles: [{ id: team-lead, title: Lead }]`, says: /`team_lead`, which nobody is/, sound: `${one('audience: [team-lead]')}roles: [{ id: team-lead, title: Lead }]` },
  { name: 'a rotation with nobody in it', code: 'on-call-nobody', broken: `${two}on_call: [{ id: oncall, people: ▸[] }]`, says: /rotation oncall: there is nobody in it/, sound: `${two}on_call: [{ id: oncall, people: ["@a"] }]` },
  { name: 'a schedule of PagerDuty with nobody who is known here', code: 'on-call-nobody', broken: `${two}on_call: [{ id: oncall, people: ["@a"], pagerduty: ▸PABC123 }]`, says: /nobody of the schedule has an account here/, sound: `${two}on_call: [{ id: oncall, pagerduty: PABC123, pagerduty_users: { ops@example.com: a } }]` },
  { name: 'a rotation with two sources', code: 'on-call-source', broken: `${two}on_call: [{ id: oncall, people: ["@a"], team: ▸"@acme/on-call" }]`, says: /has a team and `people` as well/, sound: `${two}on_call: [{ id: oncall, team: "@acme/on-call" }]` },
  { name: 'a time zone of a rotation that is none', code: 'on-call-zone', broken: `${two}on_call: [{ id: oncall, people: ["@a"], timezone: ▸Europe/Berln }]`, says: /rotation oncall: there is no time zone `Europe\/Berln`/, sound: `${two}on_call: [{ id: oncall, people: ["@a"], timezone: Europe/Berlin }]` },
  { name: 'a day of hand-over for shifts that are no weeks', code: 'on-call-day', broken: `${two}on_call: [{ id: oncall, people: ["@a"], length: 1 day, hand_over: { day: ▸mon } }]`, says: /no whole number of weeks/, sound: `${two}on_call: [{ id: oncall, people: ["@a"], length: 2 weeks, hand_over: { day: mon } }]` },
  { name: 'an override that ends before it begins', code: 'on-call-override', broken: `${two}on_call: [{ id: oncall, people: ["@a"], overrides: [{ from: 2026-12-24, to: ▸2026-12-23, who: "@b" }] }]`, says: /from 2026-12-24 to 2026-12-23, which is not later/, sound: `${two}on_call: [{ id: oncall, people: ["@a"], overrides: [{ from: 2026-12-24, to: 2026-12-24, who: "@b" }] }]` },
  { name: 'an override of no length', code: 'on-call-override', broken: `${two}on_call: [{ id: oncall, people: ["@a"], overrides: [{ from: 2026-12-24T18:00, to: ▸2026-12-24T18:00, who: "@b" }] }]`, says: /which is not later/, sound: `${two}on_call: [{ id: oncall, people: ["@a"], overrides: [{ from: 2026-12-24T18:00, to: 2026-12-24T18:01, who: "@b" }] }]` },
  { name: 'overrides that overlap', code: 'on-call-overlap', broken: `${two}on_call: [{ id: oncall, people: ["@a"], overrides: [{ from: 2026-12-20, to: 2026-12-24, who: "@b" }, ▸{ from: 2026-12-24T18:00, to: 2026-12-26, who: "@c" }] }]`, says: /from 2026-12-20 \(@b\) and from 2026-12-24T18:00 \(@c\) overlap/, sound: `${two}on_call: [{ id: oncall, people: ["@a"], overrides: [{ from: 2026-12-24T18:00, to: 2026-12-26, who: "@c" }, { from: 2026-12-20, to: 2026-12-24T18:00, who: "@b" }] }]` },
  { name: 'a rotation of a slip of a role', code: 'role-slip', broken: 'preset: github\non_call: [▸{ id: managers, people: ["@a"] }]', says: /`on_call\.managers`: nothing names the role `managers`; `manager` is one/, sound: 'preset: github\non_call: [{ id: manager, people: ["@a"] }]' },
  { name: 'a step that pages a slip of a rotation', code: 'role-slip', broken: `${ladder('      - { after: 0m, targets: [▸databse] }\n')}on_call: [{ id: database, people: ["@a"] }]`, says: /`database` is declared/, sound: `${ladder('      - { after: 0m, targets: [database] }\n')}on_call: [{ id: database, people: ["@a"] }]` },
  { name: 'more people for a role than a page mentions', code: 'too-many-people', broken: `${two}people: { oncall: ▸[${handles(11)}] }`, says: /`people\.oncall` has 11 people, and a page mentions at most 10/, sound: `${two}people: { oncall: [${handles(10)}] }` },
  { name: 'a step below one that waits, before the one above that', code: 'ladder-order', broken: ladder('      - { after: 30m, targets: [a] }\n      - { after: 0m, targets: [b], when: [previous-silent] }\n      - { after: ▸20m, targets: [c] }\n'), says: /pages c is taken before the one above it, which pages a/, sound: ladder('      - { after: 30m, targets: [a] }\n      - { after: 0m, targets: [b], when: [previous-silent], silent_for: 10m }\n      - { after: 30m, targets: [c] }\n') },
  { name: 'a channel for a level that is not there', code: 'unknown-level', broken: `${two}channels: [{ id: a, title: A, kind: slack, levels: [▸P2] }]`, says: /`channels\.a\.levels\.0` names `P2`/, sound: `${two}channels: [{ id: a, title: A, kind: slack, levels: [p1] }]` },
  { name: 'a channel with a connection that nobody is told through', code: 'channel-not-told', broken: `${two}channels: [{ id: a, title: A, kind: ▸status-page, connection: ops }]`, says: /`channels\.a` is of kind status-page, through which nobody is told/, sound: `${two}channels: [{ id: a, title: A, kind: webhook, connection: ops }]` },
  { name: 'a page that customers would get', code: 'fallback-outside', broken: `${two}channels: [{ id: a, title: A, kind: email, audience: public, fallback: ▸true }]`, says: /is the `fallback` for pages and is read by everybody/, sound: `${two}channels: [{ id: a, title: A, kind: email, fallback: true }]` },
  { name: 'a choice of nothing', code: 'untyped-input', broken: action('{ id: a, kind: choice, choices: ▸[] }'), says: /`choice` of nothing/, sound: action('{ id: a, kind: choice, choices: [x] }') },
  { name: 'a number without a bound', code: 'untyped-input', broken: action('{ id: a, kind: number, min: ▸1 }'), says: /without bounds/, sound: action('{ id: a, kind: number, min: 1, max: 3 }') },
  { name: 'a pattern that could take for ever', code: 'untyped-input', broken: action('{ id: a, pattern: ▸"(x+)+" }'), says: /a `pattern` that is not read \(`\(x\+\)\+`\)/, sound: action('{ id: a, pattern: "[a-z]+" }') },
  { name: 'a default that is out of bounds', code: 'untyped-input', broken: action('{ id: a, kind: number, min: 1, max: 3, default: ▸"4" }'), says: /`default` that it does not take/, sound: action('{ id: a, kind: number, min: 1, max: 3, default: "3" }') },
  { name: 'an input that every run has', code: 'untyped-input', broken: action('{ id: ▸key, pattern: "[a-z]+" }'), says: /a name that every run has/, sound: action('{ id: keys, pattern: "[a-z]+" }') },
  { name: 'authority over an action that is not there', code: 'unknown-command', broken: rule(`commands: [▸run restart], ${anyone}`), says: /no such command/, sound: `${rule(`commands: [run restart], ${anyone}`)}\nmitigations: [{ id: restart, title: R, when: W }]\n` },
  { name: 'a rollback by runs of no workflow', code: 'no-deploy-workflow', broken: `${two}rollback: { from: ▸workflow-runs }`, says: /none is named/, sound: `${two}rollback: { from: workflow-runs, deploy_workflow: deploy.yml }` },
  { name: 'a rollout that is stopped and not named', code: 'no-deploy-workflow', broken: `${two}rollback: { freeze_first: ▸true }`, says: /none is named/, sound: `${two}rollback: { freeze_first: true, deploy_workflow: deploy.yml }` },
  { name: 'an address that is a secret', code: 'secret-in-policy', broken: `${two}channels: [{ id: a, title: A, kind: slack, to: [▸"https://hooks.slack.test/T1/B2/abc"] }]`, says: /`channels\.a\.to` has `https:\/\/…`, which is an address or a token/, sound: `${two}channels: [{ id: a, title: A, kind: email, to: [a@acme.test] }]` },
]; // biome-ignore format: a table

describe('a policy that breaks a rule', () => {
  test.each(rows)('$name is told once, at its place', ({ code, broken, says }) => {
    const { text, place } = marked(broken);
    const problems = problemsOf(text);
    expect(problems.map(({ line, column, code: told }) => ({ line, column, code: told }))).toEqual([
      { ...place, code },
    ]);
    expect(problems[0]?.message).toMatch(says);
    expect(problems[0]?.message).toMatch(/(Correct|Write|Remove|Shorten|Delete)\b[^.]*\.$/);
  });

  test.each(rows)('$name: the near one that is right is sound', ({ sound }) => {
    expect(problemsOf(sound)).toEqual([]);
  });

  test('every rule has a row', () => {
    expect([...new Set(rows.map(({ code }) => code))].sort()).toEqual(rules.map(({ code }) => code).sort());
  });
});

describe('roles are free names', () => {
  test.each([
    { name: 'a short one like another', target: 'ceo', declared: 'cto' },
    { name: 'one of a numbered row', target: 'tier-2', declared: 'tier-1' },
    { name: 'one of a lettered row', target: 'oncall-eu', declared: 'oncall-us' },
    { name: 'one that nobody is', target: 'everybody', declared: 'oncall' },
    { name: 'the backup of a contact', target: 'vp-backup', declared: 'vp' },
  ])('$name is no slip', ({ target, declared }) => {
    const steps = `      - { after: 0m, targets: [${target}] }\n`;
    expect(problemsOf(`${ladder(steps)}contacts: [{ id: ${declared}, title: T }]`)).toEqual([]);
  });
});

describe('people of roles', () => {
  test.each([
    { name: 'one that is like another, when both have people', people: '{ manager: ["@a"], managers: ["@b"] }' },
    { name: 'one that nothing names and that is like none', people: '{ legal: ["@a"] }' },
  ])('$name: no slip', ({ people }) => {
    expect(problemsOf(`preset: github\npeople: ${people}`)).toEqual([]);
  });
});

describe('what was taken away or is wrong itself breaks nothing else', () => {
  test.each([
    { name: 'a level that is taken away may still be named', text: `${rule(`commands: [ack], levels: [P0], ${anyone}`)}`.replace('{ name: P0 }', '{ name: P0, removed: true }'), codes: [] },
    { name: 'a level with a wrong name may be named', text: rule(`commands: [ack], levels: ["P1!"], ${anyone}`).replace('name: P1', 'name: "P1!"'), codes: ['invalid_format'] },
    { name: 'a list of levels that is none is not an empty one', text: 'preset: none\nlevels: many\n', codes: ['invalid_type'] },
    { name: 'a wrong end of business hours is no early one', text: `${two}business_hours: { from: "18:00", to: late }`, codes: ['invalid_format'] },
    { name: 'a step that is no step does not make the next one the first', text: ladder('      - { after: soon, targets: [a] }\n      - { after: 0m, targets: [b], when: [previous-silent] }\n'), codes: ['custom'] },
    { name: 'an unknown preset may have everything', text: `preset: mine\n${rule(`commands: [ack], levels: [P7], ${anyone}`).replace('preset: none\n', '')}`, codes: ['unknown-preset'] },
  ])('$name', ({ text, codes }) => {
    expect(problemsOf(text).map(({ code }) => code)).toEqual(codes);
  }); // biome-ignore format: a table

  test('a step behind one that is no step is told at its own place', () => {
    const text = ladder('      - { after: soon, targets: [a] }\n      - { after: 2h, targets: [b] }\n      - { after: 1h, targets: [c] }\n');
    expect(problemsOf(text).map(({ line, code }) => [line, code])).toEqual([
      [5, 'custom'],
      [7, 'ladder-order'],
    ]);
  }); // biome-ignore format: one thought a line
});
