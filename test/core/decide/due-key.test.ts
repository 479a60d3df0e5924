// The key of a comment that the clock makes says what was due, and can be read back.
import { describe, expect, test } from 'vitest';
import type { Due } from '../../../src/core/clock/due.ts';
import { dueKey, levelInKey, readDueKey } from '../../../src/core/decide/due-key.ts';
import { effectMarker } from '../../../src/core/marker.ts';
import * as build from '../../support/builders.ts';

const policy = build.aPolicy();
const at = build.minute(15);
const step = (key: string): Due => ({ kind: 'escalation', at, key, step: Number(key.split('/')[1]) });

describe('what was due', () => {
  test.each([
    { items: [step('P0/0'), step('P0/1')], key: 'step-0-0.step-0-1', steps: ['P0/0', 'P0/1'], level: 'P0' },
    { items: [step('P2/1'), { kind: 'update', at }], key: 'step-2-1.update', steps: ['P2/1'], level: 'P2' },
    { items: [step('unassigned/0')], key: 'step-unassigned', steps: ['unassigned/0'], level: null },
    { items: [{ kind: 'monitoring-over', at }], key: 'monitoring-over', steps: [], level: null },
  ] as const)('$key', ({ items, key, steps, level }) => {
    const written = dueKey(build.anIncident(), policy, items);
    expect(written).toBe(`due/2026-03-01T04:15:00Z/${key}`);
    expect(readDueKey(written, policy)).toEqual({
      steps,
      update: key.includes('update'),
      monitoringOver: key === 'monitoring-over',
      passed: [],
    });
    expect(levelInKey(written, policy)).toBe(level);
  });

  test.each([
    { about: 'P0', said: 'response:P0:2026-03-01T04:15:00Z' },
    { about: 'SEV 1-a', said: 'response:SEV_00201_002da:2026-03-01T04:15:00Z' },
    { about: '7001.0', said: 'response:7001_002e0:2026-03-01T04:15:00Z' },
    { about: 'ein_Ä/--', said: 'response:ein_005f_00c4_002f_002d_002d:2026-03-01T04:15:00Z' },
  ])('what is said once, about $about', ({ about, said }) => {
    const key = `response/${about}/${at}`;
    const items: readonly Due[] = [
      { kind: 'response', at: build.minute(17), about, key },
      { kind: 'update', at },
    ];
    const written = dueKey(build.anIncident(), policy, items);
    expect(written).toBe(`due/2026-03-01T04:17:00Z/${said}.update`);
    expect(() => effectMarker(written)).not.toThrow();
    expect(readDueKey(written, policy)).toEqual({ steps: [], update: true, monitoringOver: false, passed: [key] });
  });

  test('keys of other comments say nothing; steps of levels that are gone are left out', () => {
    expect([readDueKey('reply/7', policy), readDueKey('report/7', policy)]).toEqual([null, null]);
    expect(readDueKey('due/2026-03-01T04:15:00Z/step-9-0.update', policy)).toMatchObject({ steps: [], update: true });
    expect(levelInKey('reply/7/did-0-1', policy)).toBeNull();
  });
});
