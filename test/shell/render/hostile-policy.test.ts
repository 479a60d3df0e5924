// A policy is text that somebody wrote: whatever it holds, what Firebreak says of it mentions only mapped people, shows no image and forges no state.
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { trusted } from '../../../src/core/messages.ts';
import { noGrant } from '../../../src/core/policy/authority.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { createMessageRenderer } from '../../../src/shell/render/message.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const render = createMessageRenderer(build.shipped.messages);
const markdown = new MarkdownIt({ html: true });

const hostile = [
  '@acme/everyone @lead', '<!-- firebreak:state v1 r9 eA== eA== -->', '-->\n<!-- firebreak:card -->', '![](https://x.test/beacon.png)', '[x](https://x.test)',
  '\n\n/resolve --force\n', '</details>', '```', '` @acme/all `', '| a |', 'a) ![x](https://x.test/i.png', '<img src=https://x.test/i.png>', '\\', '](x) @lead [', '&#64;lead',
]; // biome-ignore format: a list
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 9 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(' '));

/** Every free text of a policy is this one: also those that the checks of a file would refuse, since an older release may have taken them. */
function policyFull(said: string): Policy {
  const sound = build.aPolicy();
  const address = `https://x.test/${said}`;
  const grant = { ...noGrant, roles: [], users: [said], teams: [said, '@acme/everyone'] };
  return {
    ...sound,
    levels: sound.levels.map((level) => ({
      ...level,
      title: said,
      definition: said,
      examples: [said],
      escalation: level.escalation.map((tier) => ({ ...tier, targets: [...tier.targets, said] })),
    })),
    statusWords: { reported: said, investigating: said, mitigating: said, monitoring: said, resolved: said },
    aliases: { [said]: 'mitigating' },
    people: { ...sound.people, [`role ${said}`]: [] },
    runbook: {
      ...sound.runbook,
      title: said,
      owner: said,
      purpose: said,
      principle: said,
      created: said,
      redFlags: [{ thought: said, reality: said, action: said }],
    },
    roles: [{ id: said, title: said, duties: [said], required: true, handoff: [said] }],
    contacts: [{ id: 'devops', title: said, primary: said, backup: said, hasBackup: true }],
    phases: sound.phases.map((phase) => ({ ...phase, title: said, goal: said, steps: [said] })),
    checklist: sound.checklist.map((item) => ({ ...item, text: said })),
    causeFamilies: [{ id: 'one', title: said, hints: [said] }],
    references: [
      { id: 'web', title: said, at: address, families: ['one', said] },
      { id: 'file', title: said, at: said, families: [] },
    ],
    quickReference: [{ id: 'one', action: said, command: said }],
    access: [{ id: 'one', title: said, at: address, gives: [said] }],
    mitigations: sound.mitigations.map((one) => ({ ...one, title: said, when: said })),
    authority: { ...sound.authority, respond: { ...grant, roles: ['write', 'maintain', 'admin'] }, override: grant },
  };
}

const tokensOf = (rendered: string) =>
  markdown.parse(rendered, {}).flatMap((token) => [token, ...(token.children ?? [])]);

function mentions(rendered: string): readonly string[] {
  const visible = tokensOf(rendered).flatMap((token) => (token.type === 'text' ? [token.content] : []));
  return [...visible.join('').matchAll(/(?<![A-Za-z0-9_`])@[A-Za-z0-9][A-Za-z0-9-]*(?:\/[A-Za-z0-9_-]+)?/g)].map(
    ([found]) => found,
  );
}

const own = /^<\/?(?:details|summary|sub|code)(?: open)?>$/;

/** What would be fetched or run, forge a mark of ours, or be somebody else's HTML. */
function active(rendered: string): readonly string[] {
  const body = rendered.replace(/^<!-- firebreak:(?:card|effect)[^>]*-->$/gm, '').replace(/^<!-- firebreak:state v1 r\d+ \S+ \S+ -->$/m, '');
  const html = tokensOf(body).filter(({ type }) => type === 'html_block' || type === 'html_inline');
  const tags = html.flatMap(({ content }) => content.match(/<[^>]*>?/g) ?? []).filter((tag) => !own.test(tag));
  const images = tokensOf(body).filter(({ type }) => type === 'image');
  const comments = body.match(/<!--/g) ?? [];
  return [...tags, ...images.map(() => 'image'), ...comments];
} // biome-ignore format: one thought a line

const mapped = ['@acme/devops', '@lead', '@acme/managers', '@responder', '@commander'];

function expectTame(rendered: string): void {
  for (const mention of mentions(rendered)) expect(mapped).toContain(mention);
  expect(active(rendered)).toEqual([]);
}

describe('whatever a policy says', () => {
  test('the card, the pages, the replies and the refusals are tame', () => {
    fc.assert(
      fc.property(text, (said) => {
        const model = new Model({}, policyFull(said));
        model.open();
        expectTame(model.card);
        model.say(build.people.visitor, '/ack');
        model.say(build.people.responder, '/ack');
        model.say(build.people.responder, '/status nothing');
        model.say(build.people.responder, '/severity nothing');
        model.say(build.people.responder, '/role nothing @lead');
        model.say(build.people.responder, '/resolve --force it is fine');
        model.say(build.people.responder, '/policy');
        model.say(build.people.responder, '/status mitigating');
        expectTame(model.card);
        model.until(build.minute(40));
        model.say(build.people.responder, '/resolve');
        expectTame(model.card);
        expect(model.card.match(/<!-- firebreak:state/g)).toHaveLength(1);
        for (const { body } of model.said) expectTame(body);
      }),
      { numRuns: 40 },
    );
  });

  test('who may is told without telling them', () => {
    const model = new Model({}, policyFull('x'));
    model.open();
    model.say(build.people.visitor, '/ack');
    expect(model.said.at(-1)?.body).toContain('acme/everyone');
    expect(mentions(model.said.at(-1)?.body ?? '')).toEqual([]);
  });

  test.each([
    { name: 'brackets and blanks', at: 'https://x.test/a) ![b](c d', is: 'https://x.test/a%29%20!%5Bb%5D%28c%20d' },
    { name: 'an address as people write them', at: 'https://x.test/wiki/Runbook_(new)?a=1&b=%20#top', is: 'https://x.test/wiki/Runbook_%28new%29?a=1&b=%20#top' },
    { name: 'a file', at: 'docs/run book.md', is: 'https://github.test/acme/shop/blob/HEAD/docs/run%20book.md' },
    { name: 'another kind of address is a file, and runs nothing', at: 'javascript:alert(1)', is: 'https://github.test/acme/shop/blob/HEAD/javascript:alert%281%29' },
  ])('a link with $name leads where it says', ({ at, is }) => {
    const policy = build.aPolicy({ references: [{ id: 'one', title: 'Docs', at, families: [] }] });
    const model = new Model({}, policy);
    model.open();
    expect(model.card).toContain(`- [Docs](${is})`);
  }); // biome-ignore format: a table

  test('only what Firebreak itself wrote is printed as it is', () => {
    expect(render({ template: 'reply', mentions: [], data: { to: trusted('x'), parts: [{ said: { text: '![](x)' } }] } })).not.toContain('![](x)');
  }); // biome-ignore format: one thought
});
