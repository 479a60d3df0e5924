// A model of one incident's issue and of the loop around it: effects are applied to it, hands change it, the record can be lost. Pure and immediate.
import type { Situation } from '../../src/core/brain.ts';
import type { Decision } from '../../src/core/decision.ts';
import type { Effect, EffectOf } from '../../src/core/effects.ts';
import type {
  ActorFacts,
  FactRequest,
  Facts,
  FileSeen,
  Further,
  LiveComment,
  LiveIssue,
  OtherIssue,
  VersionWanted,
} from '../../src/core/facts.ts';
import type { Incident, Person } from '../../src/core/incident/record.ts';
import { cardMarker, effectKeysIn } from '../../src/core/marker.ts';
import type { Comparison } from '../../src/core/mitigation/comparison.ts';
import type { EvidenceSeen } from '../../src/core/mitigation/evidence.ts';
import type { LiveVersion } from '../../src/core/mitigation/live-version.ts';
import { quietPast, type RecentPast } from '../../src/core/mitigation/recent-past.ts';
import type { RollbackElsewhere } from '../../src/core/mitigation/rollback-elsewhere.ts';
import type { RunSeen, RunWanted } from '../../src/core/mitigation/run-seen.ts';
import { type Governing, governing } from '../../src/core/policy/kept.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { isWritten, type PolicyInForce, policyOfWritten } from '../../src/core/policy/policy-from.ts';
import { compare, plus, type Timestamp } from '../../src/core/time.ts';
import type { Trigger, TriggerOf } from '../../src/core/trigger.ts';
import { namedBy, tellingUnheard, unheardIn } from '../../src/shell/engine/page-proof.ts';
import { createRenderer } from '../../src/shell/render/renderer.ts';
import * as build from './builders.ts';

const renderer = createRenderer({ signingKey: 'a key of the tests', templates: build.shipped.messages });

/** Everybody in the sample repository by login. */
const accounts = new Map<string, Person>(Object.values(build.people).map((person) => [person.login, person]));

/** Nothing lies between two versions, and nothing speaks against going back. */
const same = { lost: [], count: 0, files: [], allFiles: true, reachable: true };

export class Model {
  now: Timestamp = build.T0;
  live: LiveIssue;
  comments: LiveComment[] = [];
  record: Incident | null = null;
  lookAt: Timestamp | null = null;
  decisions: Decision[] = [];
  policy: Policy;
  /** The default branch's policy, when the story changes it; null = `policy`, unchanged. */
  inForce: PolicyInForce | null = null;
  /** The repository's other issues, by number. */
  others: Readonly<Record<number, OtherIssue>> = {};
  /** Other reports made lately. */
  counted: Facts['counted'] = [];
  /** The newest issues, whatever labels they have. */
  newest: Facts['newest'] & object = [];
  /** What happened lately. */
  past: RecentPast = quietPast;
  /** Rollbacks of other incidents that are under way. */
  elsewhere: readonly RollbackElsewhere[] = [];
  /** The repository's earlier incidents that left something open. */
  earlier: readonly Incident[] = [];
  /** What lies between versions. */
  comparison: Partial<Comparison> = {};
  /** How a run stands that was started. */
  run: RunSeen | null = null;
  /** The newest of everything; null: the host cannot ask. */
  evidence: EvidenceSeen | null = null;
  /** How a run stands that only looks. */
  look: RunSeen | null = null;
  /** What is live after a rollback. */
  liveVersion: LiveVersion | null = null;
  /** How the pull request of the postmortem stands; null: GitHub does not tell. */
  postmortem: NonNullable<Facts['postmortem']> | null = null;
  /** Texts of files, by commit (or a name of it) and path. */
  files = new Map<string, string>();
  isPublic = false;
  /** Handles that GitHub links to nobody. */
  ghosts = new Set<string>();
  /** Logins that GitHub assigns nothing to. */
  unassignable = new Set<string>();
  /** Members of the teams that the app can see, by `org/team`. */
  members: Readonly<Record<string, readonly string[]>> = {};
  /** Logins that may not read the repository. */
  cannotRead: readonly string[] = [];
  /** What schedules of PagerDuty say, by their id. */
  schedules: NonNullable<Facts['schedules']> = {};
  /** The connections to channels. */
  connected: readonly string[] = [];
  /** The hosts that the app may ask; null: it makes no checks itself. */
  checkHosts: readonly string[] | null = null;
  /** What GitHub says of somebody's standing where it is not the sample's. */
  standings = new Map<string, ActorFacts>();
  /** What the card shows. */
  card = '';
  /** What is said comes by e-mail. */
  byEmail = false;
  #keys = new Set<string>();
  #nextId = 10_000;

  constructor(live: Partial<LiveIssue> & { readonly labelled?: readonly string[] } = {}, policy = build.aPolicy()) {
    this.live = build.liveIssue({ labelled: ['incident', 'P0'], ...live });
    this.policy = policy;
  }

  /** The app's comments that are neither the card nor the evidence of every declaration. */
  get said(): readonly LiveComment[] {
    return this.written.filter(({ body }) => !body.startsWith('**Evidence**'));
  }

  /** The app's comments that are not the card. */
  get written(): readonly LiveComment[] {
    return this.comments.filter(
      (comment) => comment.author?.id === build.bot.id && comment.id !== this.record?.card?.id,
    );
  }

  /** Decides, applies the effects, remembers. Null when nothing about the trigger concerns the app. */
  send(trigger: Trigger): Decision | null {
    const governs = this.#governing();
    const request = build.brain.factsFor(trigger, this.record, governs.policy, build.self);
    if (request === null) return null;
    const facts = this.#facts(trigger, request);
    const lost = this.record !== null && facts.card === null;
    const situation = {
      ...build.situation(trigger, { facts }),
      record: this.record,
      ...governs,
      policyProblems: this.inForce?.problems ?? [],
      card: lost ? ('missing' as const) : ('fine' as const),
      now: this.now,
      connected: this.connected,
      ...(this.checkHosts === null ? {} : { checkHosts: this.checkHosts }),
    };
    const decision = build.brain.decide(this.#further(this.#people(situation)));
    this.record = decision.record;
    this.lookAt = decision.lookAgainAt;
    this.decisions.push(decision);
    const unheard = decision.effects.flatMap((effect) => this.#unheardIn(effect));
    for (const effect of decision.effects) this.#apply(effect);
    for (const further of unheard) this.send(further);
    if (trigger.kind !== 'tick' && this.lookAt === this.now && decision.record?.changes === undefined)
      this.send(build.tick(this.now));
    return decision;
  }

  /** GitHub has refused a page of the app's for good. */
  refusePage(over: Partial<TriggerOf<'page-refused'>> = {}): Decision | null {
    const { issue, installationId } = build.tick(this.now);
    const page = this.said.flatMap(({ body }) => effectKeysIn(body)).at(-1) ?? '';
    const answer = { page, handles: ['@responder'], status: 403, why: 'Resource not accessible by integration' };
    return this.send({
      kind: 'page-refused',
      issue,
      installationId,
      at: this.now,
      actor: null,
      via: 'clock',
      ...answer,
      ...over,
    });
  }

  open(by: Person = build.people.responder): Decision | null {
    this.live = { ...this.live, author: by, createdAt: this.now };
    return this.send(build.opened({ at: this.now, actor: by, author: by }));
  }

  /** Writes a comment without the event arriving. */
  write(by: Person, body: string): LiveComment {
    this.#nextId = Math.max(this.#nextId, ...this.comments.map((comment) => comment.id)) + 1;
    const comment = build.liveComment({
      id: this.#nextId,
      body,
      author: by,
      createdAt: this.now,
      ...(this.byEmail ? { byEmail: true } : {}),
    });
    this.comments.push(comment);
    return comment;
  }

  /** `through`: the app that writes it, for its bot or for the person. */
  say(
    by: Person,
    body: string,
    through: { readonly id: number; readonly name?: string } | null = null,
  ): Decision | null {
    const { id } = this.write(by, body);
    const trigger = build.commented(body, { id, createdAt: this.now, actor: by });
    if (through === null) return this.send(trigger);
    const named = through.name === undefined ? {} : { appName: through.name };
    return this.send({ ...trigger, comment: { ...trigger.comment, viaApp: through.id, ...named } });
  }

  later(duration: string): void {
    this.now = plus(this.now, duration);
  }

  /** Lets time pass to an instant, ticking at each instant that the decisions name. */
  until(end: Timestamp): void {
    for (let rounds = 0; this.lookAt !== null && compare(this.lookAt, end) <= 0; rounds += 1) {
      if (rounds > 1000) throw new Error(`The clock does not come to rest: again at ${this.lookAt}.`);
      if (compare(this.lookAt, this.now) > 0) this.now = this.lookAt;
      this.send(build.tick(this.lookAt));
    }
    this.now = end;
  }

  relabel(by: Person, add: readonly string[], remove: readonly string[]): void {
    this.live = withLabels(this.live, add, remove);
    for (const label of remove) this.send(build.labelled(label, false, { at: this.now, actor: by }));
    for (const label of add) this.send(build.labelled(label, true, { at: this.now, actor: by }));
  }

  retitle(by: Person, title: string): void {
    const titleFrom = this.live.title;
    this.live = { ...this.live, title };
    this.send(build.edited({ at: this.now, actor: by, titleFrom }));
  }

  /** Edits the body of the issue. */
  rewrite(by: Person, body: string): Decision | null {
    const bodyFrom = this.live.body;
    this.live = { ...this.live, body, edits: [...(this.live.edits ?? []), { by, at: this.now }] };
    return this.send(build.edited({ at: this.now, actor: by, titleFrom: null, bodyFrom, bodyTo: body }));
  }

  close(by: Person): void {
    this.live = { ...this.live, state: 'closed' };
    this.send(build.closedByHand({ at: this.now, actor: by }));
  }

  reopen(by: Person): void {
    this.live = { ...this.live, state: 'open' };
    this.send(build.reopenedByHand({ at: this.now, actor: by }));
  }

  /** The record made again from the thread alone, its card gone. */
  rebuilt(): Incident {
    const copy = new Model({}, this.policy);
    copy.live = this.live;
    copy.now = this.now;
    copy.comments = this.comments.filter((comment) => comment.id !== this.record?.card?.id);
    copy.send(build.look(this.now));
    if (copy.record === null) throw new Error('The thread gave no record.');
    return copy.record;
  }

  /** GitHub's answer to the newest start of a run. */
  answerStart(over: Partial<TriggerOf<'dispatched'>> = {}): Decision | null {
    const starts = this.decisions.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'dispatch');
    const { issue, installationId } = build.tick(this.now);
    return this.send({
      kind: 'dispatched',
      issue,
      installationId,
      at: this.now,
      actor: null,
      via: 'clock',
      operation: starts.at(-1)?.operation ?? '',
      how: 'started',
      run: { id: 77, url: 'https://github.example/runs/77' },
      why: null,
      ...over,
    });
  }

  /** What came of the newest checks that the app made. */
  answerChecks(answers: TriggerOf<'checked'>['answers']): Decision | null {
    const asked = this.decisions.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'check');
    const { issue, installationId } = build.tick(this.now);
    const operation = asked.at(-1)?.operation ?? '';
    return this.send({
      kind: 'checked',
      issue,
      installationId,
      at: this.now,
      actor: null,
      via: 'clock',
      operation,
      answers,
    });
  }

  /** As the loop does: people whom only the first answer names. */
  #people(given: Situation): Situation {
    const named = build.brain.peopleFor(given);
    const people = Object.fromEntries(named.map((login) => [login, accounts.get(login) ?? null]));
    return named.length === 0
      ? given
      : { ...given, facts: { ...given.facts, people: { ...given.facts.people, ...people } } };
  }

  /** As the loop does: what the first answer lets it ask. */
  #further(given: Situation): Situation {
    let situation = given;
    for (let wanted = build.brain.furtherFor(situation); wanted !== null; wanted = build.brain.furtherFor(situation)) {
      const found = this.#found(wanted);
      situation = { ...situation, facts: { ...situation.facts, ...found } };
    }
    return situation;
  }

  #found(wanted: Further): Partial<Facts> {
    if ('past' in wanted) return { past: this.past };
    if ('evidence' in wanted) return this.evidence === null ? {} : { evidence: this.evidence };
    if ('readiness' in wanted) return { readiness: null };
    return { comparison: { ...same, ...this.comparison, ...wanted.comparison } };
  }

  #governing(): Partial<Governing> & Pick<Governing, 'policy'> {
    if (this.inForce === null) return { policy: this.policy };
    return governing(this.record, this.inForce, ({ written, source, version }) =>
      isWritten(written) ? policyOfWritten(written, { from: source, version }) : null,
    );
  }

  #policyFile(): Partial<Facts> {
    if (this.inForce === null) return {};
    const { from, version } = this.inForce.policy.source;
    const [broken] = this.inForce.problems;
    if (broken !== undefined) return { policyFile: { source: broken.file, version: 'broken', text: '' } };
    return { policyFile: { source: from, version, text: from === 'built-in' ? null : '' } };
  }

  #runs(wanted: NonNullable<FactRequest['runs']>): NonNullable<Facts['runs']> {
    const seen = ({ parts, probes }: RunWanted) => (parts === true || probes === true ? this.look : this.run);
    const asked = wanted.filter((one) => one.id === null || one.id === (seen(one)?.id ?? one.id));
    return Object.fromEntries(asked.map((one) => [one.key, seen(one)]));
  }

  #version = ({ at, path }: VersionWanted): FileSeen => {
    const text = this.files.get(`${at}:${path}`);
    return text === undefined ? 'gone' : { text };
  };

  #file(path: string): FileSeen {
    return this.files.size === 0 ? 'unread' : this.#version({ at: 'HEAD', path });
  }

  #facts(trigger: Trigger, request: FactRequest): Facts {
    const card = this.comments.find((comment) => comment.id === this.record?.card?.id) ?? null;
    const comment =
      trigger.kind === 'commented' ? (this.comments.find(({ id }) => id === trigger.comment.id) ?? null) : null;
    const { past: _quiet, ...facts } = build.facts({
      issue: this.live,
      actor: request.actor === null ? build.standing('unknown') : this.#standing(request.actor),
      standings: Object.fromEntries(
        [...accounts.keys(), ...(request.standings ?? [])].map((login) => [login, this.#standing(login)]),
      ),
      comment,
      card,
      counted: request.countLabel === null ? [] : this.counted,
      ...(request.runs === undefined ? {} : { runs: this.#runs(request.runs) }),
      ...(request.evidence === undefined || this.evidence === null ? {} : { evidence: this.evidence }),
      ...(request.live === undefined ? {} : { live: this.liveVersion }),
      ...(request.postmortem === undefined || this.postmortem === null ? {} : { postmortem: this.postmortem }),
      ...(request.versions === undefined ? {} : { versions: request.versions.map(this.#version) }),
      ...(request.files === undefined
        ? {}
        : { files: Object.fromEntries(request.files.map((path) => [path, this.#file(path)])) }),
      ...(this.earlier.length === 0 ? {} : { earlier: this.earlier }),
      newest: request.newest === true ? this.newest : [],
      ...this.#policyFile(),
      others: Object.fromEntries((request.others ?? []).map((number) => [number, this.others[number] ?? null])),
      members: Object.fromEntries((request.members ?? []).map((team) => [team, this.members[team] ?? null])),
      schedules: this.schedules,
      cannotRead: (request.readers ?? []).filter((login) => this.cannotRead.includes(login)),
      repository: { private: !this.isPublic, archived: false, nodeId: 'R_1' },
      people: Object.fromEntries(request.people.map((login) => [login, accounts.get(login) ?? null])),
      recentComments:
        request.threadIfNoCard && card === null ? this.comments : this.comments.slice(-request.recentComments),
    });
    const known = this.elsewhere.length === 0 ? facts : { ...facts, elsewhere: this.elsewhere };
    return request.past === undefined ? known : { ...known, past: this.past };
  }

  #standing(login: string): ActorFacts {
    return this.standings.get(login) ?? build.standing(build.permissionOf[login] ?? 'none');
  }

  /** As the engine does: who GitHub does not link in a new page is told to the incident. */
  #unheardIn(effect: Effect): readonly TriggerOf<'unheard'>[] {
    if (this.#keys.has(effect.key)) return [];
    const handles = unheardIn(effect, this.#shown(effect));
    if (handles.length === 0) return [];
    const { issue, installationId } = build.tick(this.now);
    return [tellingUnheard({ issue, installationId }, { now: () => this.now })(effect.key, handles, namedBy(effect))];
  }

  /** Whom GitHub links, or assigns, of whom an effect names. */
  #shown(effect: Effect): readonly string[] | null {
    if (effect.kind === 'comment') {
      const linked = effect.message.mentions.filter((handle) => !this.ghosts.has(handle));
      return linked.map((handle) => handle.toLowerCase());
    }
    return effect.kind === 'assignees' ? this.#assignable(effect.add).map(({ login }) => `@${login}`) : null;
  }

  #assignable(people: readonly Person[]): readonly Person[] {
    return people.filter(({ login }) => !this.unassignable.has(login));
  }

  #apply(effect: Effect): void {
    if (this.#keys.has(effect.key)) return;
    this.#keys.add(effect.key);
    if (this.record === null) throw new Error('There is an effect and no record.');
    switch (effect.kind) {
      case 'comment':
      case 'card':
        this.#comment(effect, this.record);
        return;
      case 'edit': {
        const shown = renderer.ready(effect, this.record);
        if (shown.kind !== 'edit') return;
        this.comments = this.comments.map((comment) =>
          comment.nodeId === shown.commentNodeId ? { ...comment, body: shown.text } : comment,
        );
        return;
      }
      case 'labels':
        this.live = withLabels(this.live, effect.add, effect.remove);
        return;
      case 'title':
        this.live = { ...this.live, title: effect.title };
        return;
      case 'assignees': {
        const gone = new Set(effect.remove.map((person) => person.id));
        this.live = {
          ...this.live,
          assignees: [...this.live.assignees.filter(({ id }) => !gone.has(id)), ...this.#assignable(effect.add)],
        };
        return;
      }
      case 'react':
        this.comments = this.comments.map((comment) =>
          comment.nodeId === effect.commentNodeId
            ? { ...comment, acknowledged: effect.reaction === '+1' ? 'accepted' : 'refused' }
            : comment,
        );
        return;
      case 'close':
        this.live = { ...this.live, state: 'closed', stateReason: effect.reason };
        return;
      case 'reopen':
        this.live = { ...this.live, state: 'open', stateReason: 'reopened' };
    }
  }

  #comment(effect: EffectOf<'comment' | 'card'>, record: Incident): void {
    if (effect.kind === 'card') {
      const shown = renderer.ready(effect, record);
      if (shown.kind === 'card') this.card = shown.text;
      if (this.comments.some(({ id }) => id === record.card?.id)) return;
      const { id, nodeId } = this.write(build.bot, `${cardMarker} -->`);
      this.record = { ...record, card: { id, nodeId } };
      return;
    }
    const ready = renderer.ready(effect, record);
    if (ready.kind === 'comment') this.write(build.bot, ready.text);
  }
}

function withLabels(live: LiveIssue, add: readonly string[], remove: readonly string[]): LiveIssue {
  const kept = live.labels.filter(({ name }) => !remove.some((other) => other.toLowerCase() === name.toLowerCase()));
  const fresh = add.filter((name) => !kept.some((label) => label.name.toLowerCase() === name.toLowerCase()));
  return { ...live, labels: [...kept, ...fresh.map((name) => ({ id: `LA_${name}`, name }))] };
}
