// A GitHub of one repository in memory, and the smallest brain that can drive the loop: what the engine's own tests need, without the product.
import type { Brain, Situation } from '../../src/core/brain.ts';
import type { Decision } from '../../src/core/decision.ts';
import type { Effect } from '../../src/core/effects.ts';
import type { Facts, LiveComment } from '../../src/core/facts.ts';
import { Incident, type IssueRef, type Person } from '../../src/core/incident/record.ts';
import { quietPast } from '../../src/core/mitigation/recent-past.ts';
import { normalise } from '../../src/core/policy/normalise.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { isDue, plus, type Timestamp } from '../../src/core/time.ts';
import { incidentKey } from '../../src/core/trigger.ts';
import type { PolicyFrom, ReadCard, Ready } from '../../src/shell/engine/parts.ts';
import {
  type AppGateway,
  type DeliveryEntry,
  type EffectResult,
  GitHubRefused,
  GitHubUnavailable,
  type IncidentGateway,
  type ReadyEffect,
} from '../../src/shell/github/port.ts';

export const responder: Person = { id: 11, login: 'responder', nodeId: 'U_11', bot: false };
export const bot: Person = { id: 99, login: 'firebreak[bot]', nodeId: 'U_99', bot: true };

/** What happens to one effect instead of being performed. */
export type Fault = 'retry' | 'final' | 'performed-but-uncertain' | 'lost-and-uncertain' | 'unavailable';

export type CommentOptions = { readonly by?: Person; readonly edited?: boolean; readonly at?: Timestamp };

type Thread = {
  readonly issue: IssueRef;
  title: string;
  comments: LiveComment[];
  updatedAt: Timestamp;
  listed: boolean;
  /** It ended, and is listed as such. */
  ended?: true;
};

/** The fake GitHub; change its fields from the test, read what it was asked from `asked`. */
export class FakeGitHub {
  readonly threads = new Map<string, Thread>();
  readonly asked: string[] = [];
  readonly redelivered: string[] = [];
  /** Apps that wrote comments, by the comment's id. */
  readonly apps = new Map<number, { readonly id: number; readonly name: string }>();
  log: DeliveryEntry[] = [];
  /** Whether GitHub cannot be asked at all. */
  down = false;
  /** Issues whose comments it does not give. */
  readonly unreadable = new Set<number>();
  /** Whether it refuses to list comments. */
  unlisted = false;
  /** When it says to come back while it is down. */
  retryAt: Timestamp | null = null;
  /** Decides the fate of an effect; null: it is performed. */
  fault: (effect: ReadyEffect) => Fault | null = () => null;
  /** Whom GitHub links in our pages, as it shows them when they are read back; null: it does not show them. */
  linked: readonly string[] | null = null;
  /** So many times more a page cannot be read back now. */
  unread = 0;
  /** The repository's policy file. */
  policyFile: Facts['policyFile'] = emptyFacts().policyFile;
  /** Awaited in every `facts`, so that a test can hold one incident up. */
  hold: (issue: IssueRef) => Promise<void> = async () => undefined;
  /** Called after every change of a thread. */
  changed: () => void = () => undefined;
  #nextId = 1000;

  /** Everything people can see, as text, for another process. */
  dump(): string {
    return JSON.stringify({ nextId: this.#nextId, threads: [...this.threads] });
  }

  restore(text: string): void {
    const { nextId, threads }: { nextId: number; threads: [string, Thread][] } = JSON.parse(text);
    this.#nextId = nextId;
    for (const [key, thread] of threads) this.threads.set(key, thread);
  }

  /** Empty, and well again. */
  reset(): void {
    this.threads.clear();
    this.asked.length = 0;
    this.redelivered.length = 0;
    this.log = [];
    this.down = false;
    this.unlisted = false;
    this.retryAt = null;
    this.fault = () => null;
    this.linked = null;
    this.unread = 0;
    this.hold = async () => undefined;
  }

  issue(number: number): IssueRef {
    return { repositoryId: 7, owner: 'sample', repo: 'shop', number, nodeId: `I_${number}` };
  }

  thread(issue: IssueRef): Thread {
    const key = incidentKey(issue);
    const known = this.threads.get(key);
    if (known !== undefined) return known;
    const made: Thread = { issue, title: `Issue ${issue.number}`, comments: [], updatedAt: at(0), listed: true };
    this.threads.set(key, made);
    return made;
  }

  /** Somebody comments; no event is sent. */
  comment(issue: IssueRef, body: string, options: CommentOptions = {}): LiveComment {
    const thread = this.thread(issue);
    const id = this.#nextId++;
    const made: LiveComment = {
      id,
      nodeId: `C_${id}`,
      body,
      author: options.by ?? responder,
      editor: null,
      edited: options.edited ?? false,
      createdAt: options.at ?? at(id),
      acknowledged: null,
    };
    thread.comments.push(made);
    thread.updatedAt = made.createdAt;
    this.changed();
    return made;
  }

  /** The texts of the app's comments in the thread that are not its card. */
  said(issue: IssueRef): readonly string[] {
    return this.thread(issue)
      .comments.filter((comment) => comment.author?.id === bot.id && !comment.body.includes('<card>'))
      .map((comment) => comment.body.replace(/<key>.*<\/key>/, ''));
  }

  cards(issue: IssueRef): readonly LiveComment[] {
    return this.thread(issue).comments.filter((comment) => comment.body.includes('<card>'));
  }

  record(issue: IssueRef): Incident | null {
    const [card] = this.cards(issue);
    return card === undefined ? null : carried(card);
  }

  readonly gateway: IncidentGateway = {
    facts: async (issue, request) => {
      this.#ask(`facts ${issue.number}`);
      await this.hold(issue);
      const { comments } = this.thread(issue);
      const card = comments.find(
        (each) => each.nodeId === request.card || (request.card === 'find' && each.body.includes('<card>')),
      );
      const thread = request.card !== null && card === undefined && request.threadIfNoCard ? comments : [];
      return { ...emptyFacts(), policyFile: this.policyFile, card: card ?? null, recentComments: thread };
    },
    further: async () => ({}),
    findRun: async () => null,
    teamsOf: async () => ({ member: [], unseen: [], unasked: [] }),
    appOf: async (_issue, comment) => this.apps.get(comment) ?? null,
    perform: async (issue, effects) => {
      this.#ask(`perform ${issue.number} ${effects.map((effect) => effect.key).join(' ')}`);
      const going = effects.map((effect) => ({ effect, fault: this.fault(effect) }));
      if (going.some(({ fault }) => fault === 'unavailable')) throw new GitHubUnavailable('down');
      return going.map(({ effect, fault }) => this.#perform(issue, effect, fault));
    },
    findOwn: async (issue, keys) => {
      this.#ask(`find ${issue.number} ${keys.join(' ')}`);
      const found = keys.flatMap((key) => {
        const comment = this.thread(issue).comments.find((each) => each.body.includes(`<key>${key}</key>`));
        return comment === undefined ? [] : [[key, { id: comment.id, nodeId: comment.nodeId }] as const];
      });
      return new Map(found);
    },
    mentionedIn: async (_issue, comment) => {
      this.#ask(`mentioned ${comment}`);
      if (this.unread === 0) return this.linked;
      this.unread -= 1;
      throw new GitHubUnavailable('It cannot be read back now.');
    },
    membersOf: async () => null,
    policyAt: async () => null,
    commentsSince: async (issue, since) => {
      this.#ask(`comments ${issue.number}`);
      if (this.unreadable.has(issue.number)) throw new GitHubUnavailable('GitHub gives no comments');
      if (this.unlisted) throw new GitHubRefused('It does not list them.', 403);
      return this.thread(issue).comments.filter((comment) => since === null || isDue(since, comment.createdAt));
    },
  };

  readonly app: AppGateway = {
    repositories: async () => {
      this.#ask('repositories');
      return [{ installationId: 5, repositoryId: 7, owner: 'sample', repo: 'shop' }];
    },
    openIncidents: async () => {
      this.#ask('open incidents');
      return [...this.threads.values()]
        .filter((thread) => thread.listed)
        .map(({ issue, title, updatedAt, ended }) => ({
          issue,
          title,
          updatedAt,
          labels: ['incident'],
          author: responder,
          ...(ended === undefined ? {} : { closed: true as const }),
        }));
    },
    deliveriesSince: async () => {
      this.#ask('deliveries');
      return this.log;
    },
    redeliver: async (id) => {
      this.redelivered.push(id);
    },
    incidents: () => this.gateway,
    identity: async () => ({ appId: 1, botId: bot.id, login: bot.login, slug: 'firebreak' }),
  };

  #ask(what: string): void {
    this.asked.push(what);
    if (this.down) throw new GitHubUnavailable('GitHub is down', { retryAt: this.retryAt });
  }

  #perform(issue: IssueRef, effect: ReadyEffect, fault: Fault | null): EffectResult {
    const { key } = effect;
    const no = (fate: 'retry' | 'uncertain' | 'final') =>
      ({ key, ok: false, fate, status: 502, message: String(fault) }) as const;
    if (fault === 'retry' || fault === 'final') return no(fault);
    if (fault === 'lost-and-uncertain') return no('uncertain');
    const comment = this.#write(issue, effect);
    return fault === 'performed-but-uncertain' ? no('uncertain') : { key, ok: true, comment };
  }

  #write(issue: IssueRef, effect: ReadyEffect): { id: number; nodeId: string } | null {
    if (effect.kind !== 'comment' && effect.kind !== 'card') return null;
    const existing = effect.kind === 'card' ? effect.commentNodeId : null;
    if (existing === null) return this.comment(issue, effect.text, { by: bot });
    const thread = this.thread(issue);
    thread.comments = thread.comments.map((each) =>
      each.nodeId === existing ? { ...each, body: effect.text, edited: true, editor: bot } : each,
    );
    this.changed();
    return thread.comments.find((each) => each.nodeId === existing) ?? null;
  }
}

/** The fake's instants: so many seconds after an arbitrary beginning. */
export function at(seconds: number): Timestamp {
  return plus('2026-03-01T00:00:00Z', `PT${seconds}S`);
}

/** Facts of which nothing is known. */
export function emptyFacts(): Facts {
  return {
    issue: null,
    gone: null,
    actor: { permission: 'write', roleName: 'write', teams: [] },
    comment: null,
    card: null,
    people: {},
    labelIds: {},
    recentComments: [],
    past: quietPast,
    counted: [],
    policyFile: { source: 'built-in', version: 'built-in', text: null },
    repository: { private: false, archived: false, nodeId: 'R_7' },
  };
}

export const ready: Ready = (effect, record) => {
  const marker = `<key>${effect.key}</key>`;
  if (effect.kind === 'comment') {
    const { kind, key, urgency, message } = effect;
    return { kind, key, urgency, text: `${marker}${message.data['text']}` };
  }
  if (effect.kind === 'edit')
    return { kind: 'edit', key: effect.key, text: marker, commentNodeId: effect.commentNodeId };
  if (
    effect.kind === 'open-hotfix' ||
    effect.kind === 'open-postmortem' ||
    effect.kind === 'write-index' ||
    effect.kind === 'open-issue' ||
    effect.kind === 'move-issue' ||
    effect.kind === 'amend-issue' ||
    effect.kind === 'open-drill'
  ) {
    const { message: _said, ...rest } = effect;
    return { ...rest, text: marker };
  }
  if (effect.kind !== 'card') return effect;
  const text = `${marker}<card>${JSON.stringify(record)}</card>`;
  return { kind: 'card', key: effect.key, text, commentNodeId: record.card?.nodeId ?? null };
};

function carried(comment: LiveComment): Incident {
  return Incident.parse(JSON.parse(/<card>(.*)<\/card>/.exec(comment.body)?.[1] ?? ''));
}

export const readCard: ReadCard = (live) => {
  if (live.author?.id !== bot.id) return { ok: false, why: 'not ours' };
  try {
    return { ok: true, incident: carried(live) };
  } catch {
    return { ok: false, why: 'not readable' };
  }
};

const policy: Policy = normalise({}, 'fake', { from: 'built-in', version: 'built-in' });

export const policyFrom: PolicyFrom = () => ({
  policy,
  written: '{}',
  problems: [],
  lastGood: null,
  unsure: [],
  needs: null,
});

/**
 * A brain that answers every `/say x` with "x", sets its timer with `/wait PT1S` (said when due), throws at `/boom`, does nothing lasting
 * at `/nothing`, and keeps what it has answered in the record.
 */
export function fakeBrain(): Brain {
  return {
    furtherFor: () => null,
    factsFor: (trigger, record) => {
      if (trigger.kind === 'commented' && !trigger.comment.body.startsWith('/')) return null;
      return {
        actor: trigger.actor?.login ?? null,
        comment: null,
        card: record?.card?.nodeId ?? 'find',
        people: [],
        labels: [],
        recentComments: 0,
        threadIfNoCard: true,
        countLabel: null,
      };
    },
    teamsFor: () => [],
    schedulesFor: () => [],
    peopleFor: () => [],
    decide: (situation) => decide(situation),
  };
}

function decide(situation: Situation): Decision {
  const { trigger, record } = situation;
  if (record === null)
    return answer(
      emptyRecord(trigger.issue),
      `declared:${trigger.kind}`,
      say(`declared-${trigger.issue.number}`, 'declared'),
    );
  switch (trigger.kind) {
    case 'commented':
      return commanded(record, trigger.comment.id, trigger.comment.body, situation.now);
    case 'tick':
      return ticked(record, situation.now);
    default:
      return unchanged(record, `done:${situation.card}`);
  }
}

function commanded(record: Incident, id: number, body: string, now: Timestamp): Decision {
  if (record.seen.ids.includes(id)) return unchanged(record, 'ignored:seen');
  const [command, argument = ''] = body.split(' ', 2);
  const next = { ...record, seen: { ...record.seen, ids: [...record.seen.ids, id] } };
  if (command === '/boom') throw new Error('boom');
  if (command === '/nothing') return unchanged(record, 'done:nothing');
  if (command === '/wait')
    return answer({ ...next, monitoring: { until: plus(now, argument), announced: false } }, 'done:wait', null);
  return answer(next, 'done:say', say(`say-${id}`, argument));
}

function ticked(record: Incident, now: Timestamp): Decision {
  const due = record.monitoring?.until ?? null;
  if (due === null || !isDue(due, now)) return unchanged(record, 'done:not-due');
  return answer({ ...record, monitoring: null }, 'done:tick', say(`due-${due}`, 'due'));
}

function say(key: string, text: string): Effect {
  return { kind: 'comment', key, urgency: 'reply', message: { template: 'reply', data: { text }, mentions: [] } };
}

function answer(record: Incident, outcome: string, reply: Effect | null): Decision {
  const next = { ...record, revision: record.revision + 1 };
  const card: Effect = {
    kind: 'card',
    key: `card-${next.revision}`,
    revision: next.revision,
    message: { template: 'card', data: {}, mentions: [] },
  };
  const effects = reply === null ? [card] : [reply, card];
  return { record: next, effects, outcome, lookAgainAt: next.monitoring?.until ?? null, log: [] };
}

function unchanged(record: Incident, outcome: string): Decision {
  return { record, effects: [], outcome, lookAgainAt: record.monitoring?.until ?? null, log: [] };
}

/** An incident that was just begun, at revision 0. */
export function emptyRecord(issue: IssueRef): Incident {
  return Incident.parse({
    format: 1,
    revision: 0,
    issue,
    summary: '',
    level: 'P0',
    status: 'investigating',
    declaredBy: null,
    reportedBy: responder,
    roles: {},
    milestones: {},
    ladder: { since: null, taken: [] },
    updates: { given: 0, since: null, lastText: null, remindedAt: null, reminders: 0 },
    timeline: [],
    seen: { upTo: 0, ids: [] },
  });
}
