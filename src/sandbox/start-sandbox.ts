// Starts a whole local GitHub in this process, seeded and listening, for tests and for `npm run sandbox`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunMode, type Runs, startRuns } from './actions/runs.ts';
import { startTriggers } from './actions/triggers.ts';
import { milliseconds } from './control/duration.ts';
import { watchLaterMerges } from './pulls/later-merges.ts';
import { seedWithHistory } from './seed/history/index.ts';
import { type SamplePerson, type Seeded, seed } from './seed/index.ts';
import type { Manifest } from './seed/manifest.ts';
import { listen } from './server.ts';
import { configureHook } from './state/registered-apps.ts';
import { advanceClock, createStore, type Store } from './state/store.ts';
import type { Violation } from './state/traffic.ts';
import { startHooks } from './webhooks/deliver.ts';

/** How to start it; everything has a default. `port` 0 is any free port, `now` sets the sandbox's clock. */
export type SandboxOptions = {
  readonly port?: number;
  readonly manifest?: Manifest;
  readonly now?: string;
  /** The runbook of the sample repository: its policy and its form. */
  readonly preset?: string;
  /** Who says how runs of workflows end, `manual` unless told. */
  readonly runs?: RunMode;
  /** Whether the sample repository has a past: merged pull requests, releases, deployments. Numbers of new issues follow on those. */
  readonly history?: boolean;
  /** What it begins with, instead of the sample organisation. */
  readonly seed?: (store: Store, manifest?: Manifest, preset?: string) => Promise<Seeded>;
};

/** A running sandbox. */
export type Sandbox = {
  readonly url: string;
  readonly port: number;
  readonly store: Store;
  readonly repository: string;
  readonly tokens: Readonly<Record<SamplePerson, string>>;
  readonly seeded: Seeded;
  readonly app: {
    readonly id: number;
    readonly slug: string;
    readonly privateKey: string;
    readonly webhookSecret: string;
    readonly installationId: number;
  };
  /** Where the app's webhooks go; until then none are sent. */
  readonly setHook: (url: string) => void;
  /** Moves the sandbox's clock forward by an ISO 8601 duration. */
  readonly advance: (duration: string) => void;
  /** What runs of workflows do. */
  readonly runs: Runs;
  /** Resolves once every delivery has been answered, and every run that something started is there. */
  readonly settled: () => Promise<void>;
  /** What of ours GitHub's descriptions do not allow; empty in a healthy sandbox. */
  readonly violations: () => readonly Violation[];
  readonly close: () => Promise<void>;
};

/** Starts it. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const directory = await mkdtemp(join(tmpdir(), 'firebreak-sandbox-'));
  const offsetMs = options.now === undefined ? 0 : Date.parse(options.now) - Date.now();
  const store = createStore({ offsetMs, directory });
  const hooks = startHooks(store);
  const runs = startRuns(store, options.runs ?? 'manual');
  const merges = watchLaterMerges(store);
  const seeded = await (options.seed ?? (options.history === true ? seedWithHistory : seed))(
    store,
    options.manifest,
    options.preset,
  );
  // What was before it was opened has run, if it did, before.
  const triggers = startTriggers(store);
  const listening = await listen({ store, hooks, runs }, options.port ?? 0).catch(async (problem) => {
    await rm(directory, { recursive: true, force: true });
    throw problem;
  });
  const { app, installation } = seeded;
  return {
    url: store.baseUrl,
    port: listening.port,
    store,
    repository: `${seeded.organisation.login}/${seeded.repository.name}`,
    tokens: seeded.tokens,
    seeded,
    app: {
      id: app.id,
      slug: app.slug,
      privateKey: app.privateKey,
      webhookSecret: app.hook.secret,
      installationId: installation.id,
    },
    setHook: (url) => {
      configureHook(store, app, { url });
    },
    advance: (duration) => advanceClock(store, milliseconds(duration)),
    runs,
    settled: async () => {
      await triggers.settled();
      await merges.settled();
      await hooks.settled();
    },
    violations: () => store.violations,
    close: async () => {
      triggers.close();
      merges.close();
      hooks.close();
      await runs.close();
      await listening.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
