// Rotations in the flow: whoever is on call at the instant of a decision is paged, shown and told; nobody is called by asking.
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

/** Hand-over is daily at the hour that is ten minutes after the incident begins. */
const turns =
  'on_call: [{ id: oncall, people: ["@responder", "@commander", "@lead"], length: 1 day, hand_over: { time: "04:10" }, begins: 2026-02-28, backup: 1 }]';
const ladder = `preset: none
levels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [oncall, oncall-backup] }] }]
contacts: [{ id: oncall, title: On call }]
`;

function declared(policy: Policy): Model {
  const model = new Model({}, policy);
  model.open();
  return model;
}

const mentions = (model: Model) =>
  model.decisions.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.kind === 'comment' ? effect.message.mentions : [])),
  );

describe('a ladder that crosses a hand-over', () => {
  test('goes on with who is on call by then, and the card shows them', () => {
    const model = declared(build.policyOf(`${ladder}${turns}`));
    expect(mentions(model)).toEqual(['@responder']);
    expect(model.card).toMatch(/On call \| `@responder` \| `@commander`/);
    model.until(build.minute(16));
    expect(mentions(model)).toEqual(['@responder', '@commander', '@lead']);
    expect(model.card).toMatch(/On call \| `@commander` \| `@lead`/);
  });

  test('an account that GitHub does not know is passed over, and the card says so', () => {
    const model = declared(build.policyOf(`${ladder}${turns.replace('"@responder"', '"@nobody-any-more"')}`));
    expect(mentions(model)).toEqual(['@commander']);
    expect(model.card).toContain('has an account that does not exist');
  });

  test('an account that may not read a private repository any more is passed over as well, and card and /oncall say so', () => {
    const model = new Model({}, build.policyOf(`${ladder}${turns}`));
    model.cannotRead = ['responder'];
    model.open(build.people.lead);
    expect(mentions(model)).toEqual(['@commander']);
    expect(model.card).toContain('does not exist, or that may not read this repository');
    model.say(build.people.lead, '/oncall');
    expect(model.said.at(-1)?.body).toContain('may not read this repository');
    expect(model.said.at(-1)?.body).toContain('| `oncall` | `commander` |');
    model.cannotRead = [];
    model.say(build.people.lead, '/note they are back');
    expect(model.card).not.toContain('may not read this repository');
  });

  test('a rotation of PagerDuty that nobody reads mentions its own people, and the card says so', () => {
    const model = declared(build.policyOf(`${ladder}on_call: [{ id: oncall, people: ["@lead"], pagerduty: PABC123, pagerduty_users: { ops@example.com: responder } }]`));
    expect(mentions(model)).toEqual(['@lead']);
    expect(model.card).toContain('PagerDuty does not answer');
  }); // biome-ignore format: one thought a line
});

describe('/oncall', () => {
  const said = (policy: Policy, body = '/oncall') => {
    const model = declared(policy);
    model.say(build.people.visitor, body);
    return { body: model.said.at(-1)?.body ?? '', mentioned: mentions(model).slice(1) };
  };

  test('shows now, until when, next and backup, to anybody, and mentions nobody', () => {
    const { body, mentioned } = said(build.policyOf(`timezone: Europe/Berlin\n${ladder}${turns.replace('04:10', '05:10')}`));
    expect(body).toContain('| `oncall` | `responder` | Sun 2026-03-01 05:10 Europe/Berlin (04:10 UTC) | `commander` | `commander` |');
    expect(body).not.toContain('@responder');
    expect(mentioned).toEqual([]);
  }); // biome-ignore format: one thought a line

  test('says for whom somebody stands in', () => {
    const swap = turns.replace('backup: 1', 'overrides: [{ from: 2026-03-01, to: 2026-03-01, who: "@reviewer" }]');
    expect(said(build.policyOf(`${ladder}${swap}`)).body).toContain('`reviewer` (for `responder`) | Mon 2026-03-02 00:00 UTC | `commander` | - |');
  }); // biome-ignore format: one thought a line

  test('without rotations says who has which role and how to have one', () => {
    const { body } = said(build.aPolicy());
    expect(body).toContain('| `devops` | `acme/devops` |');
    expect(body).toContain('on_call:\n  - id: devops\n');
  });

  test('without anybody says that a page reaches nobody', () => {
    expect(said(build.policyOf('preset: github')).body).toContain('a page reaches nobody');
  });

  test('with --dry-run changes and shows nothing', () => {
    expect(said(build.policyOf(`${ladder}${turns}`), '/oncall --dry-run').body).toContain('nothing was changed');
  });

  test('tells what is in the way of a rotation', () => {
    const policy = build.policyOf(`${ladder}on_call: [{ id: oncall, team: "@acme/on-call" }, { id: database, people: ["@lead"], pagerduty: PABC123, pagerduty_users: { a@example.com: lead } }]`);
    const { body } = said(policy);
    expect(body).toContain('| `oncall` | `acme/on-call` | the whole team, always | - | - |');
    expect(body).toContain('PagerDuty does not answer: as far as known database is lead');
  }); // biome-ignore format: one thought a line
});
