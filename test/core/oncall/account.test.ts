// Whose account somebody of PagerDuty has here: by id or address, and never a guess.
import { expect, test } from 'vitest';
import { accountOf, pagerdutyIdOf } from '../../../src/core/oncall/account.ts';
import * as build from '../../support/builders.ts';

const policy = build.policyOf(`${build.mapped}
on_call:
  - { id: a, people: ["@responder"], pagerduty_users: { PRESP01: Responder, Lead@example.com: "@lead", PTWICE1: lead } }
  - { id: b, people: ["@responder"], pagerduty_users: { PTWICE1: commander, presp01: responder } }
`);

test.each([
  { names: ['PRESP01'], login: 'responder' },
  { names: ['PNOBODY', 'lead@EXAMPLE.com'], login: 'lead' },
  { names: ['PTWICE1'], login: null },
  { names: ['PRESP01', 'lead@example.com'], login: null },
  { names: ['constructor'], login: null },
])('$names is $login', ({ names, login }) => {
  expect(accountOf(policy, names)).toBe(login);
});

test.each([
  { login: 'RESPONDER', id: 'PRESP01' },
  { login: 'visitor', id: null },
])('$login is $id there', ({ login, id }) => {
  expect(pagerdutyIdOf(policy, login)).toBe(id);
});
