// What stands where on the card: what is needed first is in sight, the rest is folded, and nothing is lost.
import { describe, expect, test } from 'vitest';
import { cardMessage } from '../../../src/core/decide/card-message.ts';
import { trusted } from '../../../src/core/messages.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

/** A card cut at its first fold: what is in sight, and what is not. */
function seen(card: string): { readonly inSight: string; readonly folded: string } {
  const at = card.indexOf('<details');
  return { inSight: card.slice(0, at), folded: card.slice(at) };
}

function underWay(): Model {
  const model = new Model({}, build.policyOf(`${build.mapped}preset: github\n`));
  model.open();
  model.say(people.responder, '/ack');
  model.say(people.responder, '/role comms @reviewer\n/role sme @lead\n/timebox 15m look at the cache\n/hypothesis the cache key');
  return model;
} // biome-ignore format: one thought a line

describe('the card on a phone', () => {
  test.each([
    ['### P0 · investigating ·'],
    ['| **Severity** | P0'],
    ['| **Status** | investigating |'],
    ['| **Commander** | responder |'],
    ['| **Next update by** | 2026-03-01 04:15 UTC |'],
    ['| **Started** | 2026-03-01 04:00 UTC |'],
    ['| **Time-box** | until 04:15 UTC: look at the cache |'],
    ['**Useful now**'],
  ])('shows %s in sight', (text) => {
    expect(seen(underWay().card).inSight).toContain(text);
  });

  test.each([
    ['| **Declared** | 2026-03-01 04:00 UTC |'],
    ['| **Acknowledged** | 2026-03-01 04:00 UTC (in time, due 04:05 UTC) |'],
    ['| **Comms** | reviewer |'],
    ['| **SME** | lead |'],
    ['**Hypothesis 1:** the cache key'],
    ['⬜ 6. Root cause identified'],
    ['Comms: reviewer · responder'],
    ['Time-box until 2026-03-01 04:15 UTC: look at the cache'],
    ['Runbook: Incident Response Runbook'],
  ])('has %s folded', (text) => {
    const { inSight, folded } = seen(underWay().card);
    expect(folded).toContain(text);
    expect(inSight).not.toContain(text);
  });

  test('says what to do before what was done', () => {
    const { card } = underWay();
    expect(card.indexOf('**Useful now**')).toBeLessThan(card.indexOf('<summary>Checklist'));
    expect(card.indexOf('<summary>Checklist')).toBeLessThan(card.indexOf('<summary>Timeline'));
  });

  test('writes every instant to the minute and no name with a colon', () => {
    const { card } = underWay();
    expect(card).not.toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d/);
    expect(card).not.toMatch(/\*\*[^*|]+:\*\* \|/);
  });
});

describe('a time-box', () => {
  test('that has run out says so', () => {
    const model = underWay();
    model.until(minute(20));
    expect(model.card).toContain('| **Time-box** | ended 04:15 UTC: look at the cache |');
  });

  test('that has run out is no action in progress for whoever takes over', () => {
    const model = underWay();
    model.until(minute(20));
    model.say(people.responder, '/handoff @commander');
    expect(model.said.at(-1)?.body).not.toContain('look at the cache');
  });

  test.each(['/decline a drill', '/resolve --force done\n/close --force done'])('is not shown after %s', (says) => {
    const model = underWay();
    model.say(people.lead, says);
    expect(model.card).not.toContain('**Time-box**');
  });
});

describe('the length on the card', () => {
  const begun = build.after(build.anIncident(), '2026-03-01T04:00:50Z', {
    kind: 'timed',
    times: { started: '2026-03-01T04:00:50Z' },
  });
  const fixed = build.after(begun, '2026-03-01T04:20:10Z', build.watched);

  test.each([
    { name: 'names the fix where it was earlier', incident: build.after(fixed, '2026-03-01T06:20:40Z', build.resolved), is: '140 minutes (20 minutes until the fix)' },
    { name: 'is a minute where two are shown', incident: build.after(begun, '2026-03-01T04:01:10Z', build.resolved), is: '1 minute' },
  ])('is from the start to the resolution as they are shown: $name', ({ incident, is }) => {
    const { data } = cardMessage(incident, build.aPolicy(), '2026-03-01T07:00:00Z', '');
    expect(data['duration']).toEqual(trusted(is));
  }); // biome-ignore format: a table
});
