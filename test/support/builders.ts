// Values for tests of the core: typed defaults plus overrides, incidents only in states that changes can lead to.
import type { Self, Situation } from '../../src/core/brain.ts';
import { createBrain } from '../../src/core/decide/brain.ts';
import type { ActorFacts, CountedIssue, Facts, LiveComment, LiveIssue, Permission } from '../../src/core/facts.ts';
import type { Form } from '../../src/core/form/form.ts';
import { parseFormFile } from '../../src/core/form/parse-form-file.ts';
import { ranksElsewhere } from '../../src/core/form/ranks-elsewhere.ts';
import { formUnder } from '../../src/core/form/under-policy.ts';
import { applyAll } from '../../src/core/incident/apply.ts';
import type { Change } from '../../src/core/incident/change.ts';
import { type Incident, type IssueRef, type Person, RECORD_FORMAT } from '../../src/core/incident/record.ts';
import { quietPast } from '../../src/core/mitigation/recent-past.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import { minus, plus, type Timestamp } from '../../src/core/time.ts';
import type { Trigger, TriggerOf } from '../../src/core/trigger.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import { bodyOf } from './declaration-form.ts';

/** When the tests' incidents begin. */
export const T0: Timestamp = '2026-03-01T04:00:00Z';

/** So many minutes after the beginning. */
export function minute(minutes: number): Timestamp {
  return plus(T0, `PT${Math.round(minutes * 60)}S`);
}

export const shipped = readShipped();

export const shippedForm: Form = (() => {
  const { form, problems } = parseFormFile(shipped.form);
  if (form === null) throw new Error(JSON.stringify(problems));
  return { ...form, ranksElsewhere: ranksElsewhere(shipped.policies) };
})();

/** The body that GitHub makes of the form of a policy (the sample's), field by field. */
export function formBody(answers: Readonly<Record<string, string>>, policy: Policy = aPolicy()): string {
  return bodyOf(formUnder(shippedForm, policy), answers);
}

export const brain = createBrain(shippedForm);

let nextPerson = 5000;

/** A person; a new one with every call. */
export function aPerson(overrides: Partial<Person> = {}): Person {
  nextPerson += 1;
  return { id: nextPerson, login: `person-${nextPerson}`, nodeId: `U_${nextPerson}`, bot: false, ...overrides };
}

/** The sample accounts, named for what they may do. */
export const people = {
  responder: { id: 11, login: 'responder', nodeId: 'U_11', bot: false },
  commander: { id: 12, login: 'commander', nodeId: 'U_12', bot: false },
  lead: { id: 13, login: 'lead', nodeId: 'U_13', bot: false },
  reviewer: { id: 14, login: 'reviewer', nodeId: 'U_14', bot: false },
  visitor: { id: 15, login: 'visitor', nodeId: 'U_15', bot: false },
} as const satisfies Readonly<Record<string, Person>>;

export const bot: Person = { id: 99, login: 'firebreak[bot]', nodeId: 'BOT_99', bot: true };
export const self: Self = { botId: bot.id, botIds: [bot.id], login: bot.login };

/** What each account may do in the sample repository. */
export const permissionOf: Readonly<Record<string, Permission>> = {
  responder: 'write',
  commander: 'write',
  lead: 'maintain',
  reviewer: 'write',
  visitor: 'read',
};

/** The people that the sample policy maps. */
export const mapped = 'people: { devops: ["@acme/devops"], ceo: ["@lead"], manager: ["@acme/managers"] }\n';

/** Policies by their text: nearly every test wants the same few, and reading one is most of what such a test costs. */
const policies = new Map<string, Policy>();
const MOST_POLICIES = 100;

/** The policy that a file of this text is, frozen: tests share it. Throws when it is not sound. */
export function policyOf(text: string): Policy {
  const known = policies.get(text);
  if (known !== undefined) return known;
  const { policy, problems } = policyFrom(shipped.policies, { source: 'test', version: 'v1', text }, null);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  if (policies.size >= MOST_POLICIES) policies.clear();
  policies.set(text, frozen(policy));
  return policy;
}

/** The same value, which nothing can change any more. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}

/** The shipped `github` preset with people mapped. */
export function aPolicy(overrides: Partial<Policy> = {}): Policy {
  return { ...policyOf(mapped), ...overrides };
}

export const issue: IssueRef = { repositoryId: 1, owner: 'acme', repo: 'shop', number: 7, nodeId: 'I_7' };

type Described = Partial<
  Pick<Incident, 'summary' | 'level' | 'detection' | 'impact' | 'issue' | 'reportedBy' | 'missing'>
>;

/** What a declared incident keeps of the policy of these tests. */
export const keptPolicy = { source: 'test', version: 'v1', preset: 'github', written: '{}' } as const;

/** A report: nobody has declared it. */
export function aReport(overrides: Described = {}, policy: Policy = aPolicy()): Incident {
  return {
    format: RECORD_FORMAT,
    revision: 1,
    issue,
    summary: 'Production down',
    level: 'P0',
    status: 'reported',
    declaredBy: null,
    reportedBy: people.visitor,
    roles: {},
    milestones: {
      started: T0,
      complaint: null,
      alerted: null,
      detected: null,
      reported: T0,
      declared: null,
      acknowledged: null,
      identified: null,
      mitigated: null,
      resolved: null,
      closed: null,
      reopened: null,
    },
    detection: null,
    impact: null,
    eta: null,
    answers: [],
    missing: [],
    asked: false,
    customerFacing: null,
    excluded: null,
    formLevel: null,
    unknownSeverities: [],
    checklist: policy.checklist.map(({ id, text, tickedWhen }) => ({
      id,
      text,
      tickedWhen,
      state: 'open',
      by: null,
      at: null,
    })),
    ladder: { since: null, taken: [], at: {}, answered: null },
    flags: [],
    updates: { given: 0, since: null, lastText: null, next: null, remindedAt: null, reminders: 0, statusAt: null },
    monitoring: null,
    timeBoxes: [],
    backfills: [],
    temporaryFixes: [],
    followUps: [],
    decisions: [],
    hypotheses: [],
    cause: null,
    timed: [],
    duplicateOf: null,
    joined: [],
    plainSince: null,
    security: false,
    passed: [],
    unasked: [],
    replies: [],
    timeline: [],
    folded: 0,
    seen: { upTo: 0, ids: [] },
    drift: null,
    refused: [],
    notices: [],
    labels: [],
    card: { id: 900, nodeId: 'IC_900' },
    policy: keptPolicy,
    ...overrides,
  };
}

/** An incident declared at `T0` by the responder, and what came after. */
export function anIncident(overrides: Described = {}, ...changes: readonly Change[]): Incident {
  const report = aReport({ reportedBy: people.responder, ...overrides });
  return after(after(report, T0, { kind: 'declared' }, lookedBack, gathered), T0, ...changes);
}

/** The incident after changes by the responder at an instant. */
export function after(incident: Incident, at: Timestamp, ...changes: readonly Change[]): Incident {
  return applyAll(incident, changes, { at, by: people.responder, comment: null });
}

/** It was looked at what had changed: nothing. */
export const lookedBack: Change = {
  kind: 'looked-back',
  found: {
    at: T0,
    onset: T0,
    environment: 'production',
    considered: 0,
    suspects: [],
    unread: [],
    rule: null,
    live: null,
    good: null,
  },
};

/** Evidence was to be gathered, by a host that cannot ask. */
export const gathered: Change = { kind: 'gathered', untold: true };

export const acknowledged: Change = { kind: 'acknowledged' };
export const declared: Change = { kind: 'declared' };
export const resolved: Change = { kind: 'resolved', summary: null };
export const closed: Change = { kind: 'closed' };
export const reopened: Change = { kind: 'reopened', reason: null };
export const watched: Change = { kind: 'monitoring', window: 'PT2H' };
export const updated: Change = { kind: 'updated', text: 'looking', eta: null, impact: null, next: null };

export function inStatus(
  status: 'investigating' | 'identified' | 'mitigating' | 'monitoring' | 'declined' | 'duplicate',
) {
  return { kind: 'status', status, note: null } as const satisfies Change;
}

export function atLevel(level: string): Change {
  return { kind: 'level', level, reason: null };
}

export function paged(...keys: readonly string[]): Change {
  return { kind: 'paged', keys, whom: ['@acme/devops'] };
}

/** The issue as it is when the record is shown on it. */
export function liveIssue(overrides: Partial<LiveIssue> & { readonly labelled?: readonly string[] } = {}): LiveIssue {
  const { labelled: names = ['incident', 'P0', 'status: investigating'], ...rest } = overrides;
  return {
    title: '[INCIDENT P0] Production down',
    body: 'Started: 2026-03-01T04:00:00Z\\nStatus: Investigating',
    state: 'open',
    stateReason: null,
    locked: false,
    labels: names.map((name) => ({ id: `LA_${name}`, name })),
    assignees: [],
    author: people.responder,
    createdAt: T0,
    url: 'https://github.test/acme/shop/issues/7',
    ...rest,
  };
}

export function liveComment(overrides: Partial<LiveComment> = {}): LiveComment {
  const id = overrides.id ?? 1000;
  return {
    id,
    nodeId: `IC_${id}`,
    body: '',
    author: people.responder,
    editor: null,
    edited: false,
    createdAt: T0,
    acknowledged: null,
    ...overrides,
  };
}

export function standing(permission: ActorFacts['permission'], teams: readonly string[] = []): ActorFacts {
  return { permission, roleName: permission === 'unknown' ? null : permission, teams };
}

/** What the shell found out: by default the actor may respond and the issue is there. */
export function facts(overrides: Partial<Facts> = {}): Facts {
  return {
    issue: liveIssue(),
    gone: null,
    actor: standing('write'),
    standings: Object.fromEntries(Object.entries(permissionOf).map(([login, role]) => [login, standing(role)])),
    comment: null,
    card: null,
    people: {},
    labelIds: {},
    recentComments: [],
    past: quietPast,
    counted: [],
    policyFile: { source: 'acme/shop/.github/firebreak.yml', version: 'v1', text: null },
    repository: { private: true, archived: false, nodeId: 'R_1' },
    ...overrides,
  };
}

/** Other reports, by the authors with these ids, made shortly before. */
export function reports(authors: readonly number[], createdAt: Timestamp = minus(T0, 'PT1M')): readonly CountedIssue[] {
  return authors.map((author, place) => ({ number: 1000 + place, author, createdAt, updatedAt: createdAt }));
}

const common = { issue, installationId: 5, at: T0, actor: people.responder, via: 'webhook' } as const;
type Over<K extends Trigger['kind']> = Partial<Omit<TriggerOf<K>, 'kind'>>;

export function opened(overrides: Over<'opened'> = {}): TriggerOf<'opened'> {
  const { title, body, labels, author } = liveIssue();
  const names = labels.map((label) => label.name);
  return { kind: 'opened', ...common, title, body, labels: names, author, ...overrides };
}

let nextComment = 2000;

/** A comment that was just written; its id grows with every call. */
export function commented(
  body: string,
  overrides: Over<'commented'> & { readonly id?: number; readonly createdAt?: Timestamp } = {},
): TriggerOf<'commented'> {
  nextComment += 1;
  const { id = nextComment, createdAt = T0, ...rest } = overrides;
  const comment = { id, nodeId: `IC_${id}`, body, createdAt, viaApp: null };
  return { kind: 'commented', ...common, at: createdAt, comment, ...rest };
}

export function labelled(label: string, added: boolean, overrides: Over<'labelled'> = {}): TriggerOf<'labelled'> {
  return { kind: 'labelled', ...common, label, added, ...overrides };
}

export function edited(overrides: Over<'edited'> = {}): TriggerOf<'edited'> {
  return { kind: 'edited', ...common, titleFrom: 'before', bodyFrom: null, ...overrides };
}

export function closedByHand(overrides: Over<'closed'> = {}): TriggerOf<'closed'> {
  return { kind: 'closed', ...common, ...overrides };
}

export function reopenedByHand(overrides: Over<'reopened'> = {}): TriggerOf<'reopened'> {
  return { kind: 'reopened', ...common, ...overrides };
}

export function tick(at: Timestamp): TriggerOf<'tick'> {
  return { kind: 'tick', ...common, at, actor: null, via: 'clock' };
}

export function look(at: Timestamp = T0): TriggerOf<'look'> {
  return { kind: 'look', ...common, at, actor: null, via: 'sweep' };
}

export function gone(how: 'deleted' | 'transferred'): TriggerOf<'gone'> {
  return { kind: 'gone', ...common, how };
}

/** A situation: the trigger, and everything else as it ordinarily is. A comment is live as it was written unless said otherwise. */
export function situation(trigger: Trigger, overrides: Partial<Situation> = {}): Situation {
  const comment =
    trigger.kind === 'commented'
      ? liveComment({ ...trigger.comment, author: trigger.actor, createdAt: trigger.comment.createdAt })
      : null;
  const { facts: given, ...rest } = overrides;
  const permission = trigger.actor === null ? 'unknown' : (permissionOf[trigger.actor.login] ?? 'none');
  return {
    trigger,
    record: null,
    card: 'fine',
    policy: aPolicy(),
    keep: keptPolicy,
    offered: null,
    policyProblems: [],
    facts: given ?? facts({ comment, actor: standing(permission) }),
    now: trigger.at,
    self,
    ...rest,
  };
}
