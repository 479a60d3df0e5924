// The same loop in a host without a database: the card is the only memory.
import { beforeEach, describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { systemClock } from '../../../src/shell/engine/clock.ts';
import type { LoopParts } from '../../../src/shell/engine/parts.ts';
import { policyParts } from '../../../src/shell/engine/policy-memory.ts';
import { runOnce } from '../../../src/shell/engine/run-once.ts';
import { databases } from '../../support/databases.ts';
import { commented, deliveryOf, opened, TestEngine } from '../../support/engine.ts';
import { bot, FakeGitHub, type Fault, fakeBrain, policyFrom, readCard, ready } from '../../support/fake-thread.ts';

describe('a run without a database', () => {
  let github: FakeGitHub;
  let issue: IssueRef;
  let waits: number[];
  const clock = systemClock();
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds);
    github.down = false;
  };
  const parts = (): LoopParts => ({
    brain: fakeBrain(),
    ready,
    readCard,
    ...policyParts(policyFrom, clock),
    clock,
    log: () => undefined,
    self: async () => ({ botId: bot.id, botIds: [bot.id], login: bot.login }),
    gateway: () => github.gateway,
  });
  beforeEach(() => {
    github = new FakeGitHub();
    issue = github.issue(1);
    github.thread(issue);
    waits = [];
  });

  const declare = () => runOnce(parts(), opened(issue, clock.now()), wait);
  const say = (body: string) => runOnce(parts(), commented(issue, github.comment(issue, body)), wait);

  test('declares, and the next run goes on from the card', async () => {
    expect(await declare()).toEqual({ outcome: 'declared:opened' });
    expect(await say('/say one')).toEqual({ outcome: 'done:say' });
    expect(await say('/say two')).toEqual({ outcome: 'done:say' });
    expect(github.said(issue)).toEqual(['declared', 'one', 'two']);
    expect(github.cards(issue)).toHaveLength(1);
    expect(github.record(issue)?.revision).toBe(3);
  });

  test('asks nothing about a comment that is none of our business', async () => {
    expect(await say('thanks')).toEqual({ outcome: 'ignored:not-ours' });
    expect(github.asked).toEqual([]);
  });

  test('run again says nothing twice', async () => {
    await declare();
    await declare();
    const comment = github.comment(issue, '/say one');
    await runOnce(parts(), commented(issue, comment), wait);
    await runOnce(parts(), commented(issue, comment), wait);
    expect(github.said(issue)).toEqual(['declared', 'one']);
  });

  test.each<[string, Fault]>([
    ['performed', 'performed-but-uncertain'],
    ['lost', 'lost-and-uncertain'],
    ['put off', 'retry'],
  ])('tries again when an effect was %s, and it is there once', async (_name, fate) => {
    await declare();
    const fates: Fault[] = [fate];
    github.fault = (effect) => (effect.key.startsWith('say-') ? (fates.shift() ?? null) : null);
    await say('/say one');
    expect(github.said(issue)).toEqual(['declared', 'one']);
    expect(waits).toEqual([1000]);
  });

  test('waits for GitHub a few times, then fails', async () => {
    github.down = true;
    const never = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    await expect(runOnce(parts(), opened(issue, clock.now()), never)).rejects.toThrow('GitHub is down');
    expect(waits).toEqual([1000, 5000, 15_000]);
  });

  test.each(databases)('and an app on %s continue each other', async (_kind, fresh) => {
    const place = await fresh();
    const app = await new TestEngine(place, github).start();
    await declare();
    await app.say(issue, '/say app');
    await app.idle();
    await say('/say run');
    await app.engine.accept([deliveryOf(commented(issue, github.comment(issue, '/say again')))]);
    await app.idle();
    await app.stop();
    await place.dispose();
    expect(github.said(issue)).toEqual(['declared', 'app', 'run', 'again']);
    expect(github.cards(issue)).toHaveLength(1);
    expect(github.record(issue)?.revision).toBe(4);
  });
});
