// What is live is what came last to success, as for incident windows: a deployment that was created before the rollback and succeeded after it is.
import { expect, test } from 'vitest';
import type { Client } from '../../../src/shell/github/client.ts';
import { liveVersion } from '../../../src/shell/github/live-version.ts';
import * as build from '../../support/builders.ts';

const sha = (letter: string) => letter.repeat(40);
const at = (minute: number) => build.minute(minute);
type Told = readonly [state: string, minute: number];
const deployment = (id: string, created: number, ...statuses: readonly Told[]) => ({
  id,
  commitOid: sha(id),
  createdAt: at(created),
  statuses: { nodes: statuses.map(([state, minute]) => ({ state, createdAt: at(minute) })) },
});

function live(...nodes: readonly ReturnType<typeof deployment>[]) {
  const answer = { data: { repository: { url: 'https://github.example/o/r', deployments: { nodes } } }, errors: [] };
  // biome-ignore lint/suspicious/noExplicitAny: a client that knows one answer
  const client = { turn: { unasked: 60_000 }, query: async () => answer } as any as Client;
  return liveVersion(client, build.issue, { environment: 'production' });
}

test.each([
  [
    'the newest, where none overtook another',
    [deployment('b', 5, ['SUCCESS', 6]), deployment('a', 1, ['SUCCESS', 2])],
    { id: 'b', sha: sha('b'), at: at(6) },
  ],
  [
    'a slow one that succeeded after the rollback that was created later',
    [deployment('b', 5, ['SUCCESS', 6]), deployment('a', 1, ['SUCCESS', 9])],
    { id: 'a', sha: sha('a'), at: at(9) },
  ],
  [
    'by the first success: another one after it changes nothing',
    [deployment('b', 5, ['SUCCESS', 6]), deployment('a', 1, ['SUCCESS', 9], ['INACTIVE', 6], ['SUCCESS', 2])],
    { id: 'b', sha: sha('b'), at: at(6) },
  ],
  ['none, where none succeeded', [deployment('a', 1, ['FAILURE', 2])], null],
] as const)('%s', async (_what, deployments, expected) => {
  expect(await live(...deployments)).toEqual(expected);
});
