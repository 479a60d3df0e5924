// What was read of policies is remembered: by its text, by what it lies over, and bases only for a while.
import { describe, expect, test } from 'vitest';
import type { PolicyFile } from '../../../src/core/facts.ts';
import { plus } from '../../../src/core/time.ts';
import { rememberBases } from '../../../src/shell/engine/base-policies.ts';
import type { PolicyFrom } from '../../../src/shell/engine/parts.ts';
import { policyParts } from '../../../src/shell/engine/policy-memory.ts';
import { T0 } from '../../support/builders.ts';
import { policyFrom as fake } from '../../support/fake-thread.ts';

const clock = { at: T0, now: (): string => clock.at, offset: () => 0, setOffset: () => undefined };
const file = (version: string): PolicyFile => ({
  source: 'acme/shop/.github/firebreak.yml',
  version,
  text: 'levels: []',
});

describe('readings', () => {
  function counted() {
    const calls: string[] = [];
    const from: PolicyFrom = (asked, lastGood, bases) => {
      calls.push(asked.version);
      return fake(asked, lastGood, bases);
    };
    return { calls, from: policyParts(from, clock).policyFrom };
  }

  test.each([
    { name: 'the same file', again: [file('v1'), null, {}] as const, read: 1 },
    { name: 'another version', again: [file('v2'), null, {}] as const, read: 2 },
    { name: 'another last good one', again: [file('v1'), file('v0'), {}] as const, read: 2 },
    { name: 'another version of its base', again: [file('v1'), null, { 'acme/policies:a.yml': file('v9') }] as const, read: 2 },
    { name: 'the same version composed with its base', again: [{ ...file('v1'), text: '{"levels":[]}' }, null, {}] as const, read: 2 },
    { name: 'a last good one composed anew', again: [file('v1'), { ...file('v1'), text: '{}' }, {}] as const, read: 2 },
    { name: 'a base that is gone', again: [file('v1'), null, { 'acme/policies:a.yml': null }] as const, read: 2 },
  ])('$name: read $read times', ({ again, read }) => {
    const { calls, from } = counted();
    from(file('v1'), null, {});
    from(again[0], again[1], again[2]);
    expect(calls).toHaveLength(read);
  }); // biome-ignore format: a table
});

test('what incidents keep is read once for each text, and says where each of them has it from', () => {
  const { readKept } = policyParts(fake, clock);
  const written = '{"levels":[{"name":"P0"}]}';
  const first = readKept({ source: 'a', version: 'v1', preset: 'none', written });
  const second = readKept({ source: 'b', version: 'v2', preset: 'none', written });
  expect(second?.levels).toBe(first?.levels);
  expect([first?.source, second?.source]).toEqual([{ from: 'a', version: 'v1' }, { from: 'b', version: 'v2' }]);
}); // biome-ignore format: one thought a line

test.each(['', '[]', 'null', '7', '{'])('what an incident keeps is no policy at all (%j): none', (written) => {
  const { readKept } = policyParts(fake, clock);
  expect(readKept({ source: 'a', version: 'v1', preset: 'none', written })).toBeNull();
});

test('a base is asked for again after five minutes, and not before; that there is none is remembered too', async () => {
  const asked: string[] = [];
  const bases = rememberBases(clock);
  const gateway = {
    policyAt: async (name: string) => {
      asked.push(name);
      return name === 'acme/policies:a.yml' ? file('v1') : null;
    },
  };
  for (const minutes of ['PT0M', 'PT4M', 'PT1M', 'PT1M']) {
    clock.at = plus(clock.at, minutes);
    expect(await bases(gateway, 5, 'acme/policies:a.yml')).toEqual(file('v1'));
    expect(await bases(gateway, 5, 'acme/gone:a.yml')).toBeNull();
  }
  expect(asked.filter((name) => name === 'acme/policies:a.yml')).toHaveLength(2);
  expect(asked.filter((name) => name === 'acme/gone:a.yml')).toHaveLength(2);
});

test('what one installation may read is not another’s to know', async () => {
  const bases = rememberBases(clock);
  expect(await bases({ policyAt: async () => file('secret') }, 5, 'acme/policies:a.yml')).toEqual(file('secret'));
  expect(await bases({ policyAt: async () => null }, 6, 'acme/policies:a.yml')).toBeNull();
});
