// Whatever the gates and whatever is said: nobody comes through a strict gate with what it needs open unless it was forced, and no cause holds mitigation.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comesLater } from '../../../src/core/checklist/cause.ts';
import { openBefore } from '../../../src/core/checklist/gate.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import type { Gate, Gated, Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const base = build.aPolicy();
const gated = ['mitigating', 'monitoring', 'resolved', 'closed'] as const satisfies readonly Gated[];
const ids = base.checklist.map(({ id }) => id);

const gate: fc.Arbitrary<Gate> = fc.record({
  needs: fc.subarray(ids, { maxLength: 4 }),
  roles: fc.subarray(['commander', 'scribe']),
  owed: fc.subarray(['backfills', 'follow_ups']),
  strict: fc.boolean(),
});
const policies: fc.Arbitrary<Policy> = fc
  .record({
    gates: fc.record({ mitigating: gate, monitoring: gate, resolved: gate, closed: gate }, { requiredKeys: [] }),
    watched: fc.boolean(),
  })
  .map(({ gates, watched }) => ({
    ...base,
    gates,
    levels: base.levels.map((level) => (watched ? level : { ...level, monitor: null })),
  }));

const number = fc.integer({ min: 0, max: ids.length + 1 });
const said = fc.oneof(
  fc.array(number, { minLength: 1, maxLength: 5 }).map((numbers) => `/check ${numbers.join(' ')}`),
  number.map((one) => `/check ${one} --undo`),
  number.map((one) => `/na ${one} not here`),
  fc.constantFrom('/status mitigating', '/status monitoring', '/status identified', '/resolve', '/close', '/reopen', '/ack', '/role scribe @lead', '/resolve --force known', '/close --force known', '/na 6 --force known', 'by hand', 'a label', 'later'),
); // biome-ignore format: a list

/** One step, by a responder; only the lead may force. */
function play(model: Model, step: string): void {
  if (step === 'by hand') model.close(build.people.responder);
  else if (step === 'later') model.later('PT3H');
  else if (step === 'a label') model.relabel(build.people.responder, ['status: monitoring'], []);
  else model.say(step.includes('--force') ? build.people.lead : build.people.responder, step);
}

/** The gates that a step led through: where the incident was not before it, closed through resolved. */
function entered(before: Incident, after: Incident): readonly Gated[] {
  if (before.status === after.status) return [];
  const through = after.status === 'closed' && before.status !== 'resolved' ? ['resolved', 'closed'] : [after.status];
  return gated.filter((one) => through.includes(one));
}

test('S002-01 a strict gate lets nothing through that it needs, and mitigation waits for no cause', () => {
  fc.assert(
    fc.property(policies, fc.array(said, { maxLength: 14 }), (policy, steps) => {
      const model = new Model({}, policy);
      model.open();
      for (const step of steps) {
        const before = model.record;
        play(model, step);
        const after = model.record;
        if (before === null || after === null) return;
        const forced = after.timeline.slice(before.timeline.length).some(({ kind }) => kind === 'overridden');
        for (const one of entered(before, after)) {
          const { items, roles } = openBefore(one, after, policy);
          if (policy.gates[one]?.strict === true && !forced) expect([step, one, items, roles]).toEqual([step, one, [], []]);
        }
        if (step === '/status mitigating' && before.milestones.declared !== null) {
          const open = (policy.gates.mitigating?.needs ?? []).flatMap((id) => before.checklist.filter((item) => item.id === id && item.state === 'open'));
          const roles = policy.gates.mitigating?.roles ?? [];
          const isHeld = model.record?.status !== 'mitigating' && ['investigating', 'identified', 'monitoring'].includes(before.status);
          const onlyCause = open.every((item) => comesLater('mitigating', { ...item, stage: policy.checklist.find(({ id }) => id === item.id)?.stage ?? 'during' }));
          if (isHeld && onlyCause) expect([step, roles.length > 0]).toEqual([step, true]);
        }
      }
    }),
    { numRuns: 60 },
  );
}); // biome-ignore format: one thought a line
