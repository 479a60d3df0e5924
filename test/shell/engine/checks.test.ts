// Checks that the app makes itself: beside the incidents' loop, asked again after a crash, and told to the incident once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Brain } from '../../../src/core/brain.ts';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import type { AskedCheck, CheckAnswer } from '../../../src/core/mitigation/asked-check.ts';
import type { Checker } from '../../../src/shell/checks/checker.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';
import { FakeGitHub, fakeBrain } from '../../support/fake-thread.ts';

const checks: readonly AskedCheck[] = [{ id: 'health', kind: 'health', url: 'https://shop.example.com/health' }];
const fine: CheckAnswer = { id: 'health', result: 'passed', says: 'answered 200', value: null };

describe.each(databases)('checks on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let app: TestEngine;
  let issue: IssueRef;
  /** What incidents heard. */
  let heard: (readonly CheckAnswer[])[] = [];
  let asked: (readonly AskedCheck[])[] = [];
  let answer: (signal: AbortSignal) => Promise<readonly CheckAnswer[]>;

  const checker: Checker = {
    hosts: ['shop.example.com'],
    ask: (given, signal) => {
      asked.push(given);
      return answer(signal);
    },
  };

  function brain(): Brain {
    const usual = fakeBrain();
    return {
      ...usual,
      decide: (situation) => {
        const { trigger } = situation;
        const decision = usual.decide(situation);
        if (trigger.kind === 'checked') heard.push(trigger.answers);
        if (trigger.kind !== 'commented' || trigger.comment.body !== '/say verify') return decision;
        expect(situation.checkHosts).toEqual(['shop.example.com']);
        const key = `check/${trigger.comment.id}`;
        const effect = { kind: 'check', key, operation: key, checks: JSON.stringify(checks) } as const;
        return { ...decision, effects: [...decision.effects, effect] };
      },
    };
  }

  beforeAll(async () => {
    place = await fresh();
    app = await new TestEngine(place, new FakeGitHub(), {}, { brain: brain(), checker }).start();
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });
  let number = 0;
  beforeEach(async () => {
    heard = [];
    asked = [];
    answer = async () => [fine];
    number += 10;
    issue = app.github.issue(number);
    await app.open(issue);
    await app.idle();
  });

  test('are asked as decided, and their answers come back in the incident’s own order', async () => {
    await app.say(issue, '/say verify');
    await app.idle();
    expect([asked, heard]).toEqual([[checks], [[fine]]]);
  });

  test('of a host that hangs hold up neither the incident nor another one', async () => {
    const waiting = Promise.withResolvers<readonly CheckAnswer[]>();
    answer = () => waiting.promise;
    await app.say(issue, '/say verify');
    const other = app.github.issue(number + 1);
    await app.open(other);
    await app.say(issue, '/say page-everybody');
    await app.say(other, '/say and-here');
    const said = (of: IssueRef) => app.github.said(of).join('\n');
    await app.until(() => said(issue).includes('page-everybody') && said(other).includes('and-here'));
    expect(heard).toEqual([]);
    waiting.resolve([fine]);
    await app.idle();
    expect(heard).toEqual([[fine]]);
  });

  test('that were under way when the app was stopped are asked again, and heard once', async () => {
    const begun = Promise.withResolvers<void>();
    answer = (signal) => {
      begun.resolve();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve([{ ...fine, result: 'failed' }])));
    };
    await app.say(issue, '/say verify');
    await begun.promise;
    const stopped = app.stop();
    await stopped;
    answer = async () => [fine];
    await app.start();
    await app.idle();
    expect(asked).toHaveLength(2);
    expect(heard).toEqual([[fine]]);
  });
});
