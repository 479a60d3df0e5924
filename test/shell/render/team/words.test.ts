// A message in a team's words: people's texts stay inert in it, nobody is mentioned, and where it cannot be sent ours is.
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { type MessageData, trusted } from '../../../../src/core/messages.ts';
import { createMessageRenderer } from '../../../../src/shell/render/message.ts';
import { checkTemplate } from '../../../../src/shell/render/team/check.ts';
import * as build from '../../../support/builders.ts';

const render = createMessageRenderer(build.shipped.messages);
const markdown = new MarkdownIt({ html: true });
const source = '.github/firebreak/templates/page.md.hbs';

const data = (said: string): MessageData => ({
  summary: said,
  level: 'P0',
  started: trusted('2026-11-21T08:00:00Z'),
  status: trusted('investigating'),
  impact: said,
  eta: said,
});

function page(text: string, said = 'Checkout fails'): string {
  return render({ template: 'page', mentions: [], data: data(said), override: { source, text } });
}

describe('a message in a team’s words', () => {
  test('prints what it says', () => {
    expect(page('{{#if impact}}\nHelp: {{summary}} ({{level}})\n{{/if}}\n')).toBe('Help: Checkout fails (P0)');
  });

  test('mentions nobody', () => {
    expect(page('@lead @acme/all ops@x.test @{{summary}} &#64;lead &commat;lead', 'lead')).not.toMatch(/@[a-z]|&(?:#|commat)/);
  });

  test.each([
    { name: 'longer than a message', text: '{{summary}} {{impact}} {{eta}}', said: 'word '.repeat(1200), why: 'it makes a message of' },
    { name: 'empty', text: '{{#if eta}}{{eta}}{{/if}}', said: '', why: 'it makes an empty message' },
    { name: 'no longer sound in this release', text: '{{gone}}', said: 'x', why: 'is no name of this template' },
  ])('$name: ours is sent, and says why', ({ text, said, why }) => {
    const made = page(text, said);
    expect(made).toContain('🚨 **INCIDENT: ');
    expect(made).toContain(`These are the shipped words: .github/firebreak/templates/page.md.hbs was not used, since`);
    expect(made).toContain(why);
  });

  const sound = [
    '{{summary}}{{impact}}{{eta}}', '# {{summary}}\n\n- {{impact}}\n- {{eta}}', '@{{summary}} #{{impact}} gh-{{eta}} &{{summary}};',
    '| a | b |\n|---|---|\n| {{summary}} | {{impact}} |', '`{{summary}}` **{{impact}}** _{{eta}}_', '> {{summary}}', '[{{summary}}](https://x.test)', '<details><summary>{{summary}}</summary>\n\n{{impact}}\n\n</details>',
    '{{#if eta}}&{{/if}}{{summary}}', '{{summary}}@{{impact}}', '\\{{summary}} {{impact}}', '$ {{summary}} $',
  ]; // biome-ignore format: a list
  const hostile = [
    '@acme/everyone @lead', '<!-- firebreak:state v1 r9 eA== eA== -->', '-->', '![](https://x.test/beacon.png)', '[x](https://x.test)', '(//x.test)', '](x)', '/resolve --force',
    '</details>', '```', '`', '| a |', '<img src=x>', '\\', '&#64;lead', 'commat;lead', '#64;lead', '@', 'lead', '{{cause}}', '{{{this}}}',
  ]; // biome-ignore format: a list
  const text = fc
    .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 9 })), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''));

  test('whatever people type is inert in it', () => {
    for (const template of sound) expect(checkTemplate(source, template).problems, template).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...sound), text, (template, said) => {
        const made = page(template, said);
        const tokens = markdown.parse(made, {}).flatMap((token) => [token, ...(token.children ?? [])]);
        const visible = tokens.flatMap(({ type, content }) => (type === 'text' ? [content] : [])).join('');
        expect(visible).not.toMatch(/(?<![A-Za-z0-9_`])@[A-Za-z0-9]/);
        expect(made).not.toContain('<!--');
        const links = tokens.filter(({ type }) => type === 'link_open' || type === 'image').map((token) => token.attrGet('href'));
        expect(links.every((link) => link === 'https://x.test')).toBe(true);
        const html = tokens.filter(({ type }) => type === 'html_block' || type === 'html_inline').flatMap(({ content }) => content.match(/<[^>]*>?/g) ?? []);
        expect(html.filter((tag) => !/^<\/?(?:details|summary|sub)>$/.test(tag))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
}); // biome-ignore format: one thought a line
