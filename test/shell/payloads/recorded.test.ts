// Every payload that GitHub's documentation project recorded is read without an error, under its own name and under every other.
import { createRequire } from 'node:module';
import type {
  IssueCommentCreatedEvent,
  IssueCommentDeletedEvent,
  IssueCommentEditedEvent,
  IssuesClosedEvent,
  IssuesDeletedEvent,
  IssuesEditedEvent,
  IssuesLabeledEvent,
  IssuesLockedEvent,
  IssuesOpenedEvent,
  IssuesReopenedEvent,
  IssuesTransferredEvent,
  IssuesUnlabeledEvent,
  IssuesUnlockedEvent,
} from '@octokit/webhooks-types';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  CheckPayload,
  CommentPayload,
  DeploymentPayload,
  GroupPayload,
  IssuesPayload,
  PullPayload,
  PushPayload,
  ReviewPayload,
  RulePayload,
  RunPayload,
  StatusPayload,
} from '../../../src/shell/payloads/schema.ts';
import { payloadTable, toTrigger } from '../../../src/shell/payloads/to-trigger.ts';
import { self } from './payload-samples.ts';

const File = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));
const examples = File.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));

const recorded = examples.flatMap(({ name, examples: payloads }) =>
  payloads.map((payload, index) => ({ event: name, index, payload })),
);

test.each(recorded)('$event $index', ({ event, payload }) => {
  for (const name of [event, ...Object.keys(payloadTable)]) {
    expect(Object.keys(toTrigger(name, payload, self))).toHaveLength(1);
  }
});

const schemas = {
  issues: IssuesPayload,
  issue_comment: CommentPayload,
  workflow_run: RunPayload,
  deployment_status: DeploymentPayload,
  pull_request: PullPayload,
  pull_request_review: ReviewPayload,
  check_run: CheckPayload,
  status: StatusPayload,
  merge_group: GroupPayload,
  deployment_protection_rule: RulePayload,
  push: PushPayload,
};

test('what is recorded of our events has the shape that we read', () => {
  const used = recorded.filter(({ event }) => event in payloadTable);
  expect(used.length).toBeGreaterThan(30);
  for (const { event, payload } of used) {
    expect(schemas[event as keyof typeof schemas].safeParse(payload).error).toBeUndefined();
  }
});

test('a body under a foreign name is never a trigger', () => {
  for (const { event, payload } of recorded.filter(({ event: name }) => name !== 'issues')) {
    expect([event, toTrigger('issues', payload, self)]).toEqual([event, { ignored: 'unexpected-shape' }]);
  }
  for (const { event, payload } of recorded.filter(({ event: name }) => name !== 'issue_comment')) {
    expect([event, toTrigger('issue_comment', payload, self)]).toEqual([event, { ignored: 'unexpected-shape' }]);
  }
});

// Compiles only as long as GitHub's own types can be read by our schemas.

/** `changes` of a transfer says where the issue was; it is not read. */
type Moved = Omit<IssuesOpenedEvent | IssuesTransferredEvent, 'changes'>;
type Issues =
  | Moved
  | IssuesLabeledEvent
  | IssuesUnlabeledEvent
  | IssuesEditedEvent
  | IssuesClosedEvent
  | IssuesReopenedEvent
  | IssuesLockedEvent
  | IssuesUnlockedEvent
  | IssuesDeletedEvent;
type Comments = IssueCommentCreatedEvent | IssueCommentEditedEvent | IssueCommentDeletedEvent;
const readsIssues = (event: Issues): z.input<typeof IssuesPayload> => event;
const readsComments = (event: Comments): z.input<typeof CommentPayload> => event;

test("our schemas take GitHub's types", () => {
  expect([readsIssues, readsComments]).toHaveLength(2);
});
