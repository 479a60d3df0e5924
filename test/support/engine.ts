// An engine on a real database with the fake GitHub: feed it with `say`, wait with `idle` or `handled`, restart it at will.
import { randomUUID } from 'node:crypto';
import type { LiveComment } from '../../src/core/facts.ts';
import type { IssueRef } from '../../src/core/incident/record.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { type Clock, systemClock } from '../../src/shell/engine/clock.ts';
import type { Database } from '../../src/shell/engine/database/database.ts';
import { createEngine, type Engine, type EngineOptions, type EngineParts } from '../../src/shell/engine/engine.ts';
import type { Delivery } from '../../src/shell/engine/inbox.ts';
import type { Alert, Handled } from '../../src/shell/engine/worker.ts';
import type { TestDatabase } from './databases.ts';
import { type CommentOptions, FakeGitHub, fakeBrain, policyFrom, readCard, ready, responder } from './fake-thread.ts';

export type LogEntry = { readonly level: string; readonly code: string; readonly text: string };

type More = Pick<EngineParts, 'channels' | 'checker' | 'freezes'> & Partial<Pick<EngineParts, 'brain' | 'policyFrom'>>;

export class TestEngine {
  readonly github: FakeGitHub;
  readonly clock: Clock = systemClock();
  readonly handled: Handled[] = [];
  readonly alerts: Alert[] = [];
  readonly log: LogEntry[] = [];
  readonly #place: TestDatabase;
  readonly #options: EngineOptions;
  readonly #more: More;
  #waiting: (() => void)[] = [];
  #running: { readonly engine: Engine; readonly database: Database } | null = null;

  constructor(place: TestDatabase, github = new FakeGitHub(), options: EngineOptions = {}, more: More = {}) {
    this.#place = place;
    this.#more = more;
    this.github = github;
    const retry = { retryDelay: 0, retryBackoff: false, later: 1 };
    this.#options = { reconcileEvery: null, retry, ...options };
  }

  get engine(): Engine {
    return this.#current.engine;
  }

  get database(): Database {
    return this.#current.database;
  }

  get #current(): { readonly engine: Engine; readonly database: Database } {
    if (this.#running === null) throw new Error('The engine is not started.');
    return this.#running;
  }

  async start(): Promise<this> {
    const database = await this.#place.open();
    const engine = createEngine({
      database,
      brain: fakeBrain(),
      appGateway: this.github.app,
      ready,
      readCard,
      policyFrom,
      mayNeedAnswer: (body) => body.startsWith('/'),
      clock: this.clock,
      ...this.#more,
      log: (level, code, text) => {
        this.log.push({ level, code, text });
        this.#wake();
      },
      options: {
        ...this.#options,
        onHandled: (handled) => {
          this.handled.push(handled);
          this.#wake();
        },
        onAlert: (alert) => this.alerts.push(alert),
      },
    });
    this.#running = { engine, database };
    await engine.start();
    return this;
  }

  async stop(): Promise<void> {
    if (this.#running === null) return;
    const { engine, database } = this.#running;
    this.#running = null;
    await engine.stop();
    await database.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Throws the data away, as a deleted database does, while the engine runs. */
  async forget(): Promise<void> {
    await this.database.query(
      'TRUNCATE firebreak.inbox, firebreak.effects, firebreak.incidents, firebreak.policies, firebreak.tellings, firebreak.lanes',
    );
    await this.database.query('DELETE FROM pgboss.job');
    await this.database.query(`UPDATE firebreak.meta SET value = to_jsonb(now()) WHERE name = 'created_at'`);
  }

  /** Nothing ever happened, here or on GitHub; for the next test on the same engine. */
  async reset(): Promise<void> {
    this.clock.setOffset(0);
    await this.forget();
    this.github.reset();
    for (const list of [this.handled, this.alerts, this.log]) list.length = 0;
  }

  /** Somebody comments and GitHub delivers it. */
  async say(issue: IssueRef, body: string, options: CommentOptions = {}): Promise<LiveComment> {
    const comment = this.github.comment(issue, body, options);
    await this.engine.accept([deliveryOf(commented(issue, comment))]);
    return comment;
  }

  async open(issue: IssueRef): Promise<void> {
    this.github.thread(issue);
    await this.engine.accept([deliveryOf(opened(issue, this.clock.now()))]);
  }

  idle(): Promise<void> {
    return this.engine.idle();
  }

  /** Resolves when the condition holds, which is looked at whenever a row was handled or a line was logged. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

export function deliveryOf(trigger: Trigger, guid: string = randomUUID()): Delivery {
  return { hookId: '1', guid, event: trigger.kind, action: null, trigger, ignored: null };
}

export function commented(issue: IssueRef, comment: LiveComment): Trigger {
  const { id, nodeId, body, createdAt } = comment;
  return {
    kind: 'commented',
    issue,
    installationId: 5,
    at: createdAt,
    actor: comment.author,
    via: 'webhook',
    comment: { id, nodeId, body, createdAt, viaApp: null },
  };
}

export function opened(issue: IssueRef, at: string): Trigger {
  const snapshot = { title: `Issue ${issue.number}`, body: '', labels: ['incident'], author: responder };
  return { kind: 'opened', issue, installationId: 5, at, actor: responder, via: 'webhook', ...snapshot };
}
