// What the runbook says at an update and at a new status: told to the channels, and kept on the card to copy; the thread hears nothing more of it (DESIGN section 5).
import { describe, expect, test } from 'vitest';
import { createRenderer } from '../../../src/shell/render/renderer.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people } = build;
const renderer = createRenderer({ signingKey: 'a key of the tests', templates: build.shipped.messages });
const room = 'channels:\n  - { id: room, title: Room, kind: slack, name: C0123456789, connection: ops }\n';

/** An incident of the worst level by a preset, ten minutes after its declaration, acknowledged. */
function underWay(preset: string): Model {
  const policy = build.policyOf(`preset: ${preset}\npeople: { oncall: ["@oncall"], devops: ["@oncall"], everyone: ["@oncall"] }\n${room}`);
  const [worst] = policy.levels;
  const level = worst?.name ?? '';
  const model = new Model({ title: `[INCIDENT ${level}] Checkout fails`, labelled: ['incident', level] }, policy);
  model.connected = ['slack:ops'];
  model.open();
  model.say(people.responder, '/ack');
  model.now = minute(10);
  return model;
} // biome-ignore format: one thought a line

/** What the room is told by the newest decision. */
const told = (model: Model): readonly string[] =>
  (model.decisions.at(-1)?.tellings ?? []).map(({ message }) => renderer.text(message).trim());
/** The runbook's words on the card. */
const onCard = (model: Model): string =>
  /<details><summary>[^<]*in the words of the runbook<\/summary>\n\n([\s\S]*?)\n\n<\/details>/.exec(model.card)?.[1] ??
  '';

describe('/update', () => {
  test.each([
    { preset: 'sev', id: 'S002-35', reads: /^## Incident Update #.?1 - 04:10 UTC\n\n\*\*Status\*\*: Investigating\n.*What we know.*- rolled back to v2.*\*\*Next update\*\*: when status changes/s },
    { preset: 'github', id: 'S003-31', reads: /^📢 UPDATE: Checkout fails\n\nTime: 2026-03-01T04:10:00Z\nProgress: rolled back to v2\nCurrent status: investigating\nNext: .*\nETA: 2026-03-01T04:30/s },
    { preset: 'commander', id: 'S004-22', reads: /^INCIDENT UPDATE: Checkout fails\nTime: 2026-03-01 04:10 UTC\nStatus: Investigating\n\nUpdate: rolled back to v2\nImpact: half of the customers\n/s },
    { preset: 'emergency', id: 'S000-28', reads: /^INCIDENT: Checkout fails\nSTATUS: Investigating\nIMPACT: half of the customers\nETA: .*\nACTIONS: rolled back to v2$/s },
  ])('$id of $preset fills the message, which the room is told and the card keeps', ({ preset, reads }) => {
    const model = underWay(preset);
    const before = model.said.length;
    model.say(people.responder, '/update rolled back to v2 eta=20m impact="half of the customers"');
    expect(told(model)).toHaveLength(1);
    expect(told(model)[0]).toMatch(reads);
    expect(onCard(model)).toMatch(reads);
    expect(model.said).toHaveLength(before);
  }); // biome-ignore format: a table

  test('the next one takes its place, and an incident that is over shows none', () => {
    const model = underWay('github');
    model.say(people.responder, '/update rolled back to v2');
    model.now = minute(20);
    model.say(people.responder, '/update errors are falling');
    expect(onCard(model)).toContain('Time: 2026-03-01T04:20:00Z\nProgress: errors are falling');
    model.say(people.lead, '/close --force over');
    expect(onCard(model)).toBe('');
  });

  test('its time is that of the update, whatever the card is changed for', () => {
    const model = underWay('github');
    model.say(people.responder, '/update rolled back to v2');
    model.now = minute(18);
    model.say(people.responder, '/note looked at db-2');
    expect(onCard(model)).toContain('Time: 2026-03-01T04:10:00Z');
  });

  test('where the policy has no such message the card has none', () => {
    const model = underWay('standard');
    model.say(people.responder, '/update rolled back to v2');
    expect(onCard(model)).toBe('');
    expect(told(model)[0]).toContain('rolled back to v2');
  });
});

describe('/status', () => {
  test('S000-28 the internal message is for every status', () => {
    const model = underWay('emergency');
    expect(onCard(model)).toMatch(/^INCIDENT: Checkout fails\nSTATUS: Investigating\n/);
    model.say(people.responder, '/status mitigating rolling back');
    expect(told(model)[0]).toMatch(
      /^INCIDENT: Checkout fails\nSTATUS: Mitigating\nIMPACT: .*\nETA: Unknown\nACTIONS: /s,
    );
    expect(onCard(model)).toContain('STATUS: Mitigating');
    model.say(people.lead, '/resolve --force rolled back');
    expect(told(model)[0]).toMatch(/^INCIDENT: Checkout fails\nSTATUS: Resolved\n/);
  });

  test('S002-35 a new status is an update where the policy counts it as one', () => {
    const model = underWay('sev');
    model.say(people.responder, '/status mitigating rolling back');
    expect(told(model)[0]).toMatch(/^## Incident Update #.?1 - 04:10 UTC\n\n\*\*Status\*\*: Mitigating/);
  });

  test('S003-32 the fix is in: the room is told RESOLVED when the thread is, and the all-clear at the end (S003-22)', () => {
    const model = underWay('github');
    model.say(people.responder, '/resolve rolled back to v2');
    expect(told(model)[0]).toMatch(/^✅ RESOLVED: Checkout fails\n\nResolved: 2026-03-01T04:10:00Z\n.*Monitoring: ongoing for 2 hours/s);
    model.now = minute(131);
    model.say(people.lead, '/resolve --force all normal');
    expect(told(model)[0]).toMatch(/^✅ ALL CLEAR: Checkout fails\n/);
  }); // biome-ignore format: one thought a line

  test('elsewhere it is a short notice', () => {
    const model = underWay('commander');
    model.say(people.responder, '/status mitigating rolling back');
    expect(told(model)[0]).toContain('Status changed');
  });
});

test('on a card that is full it is left off before what nobody else says', () => {
  const model = underWay('github');
  model.say(people.responder, `/update ${'very long '.repeat(2000)}`);
  expect(onCard(model).length).toBeLessThan(1500);
});
