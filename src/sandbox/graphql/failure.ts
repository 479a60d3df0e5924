/** Errors of GraphQL as GitHub words and types them. */
import type { Refusal } from '../state/refusal.ts';

/** The `type` of an entry of `errors`. */
export type FailureType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'
  | 'INVALID_CURSOR_ARGUMENTS'
  | 'NOT_IMPLEMENTED';

/** One field failed; the others of the document go on. */
export class Failure extends Error {
  readonly type: FailureType;
  constructor(type: FailureType, message: string) {
    super(message);
    this.name = 'Failure';
    this.type = type;
  }
}

/** What the sandbox does not have, by its name in the schema (`Issue.projectItems`); the whole request answers 501. */
export function notImplemented(what: string): Failure {
  return new Failure('NOT_IMPLEMENTED', `The sandbox does not implement ${what}.`);
}

/** A global id that names nothing that the caller can see. */
export function noNode(id: string): Failure {
  return new Failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** A refusal of the store as the error of a field; `who` and `mutation` are named as GitHub names them when a person lacks the role. */
export function failureOf(refusal: Refusal, who: string, mutation: string): Failure {
  const { status, message } = refusal;
  if (status === 404 || status === 410 || status === 301) return new Failure('NOT_FOUND', message);
  if (status === 501) return new Failure('NOT_IMPLEMENTED', message);
  if (status === 403) return new Failure('FORBIDDEN', rightless(message, who, mutation));
  return new Failure('UNPROCESSABLE', detailOf(refusal) ?? message);
}

function rightless(message: string, who: string, mutation: string): string {
  if (!message.startsWith('Must have')) return message;
  return `${who} does not have the correct permissions to execute \`${mutation[0]?.toUpperCase()}${mutation.slice(1)}\``;
}

function detailOf(refusal: Refusal): string | undefined {
  const [first] = refusal.errors ?? [];
  if (typeof first === 'string') return first;
  if (first?.message !== undefined) return first.message;
  if (first?.code === 'already_exists') return `${capital(first.field)} has already been taken`;
  return first?.code === 'missing_field' ? `${capital(first.field)} can't be blank` : undefined;
}

function capital(word: string): string {
  return `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;
}
