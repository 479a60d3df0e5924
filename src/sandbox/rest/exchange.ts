// What a REST handler is given and gives back, and how it reads its request.
import * as z from 'zod';
import type { Runs } from '../actions/runs.ts';
import type { Meter } from '../meter.ts';
import { demand } from '../state/access.ts';
import { findUser } from '../state/accounts.ts';
import type { Actor, AppActor, Caller } from '../state/actor.ts';
import { issueNumbered } from '../state/find-issue.ts';
import type { Issue } from '../state/issue.ts';
import type { User } from '../state/people.ts';
import { notAccessible, notFound, Refusal } from '../state/refusal.ts';
import { findRepository } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';
import type { Hooks } from '../webhooks/deliver.ts';
import { repositoryUrl } from './shapes/urls.ts';

/** A request that has been matched and satisfies GitHub's description. */
export type Asked = {
  readonly store: Store;
  readonly hooks: Hooks;
  readonly meter: Meter;
  readonly runs: Runs;
  readonly caller: Caller;
  readonly operationId: string;
  readonly method: string;
  /** Path and query as they came, below `/api/v3`. */
  readonly target: string;
  readonly params: Readonly<Record<string, string>>;
  /** Query values by GitHub's types, with its defaults. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly accept: string;
};

/** An answer. Lists that are paged are given whole as `list`, or one page of them with `links` where paging is by cursor. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Answers one operation. */
export type Handler = (asked: Asked) => Answer | Promise<Answer>;

/** 200 with a body. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** 201 with a body. */
export function created(body: unknown): Answer {
  return { status: 201, body };
}

/** 204. */
export const done: Answer = { status: 204 };

/** A path parameter. */
export function param(asked: Asked, name: string): string {
  return asked.params[name] ?? '';
}

/** A path parameter that is a number. */
export function numberParam(asked: Asked, name: string): number {
  return Number(param(asked, name));
}

/** A query value that is text; undefined when absent. */
export function queryText(asked: Asked, name: string): string | undefined {
  const value = asked.query[name];
  return value === undefined ? undefined : String(value);
}

/** The body as this schema; GitHub's description has been satisfied, so what fails here is a shape the sandbox does not support. */
export function bodyAs<T>(asked: Asked, schema: z.ZodType<T>): T {
  const read = schema.safeParse(asked.body ?? {});
  if (read.success) return read.data;
  throw new Refusal(422, `Invalid request.\n\n${z.prettifyError(read.error)}`);
}

/** The caller as somebody who can act: 401 for nobody, 403 for an app without an installation token. */
export function actorOf(asked: Asked): Actor {
  const { caller } = asked;
  if (caller.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
  if (caller.kind === 'app') throw new Refusal(403, 'Resource not accessible by integration');
  return caller;
}

/** The caller as an app itself: 401 without a JWT. */
export function appCaller(asked: Asked): AppActor {
  if (asked.caller.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
  return asked.caller;
}

/** The repository of the path, which the caller may read with this permission: 404 unseen, 301 (307 for what writes) under a former name, 403 without the permission. */
export function repositoryFor(asked: Asked, permission = 'metadata'): Repository {
  const found = findRepository(asked.store, param(asked, 'owner'), param(asked, 'repo'));
  if (found === undefined) throw notFound();
  demand(asked.store, asked.caller, found.repository, { role: 'read', permission, level: 'read' });
  if (!found.moved) return found.repository;
  const rest = asked.target.split('/').slice(4).join('/');
  const location = `${repositoryUrl(asked.store, found.repository)}${rest === '' ? '' : `/${rest}`}`;
  const status = asked.method === 'GET' ? 301 : 307;
  throw new Refusal(status, status === 301 ? 'Moved Permanently' : 'Temporary Redirect', { headers: { location } });
}

/** The issue of the path, live, which the caller may read. */
export function issueFor(asked: Asked): Issue {
  return issueNumbered(asked.store, repositoryFor(asked, 'issues'), numberParam(asked, 'issue_number'));
}

/** The account of this login: 404 otherwise. */
export function userNamed(asked: Asked, login: string): User {
  const user = findUser(asked.store, login);
  if (user === undefined) throw notFound();
  return user;
}

/** Refuses an installation whose token lacks a permission of its organisation. */
export function demandOrganisationRead(asked: Asked, permission: string): void {
  const { caller } = asked;
  if (caller.kind !== 'installation' || caller.permissions[permission] !== undefined) return;
  throw notAccessible(`${permission}=read`);
}
