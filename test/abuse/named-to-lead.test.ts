// Whom a command makes commander must be allowed to respond, as GitHub says it of that person now (AC-05, AC-07).
import { describe, expect, test } from 'vitest';
import type { ActorFacts } from '../../src/core/facts.ts';
import * as build from '../support/builders.ts';
import { harmless, inert, refusalsOf, textOf, underAttack } from './attack.ts';

const { visitor, responder, lead } = build.people;

const ways = [
  '/ic @visitor',
  '/handoff @visitor rolled back',
  '/role commander @visitor',
  '/role ic @visitor',
] as const;
const standings: readonly (readonly [string, ActorFacts])[] = [
  ['who may only read', build.standing('read')],
  ['with the triage role', build.standing('triage')],
  ['without access, who has left the organisation', build.standing('none')],
  ['of a custom role based on triage', { permission: 'triage', roleName: 'Admin of labels', teams: [] }],
];

describe.each(ways)('%s', (text) => {
  test.each(standings)('names somebody %s: refused, with the rule and who can be named', (_who, standing) => {
    const model = underAttack();
    model.standings.set(visitor.login, standing);
    const decisions = harmless(model, () => model.say(responder, text));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:may-not-lead']);
    const [refusal] = decisions.flatMap(refusalsOf);
    expect(textOf(refusal?.happened)).toBe('`visitor` may not respond here and so cannot lead; nothing was changed.');
    expect(textOf(refusal?.expected)).toBe('Somebody who may respond (authority.respond): people with the repository role write, maintain, admin.'); // biome-ignore format: one thought
  });

  test('names somebody of whom GitHub could not be asked: refused, to be said again', () => {
    const model = underAttack();
    model.standings.set(visitor.login, build.standing('unknown'));
    const decisions = harmless(model, () => model.say(responder, text));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:leader-unknown']);
    expect(textOf(decisions.flatMap(refusalsOf)[0]?.next)).toBe('Say it again in a minute.');
  });

  test('names somebody who may respond: done', () => {
    const model = underAttack();
    model.standings.set(visitor.login, build.standing('write'));
    inert(model, () => model.say(responder, text), ['@visitor']);
    expect(model.record?.roles['commander']?.login).toBe('visitor');
  });

  test('is not forced by who may override a gate', () => {
    const model = underAttack();
    harmless(model, () => model.say(lead, `${text.replace(' rolled back', '')} --force`));
  });
});

test.each(['comms', 'scribe', 'sme'])('the role %s gives no authority: anybody may have it', (role) => {
  const model = underAttack();
  inert(model, () => model.say(responder, `/role ${role} @visitor`));
  expect(model.record?.roles[role]?.login).toBe('visitor');
});

describe('by a team of the policy', () => {
  const policy = build.policyOf(`${build.mapped}authority: { respond: { teams: [acme/on-call] } }`);
  const saying = (standing: ActorFacts) => {
    const model = underAttack(policy);
    model.standings.set(visitor.login, standing);
    return { model, say: () => model.say(responder, '/ic @visitor') };
  };

  test('its member may be named', () => {
    const { model, say } = saying(build.standing('read', ['acme/on-call']));
    inert(model, say);
    expect(model.record?.roles['commander']?.login).toBe('visitor');
  });

  test('a team that the app cannot see has no members, and the refusal says so', () => {
    const { model, say } = saying({ ...build.standing('read'), unseen: ['acme/on-call'] });
    const decisions = harmless(model, say);
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:may-not-lead']);
    expect(textOf(decisions.flatMap(refusalsOf)[0]?.expected)).toContain('The app cannot see the team acme/on-call');
  });

  test('a team that GitHub could not be asked about: to be said again', () => {
    const { model, say } = saying({ ...build.standing('read'), unasked: ['acme/on-call'] });
    expect(harmless(model, say).map(({ outcome }) => outcome)).toEqual(['refused:leader-unknown']);
  });

  test('is asked about for whom is named, and only if nothing else makes them a responder', () => {
    const trigger = build.commented('/ic @visitor');
    const given = (visitors: ActorFacts) => ({ ...build.situation(trigger, { policy, record: build.anIncident() }), facts: build.facts({ people: { visitor }, standings: { visitor: visitors } }) }); // biome-ignore format: one call
    expect(build.brain.teamsFor(given(build.standing('read')), 'visitor')).toEqual(['acme/on-call']);
    expect(build.brain.teamsFor(given(build.standing('write')), 'visitor')).toEqual([]);
  });
});

test('whoever may /ack by a rule may be named, for the first /ack makes a commander too', () => {
  const policy = build.policyOf(
    `${build.mapped}authority: { rules: [{ commands: [ack], who: { users: [visitor] } }] }`,
  );
  const model = underAttack(policy);
  inert(model, () => model.say(responder, '/ic @visitor'));
  expect(model.record?.roles['commander']?.login).toBe('visitor');
});

test('the standing of whom is named is asked for beside the actor’s, once, and not the actor’s own twice', () => {
  const asked = (text: string) => build.brain.factsFor(build.commented(text), build.anIncident(), build.aPolicy(), build.self)?.standings; // biome-ignore format: one call
  expect(asked('/ic @Visitor\n/handoff @visitor\n/role commander @lead')).toEqual(['visitor', 'lead']);
  expect(asked('/ic @responder')).toBeUndefined();
  expect(asked('/role comms @visitor')).toBeUndefined();
});

describe('a team that decides about the one who commands', () => {
  const policy = build.policyOf(`${build.mapped}authority: { respond: { roles: [admin], teams: [acme/on-call] } }`);
  test.each([
    { name: 'that the app cannot see', untold: { unseen: ['acme/on-call'] }, outcome: 'not-allowed', says: 'The app cannot see the team acme/on-call' },
    { name: 'that GitHub could not be asked about', untold: { unasked: ['acme/on-call'] }, outcome: 'permission-unknown', says: 'Say it again in a minute' },
    { name: 'of which it is no member', untold: {}, outcome: 'not-allowed', says: 'the team acme/on-call.' },
    { name: 'beside one that decides nothing and could not be asked about', untold: { unasked: ['acme/leads'] }, outcome: 'not-allowed', says: 'the team acme/on-call.' },
  ])('$name: $outcome', ({ untold, outcome, says }) => {
    const model = underAttack(policy);
    model.standings.set(responder.login, { ...build.standing('write'), ...untold });
    const decisions = harmless(model, () => model.say(responder, '/severity P3'));
    expect(decisions.map((decision) => decision.outcome)).toEqual([`refused:${outcome}`]);
    expect(decisions.flatMap(refusalsOf).map(({ expected, next }) => `${textOf(expected)} ${textOf(next)}`).join()).toContain(says);
  }); // biome-ignore format: a table
});
