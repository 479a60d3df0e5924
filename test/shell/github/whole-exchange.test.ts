// The gateway against the local GitHub over a whole exchange: what was lost is there once in the end, and an issue goes through all its states.
import { describe, expect, test } from 'vitest';
import { cardMarker, effectMarker } from '../../../src/core/marker.ts';
import type { ReadyEffect } from '../../../src/shell/github/port.ts';
import { type LocalGitHub, localGitHub, nothing, shop } from './local-github.ts';

const say = (key: string, urgency: 'page' | 'reply' = 'reply'): ReadyEffect => ({
  kind: 'comment',
  key,
  urgency,
  text: `Hello\n\n${effectMarker(key)}`,
});

const card = (key: string, commentNodeId: string | null = null): ReadyEffect => ({
  kind: 'card',
  key,
  text: `${cardMarker} -->\n${effectMarker(key)}\n\nThe card (${key})`,
  commentNodeId,
});

/** Sends the effects as the engine does: what is in doubt is looked for, what is not done is sent again. */
async function insist(
  { incidents }: LocalGitHub,
  issue: Parameters<LocalGitHub['look']>[0],
  effects: readonly ReadyEffect[],
) {
  const first = await incidents.perform(issue, effects, {});
  const open = effects.filter((_, index) => first[index]?.ok === false);
  const found = await incidents.findOwn(
    issue,
    open.map(({ key }) => key),
  );
  return incidents.perform(
    issue,
    open.filter(({ key }) => !found.has(key)),
    {},
  );
}

describe('F-23 a document whose answer is lost is there once in the end', () => {
  const faults = [
    ['performed, then 502', { status: 502, after: true }],
    ['performed, then the connection is cut', { reset: true, after: true }],
    ['not performed, 502', { status: 502 }],
    ['not performed, the connection is cut', { reset: true }],
  ] as const;
  test.each(faults)('%s', async (_, fault) => {
    const github = await localGitHub();
    const issue = await github.declare();
    await github.gateway.identity();
    github.fault('POST /graphql', { ...fault, match: 'addComment' });
    await insist(github, issue, [
      say('reply/1'),
      card('card/1'),
      { kind: 'title', key: 'title/1', title: '[INCIDENT P0] Down' },
    ]);
    expect(await github.thread(issue)).toEqual([expect.stringContaining('reply/1'), expect.stringContaining('card/1')]);
    expect((await github.look(issue)).title).toBe('[INCIDENT P0] Down');
  });
});

test('an edit by somebody else shows with its editor', async () => {
  const { incidents, declare, as } = await localGitHub();
  const issue = await declare();
  await incidents.perform(issue, [card('card/1')], {});
  const found = await incidents.facts(issue, { ...nothing, card: 'find' });
  await as('lead').rest.issues.updateComment({
    ...shop,
    comment_id: found.card?.id ?? 0,
    body: `${cardMarker} --> mine now`,
  });
  const { card: live } = await incidents.facts(issue, { ...nothing, card: found.card?.nodeId ?? '' });
  expect(live).toMatchObject({ edited: true, editor: { login: 'lead' }, author: { login: 'firebreak[bot]' } });
});

test('closing for each reason, and opening again', async () => {
  const { incidents, declare, look } = await localGitHub();
  const issue = await declare();
  for (const reason of ['completed', 'not_planned', 'duplicate'] as const) {
    await incidents.perform(issue, [{ kind: 'close', key: `close/${reason}`, reason }], {});
    expect(await look(issue)).toMatchObject({ state: 'closed', state_reason: reason });
    expect((await incidents.facts(issue, nothing)).issue).toMatchObject({ state: 'closed', stateReason: reason });
    await incidents.perform(issue, [{ kind: 'reopen', key: `reopen/${reason}` }], {});
    expect((await look(issue)).state).toBe('open');
  }
});
