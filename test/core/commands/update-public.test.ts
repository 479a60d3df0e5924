// `/update --public`: what customers may read, and nothing else of what is said.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

function model(policy = build.policyOf(`preset: sev\n${build.mapped}`), labelled = ['incident', policy.levels[0]?.name ?? '']) {
  const told = new Model({ labelled }, policy);
  told.open();
  told.say(build.people.responder, '/ack');
  return told;
} // biome-ignore format: one thought a line

describe('/update --public', () => {
  test('is on the record for customers, and the timeline says so', () => {
    const told = model();
    told.say(build.people.responder, '/update Payments work again for most --public eta=15m');
    const { updates, timeline } = told.record ?? build.anIncident();
    expect(updates.lastPublic).toEqual({ text: 'Payments work again for most', at: told.now });
    expect(timeline.at(-1)?.text).toBe('Public: Payments work again for most');
  });

  test('answers with what the runbook says to customers, folded', () => {
    const told = model();
    told.say(build.people.responder, '/update Payments work again for most --public');
    const answer = told.said.at(-1)?.body ?? '';
    expect(answer).toMatch(/^<details><summary>For customers, to fill in and copy<\/summary>/);
    expect(answer).toContain('Degraded Performance');
    expect(answer).toContain('Our team is actively working on a resolution.');
  });

  test('with a runbook that has no words for customers it is only recorded', () => {
    const told = model(build.policyOf(`preset: github\n${build.mapped}`));
    const before = told.said.length;
    told.say(build.people.responder, '/update Payments work again for most --public');
    expect(told.said).toHaveLength(before);
    expect(told.record?.updates.lastPublic?.text).toBe('Payments work again for most');
  });

  test('without it nothing goes to customers, and what they could read stays', () => {
    const told = model();
    told.say(build.people.responder, '/update Payments work again for most --public');
    told.later('PT3M');
    told.say(build.people.responder, '/update db-2 has no disk left impact="all of it"');
    expect(told.record?.updates.lastPublic?.text).toBe('Payments work again for most');
    expect(told.record?.updates.lastText).toBe('db-2 has no disk left');
    expect(told.record?.timeline.at(-1)?.text).toBe('db-2 has no disk left');
  });

  test.each([
    { where: 'everybody can read', isPublic: true, is: 'refused' },
    { where: 'only members can read', isPublic: false, is: 'done' },
  ])('a security incident that $where: $is', ({ isPublic, is }) => {
    const told = new Model({ labelled: ['incident', 'SEV-0', 'security'] }, build.policyOf(`preset: sev\n${build.mapped}`));
    told.isPublic = isPublic;
    told.open();
    told.say(build.people.responder, '/update Keys were rotated --public');
    const answer = told.said.at(-1)?.body ?? '';
    if (is === 'refused') expect(answer).toMatch(/was not done\.\*\* This is a security incident and everybody can read.*Comment it without `--public`/);
    expect(told.record?.updates.lastPublic?.text).toBe(is === 'done' ? 'Keys were rotated' : undefined);
    expect(told.record?.updates.given).toBe(is === 'done' ? 1 : 0);
  }); // biome-ignore format: one thought a line
});
