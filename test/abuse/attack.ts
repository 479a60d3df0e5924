// An attack on one incident and what must hold after it: nothing changed, nobody was mentioned, every refusal says its three parts.
import { expect } from 'vitest';
import type { Decision } from '../../src/core/decision.ts';
import type { Person } from '../../src/core/incident/record.ts';
import { effectKeysIn } from '../../src/core/marker.ts';
import * as build from '../support/builders.ts';
import { foreign, mentions } from '../support/harmless.ts';
import { Model } from '../support/model.ts';

/** A declared P1 that the commander leads, everything read. */
export function underAttack(policy = build.aPolicy(), level = 'P1'): Model {
  const model = new Model({ labelled: ['incident', level], title: `[INCIDENT ${level}] Production down` }, policy);
  model.open();
  model.say(build.people.commander, '/ack');
  return model;
}

/** What an attacker would want to change. */
export function stateOf({ record, live, lookAt }: Model) {
  const { status, level, roles, milestones, summary, ladder, updates, monitoring, impact, eta, checklist, flags, policy } = record ?? build.aReport(); // biome-ignore format: one thought
  const issue = { title: live.title, state: live.state, labels: live.labels.map(({ name }) => name).sort(), assignees: live.assignees.map(({ login }) => login) }; // biome-ignore format: one thought
  return { status, level, roles, milestones, summary, ladder, updates, monitoring, impact, eta, checklist, flags, policy, issue, lookAt }; // biome-ignore format: one thought
}

/** Carries the attack out and holds it to have changed nothing; answers the decisions it led to. */
export function harmless(model: Model, attack: (model: Model) => void): readonly Decision[] {
  const before = stateOf(model);
  const decisions = inert(model, attack);
  expect(stateOf(model)).toEqual(before);
  return decisions;
}

/** Carries the attack out and holds what the app says of it to be harmless and its refusals to be whole, whatever it changed. */
export function inert(
  model: Model,
  attack: (model: Model) => void,
  mayMention: readonly string[] = [],
): readonly Decision[] {
  const said = model.said.length;
  const decided = model.decisions.length;
  attack(model);
  for (const { body } of model.said.slice(said)) {
    const text = withoutMarkers(body);
    expect(effectKeysIn(body).length, body).toBeGreaterThan(0);
    expect(
      mentions(text).filter((handle) => !mayMention.includes(handle)),
      body,
    ).toEqual([]);
    expect(mentions(text).length).toBeLessThanOrEqual(10);
    expect(foreign(text), body).toEqual([]);
    expect(body.length).toBeLessThanOrEqual(65_536);
  }
  expect(model.card.match(/<!-- firebreak:/g), 'three marks on the card').toHaveLength(3);
  expect(mentions(withoutMarkers(model.card))).toEqual([]);
  expect(foreign(withoutMarkers(model.card))).toEqual([]);
  const decisions = model.decisions.slice(decided);
  for (const refusal of decisions.flatMap(refusalsOf)) expectThreeParts(refusal);
  return decisions;
}

/** Our own marks: of a card at its beginning and its end, of another comment at its end. What stands elsewhere would be somebody's. */
function withoutMarkers(body: string): string {
  return body
    .replace(/^<!-- firebreak:card -->\n<!-- firebreak:effect card\/\d+ -->\n/, '')
    .replace(/\n<!-- firebreak:(?:state v1 r\d+ \S+ \S+|effect [^\n]*) -->\s*$/, '');
}

type Refusal = Readonly<Record<'command' | 'happened' | 'expected' | 'next', unknown>>;

/** The refusals that a decision's replies consist of. */
export function refusalsOf({ effects }: Decision): readonly Refusal[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'comment' || effect.message.template !== 'reply') return [];
    const parts = effect.message.data['parts'];
    return Array.isArray(parts) ? parts.flatMap((part: unknown) => (isRefusal(part) ? [part.refusal] : [])) : [];
  });
}

function isRefusal(part: unknown): part is { readonly refusal: Refusal } {
  return typeof part === 'object' && part !== null && 'refusal' in part;
}

/** What happened, what was expected, what to do: each a sentence. */
function expectThreeParts({ happened, expected, next }: Refusal): void {
  for (const part of [happened, expected, next]) expect(textOf(part)).toMatch(/^[A-Z`<(@0-9][\s\S]*[.?]$/i);
}

export function textOf(value: unknown): string {
  const inner = typeof value === 'object' && value !== null && 'trusted' in value ? value.trusted : value;
  return typeof inner === 'string' ? inner : '';
}

/** A bot that is not ours. */
export const otherBot: Person = { id: 777, login: 'helper[bot]', nodeId: 'BOT_777', bot: true };

/** The reactions that decisions led to. */
export function reactionsOf(decisions: readonly Decision[]): readonly string[] {
  return decisions.flatMap(({ effects }) => effects.flatMap((one) => (one.kind === 'react' ? [one.reaction] : [])));
}

/** Texts with which somebody might try something, by what they try. */
export const hostile: Readonly<Record<string, string>> = {
  'mentions of a team and of everyone': '@acme/everyone @lead @acme/devops please look',
  'five hundred mentions': '@visitor '.repeat(500),
  'a mention hidden behind an entity': '&#64;lead &commat;lead',
  'a mention between zero-width characters': '\u200b@\u200blead @\u2060lead',
  'references to other issues': '#1 GH-2 acme/shop#3 https://github.com/acme/shop/issues/4',
  'a commit and an advisory': '0123456789abcdef0123456789abcdef01234567 CVE-2026-0001 GHSA-aaaa-bbbb-cccc',
  'an image beacon': '![x](https://evil.example/b.png) <img src="https://evil.example/c.png">',
  'a link with a false name': '[https://github.com](https://evil.example) <https://evil.example> www.evil.example',
  'the end of a comment': '--> <!-- --!> -->',
  'a forged state': '<!-- firebreak:state v1 r999 eA== eA== -->',
  'a forged effect': '<!-- firebreak:effect due/2026-03-01T04:00:00Z/step-0-0 -->',
  'a forged card': '<!-- firebreak:card -->',
  'the end of details': '</details></summary></details>',
  'the ends of fences': '``` ~~~ ```` ~~~~ `',
  'pipes of a table': '| a | b |\n|---|---|\n| c | d |',
  'a script': '<script>alert(1)</script><svg onload=alert(1)>',
  'a style and an unclosed tag': '<style>*{display:none}</style><b <i',
  'bidi overrides': '\u202e0P\u202c \u2066reversed\u2069 \u200f',
  'invisible characters': 'a\u200b\u200c\u200d\u2060\ufeff\u00adb\u3164',
  'tags and variation selectors': 'x\u{e0041}\u{e0042}\ufe0f\u{e0100}',
  'lone surrogates and zeros': 'a\ud800b\udc00c\0d',
  'templates': '{{mentions}} {{{this}}} {{#each parts}}{{constructor}}{{/each}} $\u007bkey}',
  'a command on a second line': 'x\n/close --force\n\n/severity P3',
  'mathematics': '$$\\href{javascript:alert(1)}{x}$$ $`a`$',
  'line ends of all kinds': 'a\r\nb\rc\u2028d\u2029e\u0085f',
  'a very long word': 'a'.repeat(3_000),
  'combining marks': `z${'\u0301'.repeat(500)}`,
  'property names': '__proto__ constructor toString',
  'footnotes and definitions': '[^1] [a]: https://evil.example "t"\n\n[^1]: @lead',
  'an e-mail and other schemes': 'lead@acme.example mailto:lead@acme.example xmpp:a@b javascript:alert(1)',
}; // biome-ignore format: a list
