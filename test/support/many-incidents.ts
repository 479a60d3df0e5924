// Two hundred incidents of the sandbox with their deployments: records made by the changes that the app makes, cards by the app's own renderer, all put in as a busy quarter would have left them.

import { cardMessage } from '../../src/core/decide/card-message.ts';
import type { Change } from '../../src/core/incident/change.ts';
import type { Incident, IssueRef } from '../../src/core/incident/record.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import { compare, type Timestamp } from '../../src/core/time.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import type { InstallationActor } from '../../src/sandbox/state/actor.ts';
import { createComment } from '../../src/sandbox/state/comments.ts';
import { createDeployment, createDeploymentStatus } from '../../src/sandbox/state/deployments.ts';
import { asUser, createLabel, known } from '../../src/sandbox/state/index.ts';
import { putNewIssue } from '../../src/sandbox/state/new-issue.ts';
import { nodeIdOf } from '../../src/sandbox/state/node-id.ts';
import { createRenderer } from '../../src/shell/render/renderer.ts';
import {
  acknowledged,
  atLevel,
  closed,
  minutes,
  noted,
  paged,
  reopened,
  resolved,
  told,
  updated,
  watched,
} from '../core/metrics/telling.ts';
import * as build from './builders.ts';

/** Signs the cards. */
export const key = 'the-key-of-these-tests';

/** The first of January; an incident every nine hours from then on. */
const FIRST: Timestamp = '2026-01-01T00:00:00Z';

const { policy, written } = policyFrom(
  build.shipped.policies,
  { source: 'acme/shop/.github/firebreak.yml', version: 'v1', text: build.mapped },
  null,
);
const carried = { source: 'acme/shop/.github/firebreak.yml', version: 'v1', preset: 'github', written };

export type Many = {
  readonly records: readonly { readonly record: Incident; readonly labels: readonly string[] }[];
  readonly deployed: readonly Deployed[];
};

/** `live` null: it never succeeded. */
export type Deployed = { readonly id: string; readonly sha: string; readonly live: Timestamp | null };

/** The same chances in every run: mulberry32. */
function chances(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const within = (from: number, to: number) => Math.floor((from + next() * (to - from)) * 60) / 60;
  return {
    is: (share: number) => next() < share,
    within,
    of: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] ?? (all[0] as T),
  };
}

type Chances = ReturnType<typeof chances>;

/** Fills the sandbox. */
export function fill(sandbox: Sandbox, count: number): Many {
  const chance = chances(7);
  const plans = Array.from({ length: count }, (_, index) => planned(chance, index));
  const deployed = deploy(sandbox, plans, chance);
  const records: { record: Incident; labels: readonly string[] }[] = [];
  for (const plan of plans) {
    const labels = plan.fate === 'drill' ? ['incident', 'drill'] : ['incident'];
    const issue = open(sandbox, labels);
    const before = records.at(-1)?.record.issue ?? issue;
    const made = recordOf(plan, issue, before, deployed, chance);
    const record = plan.fate === 'drill' ? { ...made, drill: true as const } : made;
    put(sandbox, issue, record);
    records.push({ record, labels });
  }
  return { records, deployed };
}

type Plan = {
  readonly at: Timestamp;
  readonly fate: 'counts' | 'open' | 'drill' | 'duplicate' | 'declined';
  readonly mend: 'none' | 'rollback' | 'hotfix';
};

function planned(chance: Chances, index: number): Plan {
  const at = minutes(FIRST, index * 9 * 60 + chance.within(0, 60));
  const fate =
    index === 0 || chance.is(0.8) ? 'counts' : chance.of(['open', 'drill', 'duplicate', 'declined'] as const);
  const mend = fate === 'counts' && chance.is(0.25) ? chance.of(['rollback', 'hotfix'] as const) : 'none';
  return { at, fate, mend };
}

const sha = (number: number) => number.toString(16).padStart(40, '0');

/** One every twelve hours, some of which fail, and those that incidents made: 15 minutes after the declaration for a rollback, 30 for a hotfix. */
function deploy(sandbox: Sandbox, plans: readonly Plan[], chance: Chances): readonly Deployed[] {
  const usual = Array.from({ length: plans.length }, (_, index) => ({
    at: minutes(FIRST, index * 12 * 60 - 24 * 60),
    sha: sha(1000 + index) as string | null,
    fails: index > 2 && chance.is(0.15),
  }));
  const made = plans.flatMap(({ at, mend }, index) => {
    if (mend === 'none') return [];
    return [
      {
        at: minutes(at, mend === 'rollback' ? 15 : 30),
        sha: mend === 'rollback' ? null : sha(900_000 + index),
        fails: false,
      },
    ];
  });
  const all: Deployed[] = [];
  for (const one of [...usual, ...made].toSorted((a, b) => compare(a.at, b.at))) {
    const commit = one.sha ?? versionBefore(all, one.at)?.sha ?? sha(1);
    all.push(putDeployment(sandbox, commit, one.at, one.fails));
  }
  return all;
}

function liveAt(all: readonly Deployed[], at: Timestamp): readonly Deployed[] {
  return all.filter(({ live }) => live !== null && compare(live, at) < 0);
}

/** The newest version that is another than the live one. */
function versionBefore(all: readonly Deployed[], at: Timestamp): Deployed | undefined {
  const lives = liveAt(all, at);
  return lives.findLast((one) => one.sha !== lives.at(-1)?.sha);
}

function botOf({ seeded, store }: Sandbox): InstallationActor {
  const user = known(store.users, seeded.app.userId);
  const { permissions } = seeded.installation;
  return {
    kind: 'installation',
    user,
    app: seeded.app,
    installation: seeded.installation,
    permissions,
    repositoryIds: null,
  };
}

function putDeployment(sandbox: Sandbox, commit: string, at: Timestamp, fails: boolean): Deployed {
  const { store, seeded } = sandbox;
  const lead = asUser(seeded.people.lead);
  const repository = known(store.repositories, seeded.repository.id);
  const made = createDeployment(store, lead, repository, { ref: 'main', sha: commit });
  const status = createDeploymentStatus(store, lead, made, { state: fails ? 'failure' : 'success' });
  store.deployments.set(made.id, { ...made, createdAt: at, updatedAt: at });
  store.deploymentStatuses.set(status.id, { ...status, createdAt: at });
  return { id: nodeIdOf('deployment', made.id), sha: commit, live: fails ? null : at };
}

function open(sandbox: Sandbox, names: readonly string[]): IssueRef {
  const { store, seeded } = sandbox;
  const repository = known(store.repositories, seeded.repository.id);
  const labels = names.map((name) => labelOf(sandbox, name));
  const issue = putNewIssue(store, asUser(seeded.people.responder), repository, { title: '[INCIDENT] Shop', labels });
  return {
    repositoryId: repository.id,
    owner: 'acme',
    repo: 'shop',
    number: issue.number,
    nodeId: nodeIdOf('issue', issue.id),
  };
}

function labelOf({ store, seeded }: Sandbox, name: string) {
  const found = [...store.labels.values()].find(
    (label) => label.repositoryId === seeded.repository.id && label.name === name,
  );
  const repository = known(store.repositories, seeded.repository.id);
  return found ?? createLabel(store, asUser(seeded.people.lead), repository, { name, color: '5319e7' });
}

const { ready } = createRenderer({ signingKey: key, templates: build.shipped.messages });

function put(sandbox: Sandbox, { number }: IssueRef, record: Incident): void {
  const { store } = sandbox;
  const message = cardMessage(record, policy, minutes(FIRST, 200_000), 'https://github.test/acme/shop');
  const effect = ready({ kind: 'card', key: 'card/1', revision: record.revision, message }, record);
  const issue = [...store.issues.values()].find((one) => one.number === number);
  if (effect.kind !== 'card' || issue === undefined) throw new Error('There is no card to put.');
  createComment(store, botOf(sandbox), issue, effect.text);
}

const sources = [
  'Alert fired (monitoring system)',
  'Automated check failure',
  'User report (support ticket)',
  'Internal discovery (team member)',
  'A hunch',
];

function recordOf(
  plan: Plan,
  issue: IssueRef,
  before: IssueRef,
  deployed: readonly Deployed[],
  chance: Chances,
): Incident {
  const started = chance.is(0.75) ? -chance.within(1, 120) : undefined;
  const level = chance.of(['P0', 'P0', 'P1', 'P1', 'P2', 'P3']);
  const said = {
    ...(started === undefined ? {} : { started }),
    ...(started !== undefined && chance.is(0.7) ? { detected: chance.within(started, 0) } : {}),
    ...(chance.is(0.3) ? { alerted: -chance.within(0, 90) } : {}),
    ...(started !== undefined && chance.is(0.3) ? { complaint: chance.within(started, 0) } : {}),
  };
  const happened =
    plan.fate === 'duplicate'
      ? [[3, { kind: 'duplicate', of: before }] as [number, Change]]
      : story(plan, level, chance);
  return told({
    number: issue.number,
    level,
    at: plan.at,
    said,
    ...(chance.is(0.85) ? { detection: chance.of(sources) } : {}),
    ...(chance.is(0.8) ? { services: chance.of(['checkout', 'search', 'mail']) } : {}),
    ...(chance.is(0.6) ? { customerFacing: chance.is(0.8) } : {}),
    happened,
    with: {
      issue,
      policy: carried,
      ...mended(plan, deployed),
      ...(chance.is(0.3) ? { followUps: followUps(plan.at, chance) } : {}),
    },
  });
}

type Entries = readonly (readonly [number, ...Change[]])[];

/** What happened, in order of its minutes. */
function story({ fate }: Plan, level: string, chance: Chances): Entries {
  if (fate === 'declined') return [[4, { kind: 'status', status: 'declined', note: null }]];
  const restored = chance.within(30, 500);
  const over = restored + chance.within(31, 300);
  const next = chance.is(0.25)
    ? { at: chance.within(5, restored), level: chance.of(['P0', 'P1', 'P2'].filter((name) => name !== level)) }
    : null;
  const entries: (readonly [number, ...Change[]])[] = [
    ...pages(level, 0, next?.at ?? over, chance),
    ...(chance.is(0.9) ? [[chance.within(1, 40), acknowledged] as const] : []),
    ...Array.from(
      { length: Math.floor(chance.within(0, 6)) },
      () => [chance.within(1, restored + 20), updated] as const,
    ),
    ...(next === null ? [] : [[next.at, atLevel(next.level)] as const, ...pages(next.level, next.at, over, chance)]),
    [restored, watched],
  ];
  if (fate === 'open') return sorted(entries.filter(([minute]) => minute < restored));
  if (chance.is(0.15)) entries.push([restored + 10, build.inStatus('mitigating')], [restored + 25, watched]);
  entries.push([over, resolved]);
  const last = chance.is(0.12) ? again(entries, next?.level ?? level, over, chance) : over;
  if (chance.is(0.7)) entries.push([last + 30, closed], [last + 5000, noted]);
  return sorted(entries);
}

/** It comes back, and is mended again; when it was over then. */
function again(entries: (readonly [number, ...Change[]])[], level: string, over: number, chance: Chances): number {
  const back = over + chance.within(60, 900);
  const restored = back + chance.within(20, 200);
  const end = restored + chance.within(31, 100);
  entries.push([back, reopened], ...pages(level, back, end, chance), [restored, watched], [end, resolved]);
  return end;
}

function sorted(entries: Entries): Entries {
  return entries.toSorted(([a], [b]) => a - b);
}

/** Steps of the runbook's ladders, by their minutes. */
const ladders: Readonly<Record<string, readonly number[]>> = { P0: [0, 0], P1: [0, 15], P2: [0, 60], P3: [] };

/** The ladder, mostly in time. */
function pages(level: string, from: number, until: number, chance: Chances): Entries {
  return (ladders[level] ?? []).flatMap((after, step) => {
    const at = from + after + (chance.is(0.85) ? chance.within(0, 0.9) : chance.within(1.1, 5));
    return at < until && chance.is(0.97) ? [[at, paged(`${level}/${step}`)] as const] : [];
  });
}

function followUps(at: Timestamp, chance: Chances): Incident['followUps'] {
  return Array.from({ length: Math.ceil(chance.within(0, 3)) }, (_, index) => {
    const due = minutes(at, chance.within(5_000, 40_000));
    return {
      id: `f${index}`,
      what: `Follow-up ${index}`,
      due,
      done: chance.is(0.7) ? minutes(due, chance.within(-4_000, 2_000)) : null,
    };
  });
}

function mended({ at, mend }: Plan, deployed: readonly Deployed[]): Partial<Incident> {
  const live = liveAt(deployed, at).at(-1);
  if (mend === 'none' || live === undefined) return {};
  const version = (of: Deployed) => ({ id: of.id, sha: of.sha, ref: 'main', at: of.live ?? at });
  const made = minutes(at, 10);
  if (mend === 'hotfix') {
    const fix = deployed.find((one) => one.live === minutes(at, 30));
    const changes = { at, onset: at, environment: 'production', considered: 1, suspects: [], unread: [], rule: null, good: null, live: version(live) };
    const pull = { number: 1, url: 'https://github.test/1' };
    const merged = { sha: fix?.sha ?? '', at: minutes(at, 20) };
    return { changes, hotfixes: [{ key: 'h', state: 'merged', title: 'Fix', branch: 'hotfix/x', pull, by: 'responder', at: made, why: null, merged }] };
  }
  const to = versionBefore(deployed, minutes(at, 15));
  if (to === undefined) return {};
  return {
    operations: [{
      key: 'o', kind: 'rollback', title: 'Roll back', environment: 'production', from: version(live), to: version(to), next: null, workflow: 'x.yml', branch: 'main',
      inputs: {}, because: null, by: 'responder', at: made, since: made, state: 'succeeded', run: null, step: null,
    }],
  };
} // biome-ignore format: records
