// A made-up repository for the brain to decide about: one issue, somebody for every role, a commander who may do everything.
import type { Brain, Self, Situation } from '../brain.ts';
import type { Decision } from '../decision.ts';
import type { FactRequest, Facts, LiveIssue } from '../facts.ts';
import type { Incident, Person } from '../incident/record.ts';
import { quietPast } from '../mitigation/recent-past.ts';
import { noGrant } from '../policy/authority.ts';
import type { Grant, Policy } from '../policy/policy.ts';
import { levelLabel } from '../policy/shown-as.ts';
import type { Timestamp } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { issueOf, madeUpIssue, withEffect } from './made-up-issue.ts';

/** Who opens the incident and says what the events say. */
const commander: Person = { id: 1, login: 'commander', nodeId: 'U_1', bot: false };

const self: Self = { botId: 2, botIds: [2], login: 'firebreak[bot]' };

/** The world at an instant. `record` is null before the declaration. */
export type World = {
  readonly brain: Brain;
  readonly policy: Policy;
  readonly now: Timestamp;
  readonly live: LiveIssue;
  readonly record: Incident | null;
  readonly lookAgainAt: Timestamp | null;
};

/** The world after a trigger; without a decision when nothing about it concerned the app. */
export type Turn = { readonly world: World; readonly decision: Decision | null };

/** The world before the declaration, its issue labelled for the level. */
export function worldOf(brain: Brain, policy: Policy, level: string, start: Timestamp): World {
  const live = issueOf([policy.labels.incident, levelLabel(policy, level)], commander, start);
  return { brain, policy: peopled(policy), now: start, live, record: null, lookAgainAt: null };
}

const everything: Grant = { ...noGrant, roles: ['admin'] };

/** The policy with somebody for every role that it pages: a preset ships no handles, and a step that reaches nobody is not taken. */
function peopled(policy: Policy): Policy {
  const inTurn = policy.onCall.flatMap(({ id, people, team }) => (people.length > 0 || team !== null ? [id] : []));
  const paged = policy.levels.flatMap((level) => level.escalation.flatMap((tier) => tier.targets));
  const roles = paged.filter((role) => !inTurn.includes(role));
  const standIns = [...new Set(roles)].map((role, index) => [role, [`@stand-in-${index + 1}`]] as const);
  const mapped = Object.entries(policy.people).filter(([, handles]) => handles.length > 0);
  return {
    ...policy,
    people: Object.fromEntries([...standIns, ...mapped]),
    authority: { ...policy.authority, declare: everything, respond: everything, override: everything, rules: [] },
  };
}

/** The issue is opened by somebody who may declare. */
export function open(world: World): Turn {
  const { title, body, labels, author } = world.live;
  const names = labels.map(({ name }) => name);
  return send(world, { kind: 'opened', ...common(world, commander), title, body, labels: names, author });
}

/** The commander comments. `id` must be higher each time. */
export function say(world: World, text: string, id: number): Turn {
  const comment = { id, nodeId: `IC_${id}`, body: text, createdAt: world.now, viaApp: null };
  return send(world, { kind: 'commented', ...common(world, commander), comment });
}

/** The app's timer fires. */
export function tick(world: World): Turn {
  return send(world, { kind: 'tick', ...common(world, null), via: 'clock' });
}

function common({ now }: World, actor: Person | null) {
  return { issue: madeUpIssue, installationId: null, at: now, actor, via: 'webhook' as const };
}

function send(world: World, trigger: Trigger): Turn {
  const request = world.brain.factsFor(trigger, world.record, world.policy, self);
  if (request === null) return { world, decision: null };
  const decision = world.brain.decide(situationOf(world, trigger, request));
  const live = decision.effects.reduce(withEffect, world.live);
  return { world: { ...world, live, record: decision.record, lookAgainAt: decision.lookAgainAt }, decision };
}

function situationOf(world: World, trigger: Trigger, request: FactRequest): Situation {
  const { policy, record, now } = world;
  const { source, preset } = policy;
  return {
    trigger,
    record,
    card: 'fine',
    policy,
    keep: { source: source.from, version: source.version, preset, written: null },
    offered: null,
    policyProblems: [],
    facts: factsOf(world, trigger, request),
    now,
    self,
  };
}

/** Everybody in a simulation may everything. */
const strong = { permission: 'admin', roleName: 'admin', teams: [] } as const;

function factsOf({ live, policy }: World, trigger: Trigger, request: FactRequest): Facts {
  const comment = trigger.kind === 'commented' ? trigger.comment : null;
  const asWritten = { author: trigger.actor, editor: null, edited: false, acknowledged: null } as const;
  return {
    issue: live,
    gone: null,
    actor: strong,
    standings: Object.fromEntries((request.standings ?? []).map((login) => [login, strong])),
    comment: comment === null ? null : { ...comment, ...asWritten },
    card: null,
    people: Object.fromEntries(request.people.map((login) => [login, personOf(login)])),
    labelIds: {},
    recentComments: [],
    ...(request.past === undefined ? {} : { past: quietPast }),
    counted: [],
    policyFile: { source: policy.source.from, version: policy.source.version, text: null },
    repository: { private: true, archived: false, nodeId: 'R_1' },
  };
}

/** An account for a login that an event names; the same one each time. */
function personOf(login: string): Person {
  if (login === commander.login) return commander;
  const id = [...login].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000_007, 7);
  return { id: id + 100, login, nodeId: `U_${id}`, bot: false };
}
