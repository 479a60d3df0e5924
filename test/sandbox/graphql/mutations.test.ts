import { describe, expect, test } from 'vitest';
import { handleGraphql } from '../../../src/sandbox/graphql/index.ts';
import {
  commentsOf,
  createComment,
  createIssue,
  createRepository,
  lockIssue,
  nodeIdOf,
  reactionsOf,
} from '../../../src/sandbox/state/index.ts';
import { makeWorld, type World } from './world.ts';

const ids = ({ issue, shop, labels, responder, visitor }: World) => ({
  issue: nodeIdOf('issue', issue.id),
  repository: nodeIdOf('repository', shop.id),
  incident: nodeIdOf('label', labels.incident.id),
  p0: nodeIdOf('label', labels.p0.id),
  p1: nodeIdOf('label', labels.p1.id),
  responder: nodeIdOf('user', responder.user.id),
  visitor: nodeIdOf('user', visitor.user.id),
});

const happened = ({ store }: World) =>
  store.events.slice(-20).map((event) => `${event.event}.${'action' in event ? event.action : ''}`);
const names = ({ store, issue }: World) => store.issues.get(issue.id)?.labelIds.map((id) => store.labels.get(id)?.name);

describe('several mutations in one document', () => {
  test('run in order, each with its own result', async () => {
    const world = await makeWorld();
    const { issue, p0, p1 } = ids(world);
    const query = `mutation ($issue: ID!, $p0: ID!, $p1: ID!) {
      off: removeLabelsFromLabelable(input: {labelableId: $issue, labelIds: [$p0]}) { labelable { ... on Issue { labels(first: 5) { nodes { name } } } } }
      on: addLabelsToLabelable(input: {labelableId: $issue, labelIds: [$p1]}) { labelable { labels(first: 5) { nodes { name } } } }
      title: updateIssue(input: {id: $issue, title: "[INCIDENT P1] Down"}) { issue { title labels(first: 5) { nodes { name } } } }
      say: addComment(input: {subjectId: $issue, body: "Now P1", clientMutationId: "k1"}) { clientMutationId commentEdge { node { id fullDatabaseId body } } subject { id } } }`;
    const { data, errors } = await world.ask(world.bot, query, { issue, p0, p1 });
    expect(errors).toEqual([]);
    const [comment] = commentsOf(world.store, world.issue);
    expect(data).toEqual({
      off: { labelable: { labels: { nodes: [{ name: 'incident' }] } } },
      on: { labelable: { labels: { nodes: [{ name: 'incident' }, { name: 'P1' }] } } },
      title: { issue: { title: '[INCIDENT P1] Down', labels: { nodes: [{ name: 'incident' }, { name: 'P1' }] } } },
      say: {
        clientMutationId: 'k1',
        commentEdge: {
          node: { id: nodeIdOf('comment', comment?.id ?? 0), fullDatabaseId: String(comment?.id), body: 'Now P1' },
        },
        subject: { id: issue },
      },
    });
    expect(happened(world).slice(-4)).toEqual([
      'issues.unlabeled',
      'issues.labeled',
      'issues.edited',
      'issue_comment.created',
    ]);
    expect(comment).toMatchObject({
      authorId: world.bot.user.id,
      viaAppId: world.bot.kind === 'installation' ? world.bot.app.id : 0,
    });
  });

  test('one that fails is null with an error at its alias; the others are done', async () => {
    const world = await makeWorld();
    const { issue } = ids(world);
    const query = `mutation ($issue: ID!) {
      one: addComment(input: {subjectId: $issue, body: "first"}) { clientMutationId }
      two: addLabelsToLabelable(input: {labelableId: $issue, labelIds: ["LA_none"]}) { clientMutationId }
      three: addComment(input: {subjectId: $issue, body: "third"}) { clientMutationId } }`;
    const { status, data, errors } = await world.ask(world.bot, query, { issue });
    expect([status, data]).toEqual([
      200,
      { one: { clientMutationId: null }, two: null, three: { clientMutationId: null } },
    ]);
    expect(errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['two'], message: "Could not resolve to a node with the global id of 'LA_none'" },
    ]);
    expect(commentsOf(world.store, world.issue).map(({ body }) => body)).toEqual(['first', 'third']);
  });

  test('the log of requests is told field and alias', async () => {
    const { store, bot } = await makeWorld();
    const query =
      'mutation M { a: addStar(input: {starrableId: "x"}) { clientMutationId } addStar(input: {starrableId: "x"}) { clientMutationId } }';
    expect((await handleGraphql(store, bot, { query })).operations).toEqual([
      { field: 'addStar', alias: 'a' },
      { field: 'addStar', alias: 'addStar' },
    ]);
  });
});

describe('labels and assignees', () => {
  test('updateIssue.labelIds replaces the whole set', async () => {
    const world = await makeWorld();
    const { issue, p1 } = ids(world);
    await world.ask(
      world.bot,
      'mutation ($issue: ID!, $p1: ID!) { updateIssue(input: {id: $issue, labelIds: [$p1]}) { issue { id } } }',
      { issue, p1 },
    );
    expect(names(world)).toEqual(['P1']);
  });

  test('a label is made, changed and used at once', async () => {
    const world = await makeWorld();
    const { issue, repository } = ids(world);
    const made = await world.ask(
      world.bot,
      'mutation ($r: ID!) { createLabel(input: {repositoryId: $r, name: "status: investigating", color: "FBCA04"}) { label { id name color } } }',
      { r: repository },
    );
    const { id } = (made.data as { createLabel: { label: { id: string } } }).createLabel.label;
    await world.ask(
      world.bot,
      'mutation ($i: ID!, $l: ID!) { addLabelsToLabelable(input: {labelableId: $i, labelIds: [$l]}) { clientMutationId } }',
      { i: issue, l: id },
    );
    expect(names(world)).toContain('status: investigating');
    const again = await world.ask(
      world.bot,
      'mutation ($r: ID!) { createLabel(input: {repositoryId: $r, name: "Status: Investigating", color: "FBCA04"}) { label { id } } }',
      { r: repository },
    );
    expect(again.errors).toMatchObject([{ type: 'UNPROCESSABLE', message: 'Name has already been taken' }]);
  });

  test('who cannot be assigned is ignored without a word', async () => {
    const world = await makeWorld();
    const { issue, responder, visitor } = ids(world);
    const query =
      'mutation ($i: ID!, $ids: [ID!]!) { addAssigneesToAssignable(input: {assignableId: $i, assigneeIds: $ids}) { assignable { assignees(first: 5) { nodes { login } } } } }';
    const { data, errors } = await world.ask(world.bot, query, { i: issue, ids: [visitor, responder] });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      addAssigneesToAssignable: { assignable: { assignees: { nodes: [{ login: 'responder' }] } } },
    });
  });

  test('a person without triage is forbidden, by name, where REST drops labels silently', async () => {
    const world = await makeWorld();
    const { issue, p1 } = ids(world);
    const add = await world.ask(
      world.visitor,
      'mutation ($i: ID!, $l: ID!) { addLabelsToLabelable(input: {labelableId: $i, labelIds: [$l]}) { clientMutationId } }',
      { i: issue, l: p1 },
    );
    expect(add.errors).toMatchObject([
      { type: 'FORBIDDEN', message: 'visitor does not have the correct permissions to execute `AddLabelsToLabelable`' },
    ]);
    const update = await world.ask(
      world.visitor,
      'mutation ($i: ID!, $l: ID!) { updateIssue(input: {id: $i, labelIds: [$l]}) { issue { id } } }',
      { i: issue, l: p1 },
    );
    expect(update.errors).toMatchObject([{ type: 'FORBIDDEN' }]);
    expect(names(world)).toEqual(['incident', 'P0']);
  });
});

describe('comments', () => {
  test('are edited and deleted', async () => {
    const world = await makeWorld();
    const comment = createComment(world.store, world.bot, world.issue, 'card');
    const id = nodeIdOf('comment', comment.id);
    const edit = await world.ask(
      world.bot,
      'mutation ($id: ID!) { updateIssueComment(input: {id: $id, body: "card 2"}) { issueComment { body lastEditedAt editor { login } } } }',
      { id },
    );
    expect(edit.data).toMatchObject({
      updateIssueComment: { issueComment: { body: 'card 2', editor: { login: 'firebreak' } } },
    });
    await world.ask(world.bot, 'mutation ($id: ID!) { deleteIssueComment(input: {id: $id}) { clientMutationId } }', {
      id,
    });
    expect(world.store.comments.size).toBe(0);
    expect(happened(world).slice(-3)).toEqual([
      'issue_comment.created',
      'issue_comment.edited',
      'issue_comment.deleted',
    ]);
    const gone = await world.ask(
      world.bot,
      'mutation ($id: ID!) { updateIssueComment(input: {id: $id, body: "x"}) { issueComment { id } } }',
      { id },
    );
    expect(gone.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['updateIssueComment'] }]);
  });

  test('are hidden and shown', async () => {
    const world = await makeWorld();
    const id = nodeIdOf('comment', createComment(world.store, world.bot, world.issue, 'old').id);
    const hide = await world.ask(
      world.bot,
      'mutation ($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized minimizedReason } } }',
      { id },
    );
    expect(hide.data).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
    });
    const show = await world.ask(
      world.bot,
      'mutation ($id: ID!) { unminimizeComment(input: {subjectId: $id}) { unminimizedComment { isMinimized } } }',
      { id },
    );
    expect(show.data).toEqual({ unminimizeComment: { unminimizedComment: { isMinimized: false } } });
  });

  test.each([
    ['too long', 'x'.repeat(65_537), 'too long'],
    ['blank', '  ', "can't be blank"],
  ])('one that is %s is refused', async (_name, body, said) => {
    const world = await makeWorld();
    const { errors } = await world.ask(
      world.bot,
      'mutation ($i: ID!, $b: String!) { addComment(input: {subjectId: $i, body: $b}) { clientMutationId } }',
      { i: ids(world).issue, b: body },
    );
    expect(errors).toMatchObject([{ type: 'UNPROCESSABLE', path: ['addComment'] }]);
    expect(errors[0]?.['message']).toContain(said);
  });

  test('on a locked issue is forbidden', async () => {
    const world = await makeWorld();
    lockIssue(world.store, world.owner, world.issue);
    const { errors } = await world.ask(
      world.visitor,
      'mutation ($i: ID!) { addComment(input: {subjectId: $i, body: "x"}) { clientMutationId } }',
      { i: ids(world).issue },
    );
    expect(errors).toMatchObject([{ type: 'FORBIDDEN', message: 'Unable to create comment because issue is locked.' }]);
  });
});

describe('reactions', () => {
  const react =
    'mutation ($s: ID!) { addReaction(input: {subjectId: $s, content: EYES}) { reaction { content } subject { id ... on IssueComment { issue { number repository { collaborators(login: "responder") { edges { permission permissionSources { roleName } } } } } } } } }';

  test('bring the facts along: who reacted to is read in the same request', async () => {
    const world = await makeWorld();
    const comment = createComment(world.store, world.responder, world.issue, '/ack');
    const { data, errors } = await world.ask(world.bot, react, { s: nodeIdOf('comment', comment.id) });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      addReaction: {
        reaction: { content: 'EYES' },
        subject: { issue: { number: 1, repository: { collaborators: { edges: [{ permission: 'TRIAGE' }] } } } },
      },
    });
  });

  test('are made once, send no event, and can be taken back', async () => {
    const world = await makeWorld();
    const comment = createComment(world.store, world.responder, world.issue, '/ack');
    const s = nodeIdOf('comment', comment.id);
    const before = world.store.events.length;
    await world.ask(world.bot, react, { s });
    await world.ask(world.bot, react, { s });
    expect(reactionsOf(world.store, { kind: 'comment', id: comment.id })).toHaveLength(1);
    await world.ask(
      world.bot,
      'mutation ($s: ID!) { removeReaction(input: {subjectId: $s, content: EYES}) { subject { id } } }',
      { s },
    );
    expect(reactionsOf(world.store, { kind: 'comment', id: comment.id })).toEqual([]);
    expect(world.store.events.length).toBe(before);
  });
});

describe('issues', () => {
  test('are opened with labels and assignees', async () => {
    const world = await makeWorld();
    const { repository, incident, responder } = ids(world);
    const query =
      'mutation ($r: ID!, $l: ID!, $a: ID!) { createIssue(input: {repositoryId: $r, title: "T", body: "B", labelIds: [$l], assigneeIds: [$a]}) { issue { number title labels(first: 5) { nodes { name } } assignees(first: 5) { nodes { login } } } } }';
    expect((await world.ask(world.bot, query, { r: repository, l: incident, a: responder })).data).toEqual({
      createIssue: {
        issue: {
          number: 2,
          title: 'T',
          labels: { nodes: [{ name: 'incident' }] },
          assignees: { nodes: [{ login: 'responder' }] },
        },
      },
    });
  });

  test('are closed with a reason, reopened, locked, unlocked, pinned and unpinned', async () => {
    const world = await makeWorld();
    const steps = `mutation ($i: ID!) {
      a: closeIssue(input: {issueId: $i, stateReason: NOT_PLANNED}) { issue { state stateReason } }
      b: reopenIssue(input: {issueId: $i}) { issue { state stateReason } }
      c: lockLockable(input: {lockableId: $i, lockReason: OFF_TOPIC}) { lockedRecord { locked activeLockReason } }
      d: unlockLockable(input: {lockableId: $i}) { unlockedRecord { locked } }
      e: pinIssue(input: {issueId: $i}) { issue { isPinned } }
      f: unpinIssue(input: {issueId: $i}) { issue { isPinned } }
      g: updateIssue(input: {id: $i, state: CLOSED, body: "done"}) { issue { state body } } }`;
    const { data, errors } = await world.ask(world.bot, steps, { i: ids(world).issue });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      a: { issue: { state: 'CLOSED', stateReason: 'NOT_PLANNED' } },
      b: { issue: { state: 'OPEN', stateReason: 'REOPENED' } },
      c: { lockedRecord: { locked: true, activeLockReason: 'OFF_TOPIC' } },
      d: { unlockedRecord: { locked: false } },
      e: { issue: { isPinned: true } },
      f: { issue: { isPinned: false } },
      g: { issue: { state: 'CLOSED', body: 'done' } },
    });
  });

  test('are transferred and deleted', async () => {
    const world = await makeWorld();
    const other = createRepository(world.store, world.acme, 'other');
    const variables = { i: ids(world).issue, r: nodeIdOf('repository', other.id) };
    const moved = await world.ask(
      world.owner,
      'mutation ($i: ID!, $r: ID!) { transferIssue(input: {issueId: $i, repositoryId: $r}) { issue { number repository { name } } } }',
      variables,
    );
    expect(moved.data).toEqual({ transferIssue: { issue: { number: 1, repository: { name: 'other' } } } });
    const again = createIssue(world.store, world.writer, world.shop, { title: 'Again' });
    const remove = 'mutation ($i: ID!) { deleteIssue(input: {issueId: $i}) { repository { name } } }';
    expect((await world.ask(world.writer, remove, { i: nodeIdOf('issue', again.id) })).errors).toMatchObject([
      { type: 'FORBIDDEN' },
    ]);
    expect((await world.ask(world.owner, remove, { i: nodeIdOf('issue', again.id) })).data).toEqual({
      deleteIssue: { repository: { name: 'shop' } },
    });
  });

  test('an app without the permission may not', async () => {
    const world = await makeWorld({ issues: 'read' });
    const { errors } = await world.ask(
      world.bot,
      'mutation ($i: ID!) { closeIssue(input: {issueId: $i}) { issue { id } } }',
      { i: ids(world).issue },
    );
    expect(errors).toMatchObject([
      { type: 'FORBIDDEN', path: ['closeIssue'], message: 'Resource not accessible by integration' },
    ]);
  });

  test('an id of another kind is not found', async () => {
    const world = await makeWorld();
    const { errors } = await world.ask(
      world.bot,
      'mutation ($i: ID!) { closeIssue(input: {issueId: $i}) { issue { id } } }',
      { i: ids(world).repository },
    );
    expect(errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  });
});
