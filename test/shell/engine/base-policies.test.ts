// A base policy that cannot be read holds nobody up: what is known instead is in force, and nothing that GitHub throws stops an incident.
import { beforeEach, describe, expect, test } from 'vitest';
import type { PolicyFile } from '../../../src/core/facts.ts';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { minus } from '../../../src/core/time.ts';
import { rememberBases } from '../../../src/shell/engine/base-policies.ts';
import { cardStore } from '../../../src/shell/engine/card-store.ts';
import { systemClock } from '../../../src/shell/engine/clock.ts';
import { decideTrigger } from '../../../src/shell/engine/loop.ts';
import type { LoopParts, PolicyFrom } from '../../../src/shell/engine/parts.ts';
import { policyParts } from '../../../src/shell/engine/policy-memory.ts';
import { GitHubRefused, GitHubUnavailable } from '../../../src/shell/github/port.ts';
import { opened } from '../../support/engine.ts';
import { bot, FakeGitHub, policyFrom as fake, fakeBrain, readCard, ready } from '../../support/fake-thread.ts';

const NAME = 'acme/policies:a.yml';
const base: PolicyFile = { source: 'acme/policies/a.yml', version: 'v1', text: 'levels: []' };
const good: PolicyFile = { source: 'acme/shop/.github/firebreak.yml', version: 'v0', text: '{}' };

describe('in the loop', () => {
  let github: FakeGitHub;
  let issue: IssueRef;
  /** What the loop had of the base in the end. */
  let had: PolicyFile | null | undefined;
  const clock = systemClock();
  beforeEach(() => {
    github = new FakeGitHub();
    issue = github.issue(1);
    github.thread(issue);
    had = undefined;
  });

  const extending: PolicyFrom = (file, lastGood, bases) => {
    const needs = Object.hasOwn(bases, NAME) ? null : NAME;
    if (needs === null) had = bases[NAME];
    return { ...fake(file, lastGood, bases), lastGood, needs };
  };

  function parts(policyAt: () => Promise<PolicyFile | null>, repositoryIsPrivate = true): LoopParts {
    const gateway = {
      ...github.gateway,
      policyAt,
      facts: async (...asked: Parameters<typeof github.gateway.facts>) => {
        const facts = await github.gateway.facts(...asked);
        return { ...facts, repository: { ...facts.repository, private: repositoryIsPrivate } };
      },
    };
    return {
      brain: fakeBrain(),
      ready,
      readCard,
      ...policyParts(extending, clock),
      clock,
      log: () => undefined,
      self: async () => ({ botId: bot.id, botIds: [bot.id], login: bot.login }),
      gateway: () => gateway,
    };
  }

  async function declared(made: LoopParts, age: string, lastGood: PolicyFile | null = null): Promise<string> {
    const store = cardStore();
    await store.keepPolicy(issue.repositoryId, lastGood, []);
    return decideTrigger(made, store, opened(issue, minus(clock.now(), age)));
  }

  const fails = (error: Error) => async () => {
    throw error;
  };

  test.each([
    { name: 'refused', error: new GitHubRefused('no', 422) },
    { name: 'a name that nobody understands', error: new RangeError('no such name') },
  ])('$name: the incident is declared, and the base was not read', async ({ error }) => {
    expect(await declared(parts(fails(error)), 'PT0S')).toBe('declared:opened');
    expect(had).toMatchObject({ source: 'acme/policies/a.yml', text: null, notRead: 'refused' });
  });

  const down = new GitHubUnavailable('GitHub is down');

  test('GitHub cannot be asked, and nothing else is known: tried again for a moment', async () => {
    await expect(declared(parts(fails(down)), 'PT5S')).rejects.toBe(down);
  });

  test.each([
    { name: 'for a while already', age: 'PT15S', lastGood: null },
    { name: 'and the last good policy is known', age: 'PT0S', lastGood: good },
  ])('GitHub cannot be asked, $name: nobody waits for it', async ({ age, lastGood }) => {
    expect(await declared(parts(fails(down)), age, lastGood)).toBe('declared:opened');
    expect(had).toMatchObject({ text: null, notRead: 'unavailable' });
  });

  test.each([
    { name: 'a private base is not shown in a public repository', here: false, there: true, why: 'private' },
    { name: 'a public base is', here: false, there: false, why: undefined },
    { name: 'a private base is shown in a private one', here: true, there: true, why: undefined },
  ])('$name', async ({ here, there, why }) => {
    await declared(
      parts(async () => ({ ...base, private: there }), here),
      'PT0S',
    );
    expect(had?.notRead).toBe(why);
  });
});

describe('remembered', () => {
  const clock = {
    at: '2026-03-01T04:00:00Z',
    now: (): string => clock.at,
    offset: () => 0,
    setOffset: () => undefined,
  };

  test('GitHub cannot be asked any more: what it said the last time', async () => {
    const bases = rememberBases(clock);
    clock.at = '2026-03-01T04:00:00Z';
    expect(await bases({ policyAt: async () => base }, 5, NAME)).toBe(base);
    clock.at = '2026-03-01T05:00:00Z';
    const down = async () => {
      throw new GitHubUnavailable('down');
    };
    expect(await bases({ policyAt: down }, 5, NAME)).toBe(base);
    await expect(bases({ policyAt: down }, 5, 'acme/other:a.yml')).rejects.toThrow('down');
  });

  test('a refusal is not asked for again at once', async () => {
    const bases = rememberBases(clock);
    let asked = 0;
    const gateway = {
      policyAt: async () => {
        asked += 1;
        throw new GitHubRefused('no', 422);
      },
    };
    await expect(bases(gateway, 5, NAME)).rejects.toThrow('no');
    await expect(bases(gateway, 5, NAME)).rejects.toThrow('no');
    expect(asked).toBe(1);
  });
});
