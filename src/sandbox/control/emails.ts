// What somebody answers to a notification by e-mail: a comment of theirs, which only GraphQL tells from others.
import * as z from 'zod';
import type { Answer } from '../rest/exchange.ts';
import { findUser } from '../state/accounts.ts';
import { asUser } from '../state/actor.ts';
import { createComment } from '../state/comments.ts';
import { issueNumbered } from '../state/find-issue.ts';
import { notFound } from '../state/refusal.ts';
import { findRepository } from '../state/repositories.ts';
import { type Control, read } from './control.ts';

const Email = z.strictObject({ from: z.string(), repository: z.string(), issue: z.number().int(), body: z.string() });

/** `POST /sandbox/emails {"from": "lead", "repository": "acme/shop", "issue": 7, "body": "/ack"}`: answers with the id of the comment. */
export function sendEmail(control: Control): Answer {
  const { from, repository, issue, body } = read(control, Email);
  const { store } = control.host;
  const user = findUser(store, from);
  const [owner = '', name = ''] = repository.split('/');
  const found = findRepository(store, owner, name)?.repository;
  if (user === undefined || found === undefined)
    throw notFound(`There is no user ${from} or no repository ${repository}.`);
  const comment = createComment(store, asUser(user), issueNumbered(store, found, issue), body, { viaEmail: true });
  return { status: 201, body: { id: comment.id } };
}
