// Signed deliveries as GitHub sends them, ready to be written to a socket: GitHub's own recorded payload with the sample's names in it.
import { createHmac, randomUUID } from 'node:crypto';
import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import * as z from 'zod';
import { bot, people } from '../../test/support/builders.ts';
import type { Sample } from './sample.ts';

export const webhookSecret = 'the webhook secret of the benchmark';

/** What the commands among them say. The stub shows the same text when it is asked for the comment. */
export const COMMAND = '/note Rolled back one of three servers, watching the error rate';
const CHAT = 'The graph of the second server looks better, but I do not see yet why.';

export type DeliveryKind = 'command' | 'chat' | 'elsewhere' | 'echo';

/** Of ten comments one is a command, six are talk in the incident, two are on other issues, one is an echo of our own. */
const mixture: readonly DeliveryKind[] = [
  'command',
  ...Array.from({ length: 6 }, (): DeliveryKind => 'chat'),
  'elsewhere',
  'elsewhere',
  'echo',
];

let nextComment = 3_500_000_001;

/** So many requests: the mixture above, or commands only. Every comment is a new one. */
export function deliveries(count: number, samples: readonly Sample[], only?: DeliveryKind): readonly Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = only ?? mixture[index % mixture.length] ?? 'chat';
    const round = only === undefined ? Math.floor(index / mixture.length) : index;
    const sample = samples[round % samples.length];
    if (sample === undefined) throw new Error('Deliveries need an incident to be about.');
    nextComment += 1;
    return requestOf(payloadOf(kind, sample, nextComment));
  });
}

type Payload = Readonly<Record<string, unknown>>;
const Example = z.looseObject({
  installation: z.looseObject({ id: z.number() }),
  issue: z.looseObject({}),
  comment: z.looseObject({}),
  repository: z.looseObject({ owner: z.looseObject({}) }),
});

/** A recorded payload of an app's installation, with everything that GitHub puts into it. */
const recorded = (() => {
  const { examples: all = [] } = examples.find(({ name }) => name === 'issue_comment') ?? {};
  const found = all.map((one) => Example.safeParse(one)).find(({ success }) => success);
  if (found?.data === undefined) throw new Error('There is no recorded issue_comment of an app.');
  return found.data;
})();

/** What GitHub sends for a comment of this kind. */
export function payloadOf(kind: DeliveryKind, { record, installationId }: Sample, id: number): Payload {
  const { issue } = record;
  const author = accountOf(kind === 'echo' ? bot : people.responder);
  const now = new Date().toISOString();
  const labels = kind === 'elsewhere' ? ['bug'] : ['incident', 'P0', 'status: investigating'];
  const title = kind === 'elsewhere' ? 'A button is blue' : `[INCIDENT P0] ${record.summary}`;
  return {
    ...recorded,
    action: 'created',
    installation: { ...recorded.installation, id: installationId },
    sender: author,
    repository: {
      ...recorded.repository,
      id: issue.repositoryId,
      name: issue.repo,
      owner: { ...recorded.repository.owner, login: issue.owner },
    },
    issue: {
      ...recorded.issue,
      number: issue.number,
      node_id: issue.nodeId,
      title,
      body: '',
      labels: labels.map((name) => ({ name })),
    },
    comment: {
      ...recorded.comment,
      id,
      node_id: `IC_${id}`,
      body: kind === 'command' ? COMMAND : CHAT,
      user: author,
      performed_via_github_app: null,
      created_at: now,
      updated_at: now,
    },
  };
}

function accountOf({ id, login, nodeId, bot: isBot }: typeof bot) {
  return { id, login, node_id: nodeId, type: isBot ? 'Bot' : 'User' };
}

function requestOf(payload: Payload): Buffer {
  const body = Buffer.from(JSON.stringify(payload));
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    'Host: 127.0.0.1',
    'Accept: */*',
    'User-Agent: GitHub-Hookshot/0000000',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    `X-GitHub-Delivery: ${randomUUID()}`,
    'X-GitHub-Event: issue_comment',
    'X-GitHub-Hook-ID: 1',
    `X-Hub-Signature-256: sha256=${signature}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
