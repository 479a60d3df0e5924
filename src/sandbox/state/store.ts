// The whole state of the sandbox: maps of immutable values by id, a clock, and the list of what happened.
import type { App, Delivery, Installation, Token } from './apps.ts';
import type { Deployment, DeploymentStatus, Job, Workflow, WorkflowRun } from './automation.ts';
import type { BranchRule } from './branch-rule.ts';
import type { CheckRun, CheckSuite, CommitStatus } from './check.ts';
import type { DomainEvent, NewDomainEvent } from './domain-event.ts';
import type { Environment, PendingDeployment } from './environments.ts';
import type { Comment, Issue, IssueEvent, Reaction } from './issue.ts';
import type { Organisation, Team, User } from './people.ts';
import type { Review } from './pull-request.ts';
import type { Release } from './release.ts';
import type { Label, Repository } from './repository.ts';
import type { DropOrder, Fault, Limits, RequestRecord, Violation } from './traffic.ts';

/** Counters of ids, by kind. They begin where GitHub's are today, so ids of issues and comments do not fit 32 bits. */
const firstIds = {
  account: 10_000_001,
  team: 4_000_001,
  repository: 910_000_001,
  label: 7_000_000_001,
  issue: 3_600_000_001,
  comment: 3_500_000_001,
  reaction: 270_000_001,
  issueEvent: 20_000_000_001,
  app: 1_100_001,
  hook: 520_000_001,
  installation: 61_000_001,
  delivery: 31_000_000_001,
  workflow: 140_000_001,
  workflowRun: 18_000_000_001,
  job: 51_000_000_001,
  environment: 560_000_001,
  rule: 3_500_001,
  deployment: 2_300_000_001,
  deploymentStatus: 3_400_000_001,
  // Pull requests, checks, releases, rules.
  pullRequest: 2_700_000_001,
  review: 3_200_000_001,
  reviewRequest: 4_100_000_001,
  checkSuite: 48_000_000_001,
  checkRun: 52_000_000_001,
  commitStatus: 38_000_000_001,
  release: 240_000_001,
  branchRule: 9_000_001,
};
/** A kind of thing that gets numbered. */
export type Counter = keyof typeof firstIds;

/** Everything the sandbox knows. Change it through the functions of this folder only. */
export type Store = {
  /** The sandbox's clock is real time plus this. */
  readonly clock: { offsetMs: number };
  readonly nextIds: Record<Counter, number>;
  readonly users: Map<number, User>;
  readonly organisations: Map<number, Organisation>;
  readonly teams: Map<number, Team>;
  readonly repositories: Map<number, Repository>;
  readonly labels: Map<number, Label>;
  readonly issues: Map<number, Issue>;
  readonly comments: Map<number, Comment>;
  readonly reactions: Map<number, Reaction>;
  readonly issueEvents: Map<number, IssueEvent>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  /** Manifests that wait to become apps, by the code GitHub redirects with. */
  readonly manifestCodes: Map<string, unknown>;
  readonly deliveries: Map<number, Delivery>;
  readonly workflows: Map<number, Workflow>;
  readonly workflowRuns: Map<number, WorkflowRun>;
  /** Secrets of workflows, by the repository's id and by name. */
  readonly secrets: Map<number, Readonly<Record<string, string>>>;
  readonly jobs: Map<number, Job>;
  readonly environments: Map<number, Environment>;
  /** Jobs that wait to deploy, by the job's id. */
  readonly pendingDeployments: Map<number, PendingDeployment>;
  readonly deployments: Map<number, Deployment>;
  readonly deploymentStatuses: Map<number, DeploymentStatus>;
  readonly reviews: Map<number, Review>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly commitStatuses: Map<number, CommitStatus>;
  readonly releases: Map<number, Release>;
  readonly branchRules: Map<number, BranchRule>;
  readonly events: DomainEvent[];
  readonly requests: RequestRecord[];
  readonly violations: Violation[];
  /** Mutable orders of the control interface. */
  readonly faults: Fault[];
  readonly drops: DropOrder[];
  limits: Limits;
  /** `http://127.0.0.1:4000`, known once the server listens; every URL in payloads begins with it. */
  baseUrl: string;
  /** Where the bare git repositories are. */
  directory: string;
  readonly listeners: Set<(event: DomainEvent) => void>;
  readonly clockListeners: Set<(offsetMs: number) => void>;
  /** Told of what makes no event: a request that may have changed something (reactions do so silently), a delivery that was answered, and a run that went on. */
  readonly trafficListeners: Set<(what: 'request' | 'delivery' | 'run') => void>;
};

/** Far enough for tests, near enough to be GitHub's numbers (rate limits for the REST API). */
export const githubLimits: Limits = {
  primaryPerHour: 5000,
  contentPerMinute: 80,
  contentPerHour: 500,
  enforced: true,
};

/** An empty GitHub. */
export function createStore(options: { readonly offsetMs?: number; readonly directory?: string } = {}): Store {
  return {
    clock: { offsetMs: options.offsetMs ?? 0 },
    nextIds: { ...firstIds },
    users: new Map(),
    organisations: new Map(),
    teams: new Map(),
    repositories: new Map(),
    labels: new Map(),
    issues: new Map(),
    comments: new Map(),
    reactions: new Map(),
    issueEvents: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    manifestCodes: new Map(),
    deliveries: new Map(),
    workflows: new Map(),
    workflowRuns: new Map(),
    secrets: new Map(),
    jobs: new Map(),
    environments: new Map(),
    pendingDeployments: new Map(),
    deployments: new Map(),
    deploymentStatuses: new Map(),
    reviews: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    commitStatuses: new Map(),
    releases: new Map(),
    branchRules: new Map(),
    events: [],
    requests: [],
    violations: [],
    faults: [],
    drops: [],
    limits: githubLimits,
    baseUrl: 'http://127.0.0.1',
    directory: options.directory ?? '',
    listeners: new Set(),
    clockListeners: new Set(),
    trafficListeners: new Set(),
  };
}

/** The next id of its kind. */
export function nextId(store: Store, counter: Counter): number {
  const id = store.nextIds[counter];
  store.nextIds[counter] = id + 1;
  return id;
}

/** Now by the sandbox's clock, milliseconds since the epoch. */
export function nowMs(store: Store): number {
  return Date.now() + store.clock.offsetMs;
}

/** Now as GitHub writes it: UTC, whole seconds. */
export function now(store: Store): string {
  return timestamp(nowMs(store));
}

/** An instant as GitHub writes it. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Moves the clock forward and tells whoever listens. Nothing in the sandbox happens by itself when it moves. */
export function advanceClock(store: Store, ms: number): void {
  store.clock.offsetMs += ms;
  for (const listener of store.clockListeners) listener(store.clock.offsetMs);
}

/** Appends an event and tells the listeners at once, so that they see the state as it is at that moment. */
export function appendEvent(store: Store, event: NewDomainEvent): void {
  const stamped: DomainEvent = { ...event, at: now(store) };
  store.events.push(stamped);
  for (const listener of store.listeners) listener(stamped);
}

/** The value with this id; throws when the sandbox itself is wrong about it. */
export function known<T>(map: ReadonlyMap<number, T>, id: number): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the sandbox refers to ${id}, which it does not have`);
  return value;
}
