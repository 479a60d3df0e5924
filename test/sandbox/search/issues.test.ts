import { describe, expect, test } from 'vitest';
import { searchIssues } from '../../../src/sandbox/search/issues.ts';
import {
  addAssignees,
  addMember,
  advanceClock,
  asUser,
  closeIssue,
  createComment,
  createIssue,
  createOrganisation,
  createRepository,
  createStore,
  createUser,
} from '../../../src/sandbox/state/index.ts';

/** #1 open P0 incident, #2 closed incident, #3 a plain issue, and #1 of a private repository. */
function makeIssues() {
  const store = createStore({ offsetMs: Date.parse('2026-03-02T09:00:00Z') - Date.now() });
  const acme = createOrganisation(store, 'acme');
  const lead = createUser(store, 'lead');
  addMember(store, acme, lead, 'admin');
  const owner = asUser(lead);
  const visitor = asUser(createUser(store, 'visitor'));
  const shop = createRepository(store, acme, 'shop');
  const vault = createRepository(store, acme, 'vault', { private: true });
  const down = createIssue(store, owner, shop, {
    title: '[INCIDENT P0] Checkout down',
    labels: ['incident', 'P0', 'status: investigating'],
  });
  addAssignees(store, owner, down, [lead]);
  advanceClock(store, 86_400_000);
  const slow = createIssue(store, owner, shop, { title: 'Search slow', body: 'Latency is up', labels: ['incident'] });
  createComment(store, visitor, slow, 'It is the index');
  closeIssue(store, owner, slow, 'not_planned');
  advanceClock(store, 86_400_000);
  createIssue(store, visitor, shop, { title: 'A question' });
  createIssue(store, owner, vault, { title: 'Secret incident', labels: ['incident'] });
  return { store, owner, visitor };
}

const { store, owner, visitor } = makeIssues();
const found = (search: string, as = visitor) => searchIssues(store, as, search).map(({ title }) => title);

describe('searching issues', () => {
  test.each([
    ['by repository and state', 'repo:acme/shop is:open', ['A question', '[INCIDENT P0] Checkout down']],
    ['by label', 'label:incident', ['Search slow', '[INCIDENT P0] Checkout down']],
    ['by a label with a space', 'label:"status: investigating"', ['[INCIDENT P0] Checkout down']],
    ['by either of two labels', 'label:p0,bug', ['[INCIDENT P0] Checkout down']],
    ['without a label', '-label:incident', ['A question']],
    ['by words in the title', 'checkout', ['[INCIDENT P0] Checkout down']],
    ['by words in the body', '"latency is"', ['Search slow']],
    ['by words in a comment', 'index', ['Search slow']],
    ['by words in the title only', 'index in:title', []],
    ['by author', 'author:visitor', ['A question']],
    ['by assignee', 'assignee:lead', ['[INCIDENT P0] Checkout down']],
    ['without labels', 'no:label', ['A question']],
    ['by commenter', 'commenter:visitor', ['Search slow']],
    ['by day', 'created:2026-03-03', ['Search slow']],
    ['by span', 'created:2026-03-02..2026-03-03 is:issue', ['Search slow', '[INCIDENT P0] Checkout down']],
    ['since an instant', 'created:>=2026-03-03T09:00:00Z', ['A question', 'Search slow']],
    ['by reason', 'is:closed reason:"not planned"', ['Search slow']],
    ['oldest first', 'sort:created-asc', ['[INCIDENT P0] Checkout down', 'Search slow', 'A question']],
    ['pull requests, of which there are none', 'is:pr', []],
  ])('%s', (_name, search, titles) => {
    expect(found(search)).toEqual(titles);
  });

  test('what the asker may not see is not found', () => {
    expect(found('secret')).toEqual([]);
    expect(found('secret', owner)).toEqual(['Secret incident']);
  });

  test.each([
    ['an empty search', ' ', 422],
    ['a date that is none', 'created:yesterday', 422],
    ['a qualifier the sandbox does not know', 'milestone:x', 501],
    ['a state the sandbox does not know', 'is:queued', 501],
  ])('%s is refused', (_name, search, status) => {
    expect(() => found(search)).toThrow(expect.objectContaining({ status }));
  });
});
