// A team's own template: what is taken, and what is told of what is not, with its place.
import { describe, expect, test } from 'vitest';
import { checkTemplate, LARGEST_TEMPLATE } from '../../../../src/shell/render/team/check.ts';
import { readTeamTemplates } from '../../../../src/shell/render/team/team-templates.ts';

const folder = '.github/firebreak/templates';
const check = (text: string | null, name = 'initial.github') => checkTemplate(`${folder}/${name}.md.hbs`, text);
const told = (text: string | null, name?: string) =>
  check(text, name).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

describe('a template is taken', () => {
  test.each([
    { name: 'text and names', text: 'INCIDENT {{summary}} at {{level}}' },
    { name: 'conditions and the way out of them', text: '{{#if impact}}{{impact}}{{else}}unknown{{/if}}{{#unless eta}} no ETA{{/unless}}' },
    { name: 'a list of lines', text: 'Known:\n{{#each known}}\n- {{this}}\n{{/each}}' },
    { name: 'steps, with the message’s names in them', text: '{{#each steps}}\n{{number}}. {{text}} ({{level}})\n{{else}}\nnothing\n{{/each}}' },
    { name: 'a remark', text: 'x {{! nobody sees this }} {{!-- nor this --}}' },
    { name: 'a fold', text: '<details><summary>More</summary>\n\n{{impact}}\n\n</details>' },
    { name: 'the address of the issue', text: '[the issue]({{link}}) and [ours](https://status.example/a_(b))' },
    { name: 'line ends of Windows', text: 'a\r\n{{#if impact}}\r\n{{impact}}\r\n{{/if}}\r\nb' },
    { name: 'a mark of byte order', text: '\ufeffINCIDENT {{summary}}' },
    { name: 'a comparison', text: 'errors < 5 % & falling' },
  ])('$name', ({ text }) => {
    expect(told(text)).toEqual([]);
  });
}); // biome-ignore format: a table

describe('a template is refused', () => {
  test.each([
    { name: 'a name of JavaScript', text: '{{constructor}}', is: '1:1 template-variable' },
    { name: 'a prototype', text: '{{__proto__}}', is: '1:1 template-variable' },
    { name: 'a name of a name', text: 'a\n {{summary.length}}', is: '2:2 template-variable' },
    { name: 'the root of the data', text: '{{@root.summary}}', is: '1:1 template-variable' },
    { name: 'a way upwards', text: '{{../summary}}', is: '1:1 template-variable' },
    { name: 'a misspelt name', text: 'x\n\n{{sumary}}', is: '3:1 template-variable' },
    { name: 'a list as text', text: '{{known}}', is: '1:1 template-variable' },
    { name: 'a text as list', text: '{{#each summary}}{{this}}{{/each}}', is: '1:1 template-variable' },
    { name: '`this` outside of a list', text: '{{this}}', is: '1:1 template-variable' },
    { name: 'a loop in a loop', text: '{{#each known}}{{#each doing}}x{{/each}}{{/each}}', is: '1:16 template-nested-loop' },
    { name: 'a loop in a condition in a loop', text: '{{#each known}}{{#if eta}}{{#each doing}}x{{/each}}{{/if}}{{/each}}', is: '1:27 template-nested-loop' },
    { name: 'a loop in what stands for an empty list', text: '{{#each known}}x{{else}}{{#each known}}{{> y}}{{/each}}{{/each}}', is: '1:40 template-partial' },
    { name: 'a partial', text: '{{> x}}', is: '1:1 template-partial' },
    { name: 'a partial around text', text: '{{#> x}}y{{/x}}', is: '1:1 template-partial' },
    { name: 'a decorator', text: '{{* x}}', is: '1:1 template-partial' },
    { name: 'a decorator around text', text: '{{#* inline "x"}}y{{/inline}}', is: '1:1 template-partial' },
    { name: 'raw output with three braces', text: '{{{summary}}}', is: '1:1 template-raw' },
    { name: 'raw output with &', text: '{{&summary}}', is: '1:1 template-raw' },
    { name: 'lookup', text: '{{lookup . "constructor"}}', is: '1:1 template-helper' },
    { name: 'a helper within a helper', text: '{{#if (lookup . "x")}}y{{/if}}', is: '1:1 template-variable' },
    { name: 'log', text: '{{log summary}}', is: '1:1 template-helper' },
    { name: 'with', text: '{{#with summary}}x{{/with}}', is: '1:1 template-helper' },
    { name: 'a block of an unknown name', text: '{{#summary}}x{{/summary}}', is: '1:1 template-helper' },
    { name: 'a name for the items', text: '{{#each known as |one|}}{{one}}{{/each}}', is: '1:1 template-helper' },
    { name: 'options of a helper', text: '{{#if eta includeZero=true}}x{{/if}}', is: '1:1 template-helper' },
    { name: 'a raw block', text: '{{{{summary}}}}x{{{{/summary}}}}', is: '1:1 template-helper' },
    { name: 'a block that is not closed', text: 'x\n{{#if eta}}', is: 'template-syntax' },
    { name: 'a brace too few', text: 'x\n{{summary}\n', is: 'template-syntax' },
    { name: 'blocks without end', text: `${'{{#if eta}}'.repeat(9)}x${'{{/if}}'.repeat(9)}`, is: '1:89 template-too-deep' },
    { name: 'a mark of the app', text: 'x\n<!-- firebreak:effect due/x -->', is: '2:1 template-hidden' },
    { name: 'the state of a card', text: '<!-- firebreak:state v1 r9 eA== unsigned -->', is: '1:1 template-hidden' },
    { name: 'HTML that loads', text: '<img src="https://x.test">', is: '1:1 template-html' },
    { name: 'HTML with people’s text in it', text: '<a href="{{summary}}">x</a>', is: '1:1 template-html' },
    { name: 'HTML that is put together', text: 'x <{{summary}}>', is: '1:3 template-html' },
    { name: 'people’s text as an address', text: '[x]({{summary}})', is: '1:5 template-address' },
    { name: 'people’s text at the end of an address', text: '[x]({{link}}{{summary}})', is: '1:5 template-address' },
    { name: 'people’s text behind brackets of an address', text: '[x](https://x.test/(a){{summary}})', is: '1:23 template-address' },
    { name: 'an address behind a remark', text: '[x]({{! y }}{{summary}})', is: '1:5 template-address' },
    { name: 'an address through a condition', text: '[x]{{#if eta}}({{summary}}){{/if}}', is: '1:4 template-address' },
    { name: 'people’s text as a place', text: 'https://{{summary}}', is: '1:9 template-address' },
    { name: 'people’s text as a definition', text: '[x]: {{summary}}', is: '1:6 template-address' },
    { name: 'code that is not closed', text: '```\n{{summary}}', is: '1:1 template-unsound' },
    { name: 'a fold that is not closed', text: '<details><summary>x</summary>\n\ny', is: '1:1 template-unsound' },
    { name: 'code that is not closed when nothing is known', text: 'x {{#unless eta}}\n```\n{{/unless}}', is: '1:1 template-unsound' },
    { name: 'nothing', text: ' \n', is: '1:1 template-empty' },
    { name: 'bytes that are no UTF-8', text: Buffer.from([0x78, 0xff, 0xfe]).toString('utf8'), is: '1:1 template-not-text' },
    { name: 'a file that is none', text: null, is: '1:1 template-not-text' },
    { name: 'a NUL', text: 'x\0', is: '1:1 template-not-text' },
    { name: 'a page too large', text: 'x'.repeat(LARGEST_TEMPLATE + 1), is: '1:1 template-too-large' },
    { name: 'a message too long', text: 'word '.repeat(2500), is: '1:1 template-unsound' },
  ])('$name', ({ text, is }) => {
    const { template, problems } = check(text);
    expect(template).toBeNull();
    expect(told(text).join()).toContain(is);
    // What happened, what to do: two sentences.
    for (const { message } of problems) expect(message).toMatch(/\S\. \S|; expected .*\.$/);
  });

  test('customers are told nothing that is not theirs', () => {
    for (const name of ['user.sev', 'user.standard', 'user.emergency', 'external.sev'])
      for (const field of ['summary', 'impact', 'eta', 'next', 'cause', 'hypothesis', 'known', 'tried', 'situation'])
        expect(told(`x {{${field}}}`, name)).toEqual(['1:3 template-variable']);
  });

  test.each(['call', 'card', 'reply', 'due', 'intake'])('%s is not a team’s to change', (name) => {
    expect(told('x {{summary}}', name)).toEqual(['1:1 template-fixed']);
  });

  test('a name that is none, with the one that was meant', () => {
    const [problem] = check('x', 'initial.githb').problems;
    expect(problem?.code).toBe('template-unknown');
    expect(problem?.message).toContain('Did you mean initial.github.md.hbs?');
    expect(checkTemplate('update.github.hbs', 'x').problems[0]?.message).toContain('Did you mean update.github.md.hbs?');
  });

  test('a misspelt name, with the one that was meant', () => {
    expect(check('{{sumary}}').problems[0]?.message).toContain('Did you mean {{summary}}?');
  });

  test('all that is wrong at once, in order', () => {
    expect(told('{{{eta}}}\n{{nothing}}\n<img>')).toEqual(['1:1 template-raw', '2:1 template-variable', '3:1 template-html']);
  });
}); // biome-ignore format: a table

describe('the folder of templates', () => {
  test('sound ones are used, the others told, and other files are nobody’s business', () => {
    const { overrides, problems } = readTeamTemplates([
      { name: 'README.md', text: '# {{{' },
      { name: 'page.md.hbs', text: 'PAGE {{summary}}' },
      { name: 'update.github.md.hbs', text: '{{{progress}}}' },
      { name: 'toString.md.hbs', text: 'x' },
    ]);
    expect(overrides).toEqual({ page: { source: `${folder}/page.md.hbs`, text: 'PAGE {{summary}}' } });
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      `${folder}/update.github.md.hbs template-raw`,
      `${folder}/toString.md.hbs template-unknown`,
    ]);
  });

  test('of too many the first are read', () => {
    const many = Array.from({ length: 31 }, (_, index) => ({ name: `x${index}.hbs`, text: 'x' }));
    const { problems } = readTeamTemplates([...many, { name: 'page.md.hbs', text: 'PAGE' }]);
    expect(problems[0]?.code).toBe('template-too-many');
    expect(problems).toHaveLength(31);
  });
});
