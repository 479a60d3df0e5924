// GraphQL node ids: opaque to clients, readable here.

/** Kinds of things with a node id, and the prefix GitHub gives them. */
export const nodePrefixes = {
  user: 'U',
  bot: 'BOT',
  organisation: 'O',
  team: 'T',
  repository: 'R',
  label: 'LA',
  issue: 'I',
  comment: 'IC',
  reaction: 'REA',
  issueEvent: 'IE',
  app: 'A',
  installation: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u',
  workflow: 'W',
  workflowRun: 'WFR',
  job: 'CR',
  environment: 'EN',
  deployment: 'DE',
  deploymentStatus: 'DES',
  // The id of a pull request's node is made of its issue's.
  pullRequest: 'PR',
  review: 'PRR',
  reviewRequest: 'RR',
  checkSuite: 'CS',
  checkRun: 'CR',
  commitStatus: 'SC',
  release: 'RE',
  branchRule: 'RRS',
  activity: 'PSH',
} as const;

/** A kind of thing with a node id. */
export type NodeKind = keyof typeof nodePrefixes;

/** The node id of a thing. */
export function nodeIdOf(kind: NodeKind, id: number): string {
  return `${nodePrefixes[kind]}_kwDO${Buffer.from(String(id)).toString('base64url')}`;
}

/** What a node id names, or null when it is none of ours. It may be gone all the same. */
export function readNodeId(nodeId: string): { readonly kind: NodeKind; readonly id: number } | null {
  const split = nodeId.lastIndexOf('_kwDO');
  const prefix = nodeId.slice(0, Math.max(split, 0));
  const id = Number(Buffer.from(nodeId.slice(split + 5), 'base64url').toString());
  for (const [kind, known] of Object.entries(nodePrefixes)) {
    if (known === prefix && isNodeKind(kind) && Number.isSafeInteger(id) && nodeIdOf(kind, id) === nodeId)
      return { kind, id };
  }
  return null;
}

function isNodeKind(kind: string): kind is NodeKind {
  return kind in nodePrefixes;
}
