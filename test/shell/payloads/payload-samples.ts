// Payloads as GitHub sends them, cut to what a row of a test is about.

export const self = { botId: 900, botIds: [900, 901], appId: 7 };

export const responder = { id: 11, login: 'responder', node_id: 'U_11', type: 'User' };
export const bot = { id: 900, login: 'firebreak[bot]', node_id: 'BOT_900', type: 'Bot' };
export const otherBot = { id: 901, login: 'github-actions[bot]', node_id: 'BOT_901', type: 'Bot' };

const issue = {
  id: 5,
  node_id: 'I_5',
  number: 42,
  title: '[INCIDENT P0] Checkout fails',
  body: 'Users see errors.',
  user: responder,
  labels: [{ name: 'incident' }, { name: 'P0' }],
  created_at: '2026-03-01T04:05:06Z',
  updated_at: '2026-03-01T04:06:00Z',
  closed_at: null,
};

const comment = {
  id: 77,
  node_id: 'IC_77',
  body: '/ack',
  user: responder,
  created_at: '2026-03-01T04:07:00Z',
  updated_at: '2026-03-01T04:07:00Z',
  performed_via_github_app: null,
};

const around = {
  repository: { id: 3, name: 'shop', owner: { login: 'sample-org' } },
  sender: responder,
  installation: { id: 9 },
};

export type Over = Readonly<Record<string, unknown>>;

/** An `issues` payload; `over` replaces top-level fields, `issueOver` fields of the issue. */
export function issues(action: string, over: Over = {}, issueOver: Over = {}): unknown {
  return { action, issue: { ...issue, ...issueOver }, ...around, ...over };
}

/** An `issue_comment` payload; `over` replaces top-level fields, `commentOver` fields of the comment, `issueOver` of the issue. */
export function commented(action: string, over: Over = {}, commentOver: Over = {}, issueOver: Over = {}): unknown {
  return { action, issue: { ...issue, ...issueOver }, comment: { ...comment, ...commentOver }, ...around, ...over };
}
