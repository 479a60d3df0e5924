import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Form } from '../../../src/core/form/form.ts';
import { type FormReading, parseFormBody } from '../../../src/core/form/parse-body.ts';
import { parseFormFile } from '../../../src/core/form/parse-form-file.ts';
import { fuzzRuns } from '../../support/fuzz.ts';

function formOf(text: string): Form {
  const { form, problems } = parseFormFile(text);
  if (form === null) throw new Error(JSON.stringify(problems));
  return form;
}

/** A form with a text before and behind what matters, as an incident form has. */
const FORM = formOf(`
name: Incident
description: Declare one
body:
  - type: markdown
    attributes: { value: Stay calm }
  - type: textarea
    id: broken
    attributes: { label: What is broken? }
    validations: { required: true }
  - type: dropdown
    id: severity
    attributes: { label: Severity, options: [P0, P1, "P2, minor"] }
    validations: { required: true }
  - type: dropdown
    id: regions
    attributes: { label: Regions, multiple: true, options: ["EU", "EU, West", "US", "West, US"] }
  - type: textarea
    id: log
    attributes: { label: Log, render: shell }
  - type: input
    attributes: { label: Who is affected? }
  - type: checkboxes
    id: checks
    attributes:
      label: Before you declare
      options: [{ label: "It is **down**", required: true }, { label: "I looked, twice" }]
  - type: textarea
    id: tried
    attributes: { label: Tried }
`);

/** The body that GitHub would write, with other Markdown for some fields. */
function body(values: Readonly<Record<string, string>> = {}): string {
  const written: Readonly<Record<string, string>> = {
    broken: 'Everything',
    severity: 'P1',
    regions: 'EU, US',
    log: '```shell\nboom\n```',
    'who-is-affected': 'All',
    checks: '- [x] It is **down**\n- [ ] I looked, twice',
    tried: '_No response_',
    ...values,
  };
  return FORM.fields.map(({ key, label }) => `### ${label}\n\n${written[key]}`).join('\n\n');
}

function read(text: string | null): FormReading {
  return parseFormBody(FORM, text);
}

function codes({ problems }: FormReading): readonly string[] {
  return problems.map(({ code, field }) => `${code} ${field ?? '-'}`);
}

function valueIn(reading: FormReading, key: string): unknown {
  return reading.fields[key]?.value;
}

test('a form as GitHub writes it', () => {
  const reading = read(body());
  expect(reading).toMatchObject({ ok: true, problems: [], matches: 'all' });
  expect({ ...reading.fields }).toEqual({
    broken: { type: 'textarea', value: 'Everything' },
    severity: { type: 'dropdown', value: 'P1' },
    regions: { type: 'dropdown', value: ['EU', 'US'] },
    log: { type: 'textarea', value: 'boom' },
    'who-is-affected': { type: 'input', value: 'All' },
    checks: {
      type: 'checkboxes',
      value: [
        { label: 'It is **down**', checked: true },
        { label: 'I looked, twice', checked: false },
      ],
    },
    tried: { type: 'textarea', value: null },
  });
});

test('carriage returns make no difference', () => {
  expect(read(body().replaceAll('\n', '\r\n'))).toMatchObject({ ok: true, fields: read(body()).fields });
});

test('places let one field be rewritten and no other', () => {
  const text = body();
  const place = read(text).places['severity'] ?? { start: 0, end: 0 };
  const rewritten = `${text.slice(0, place.start)}\n\nP0\n\n${text.slice(place.end)}`;
  expect(rewritten).toBe(body({ severity: 'P0' }));
});

describe('values', () => {
  test.each([
    { name: 'text over several paragraphs', values: { broken: 'a\n\nb' }, key: 'broken', is: 'a\n\nb' },
    {
      name: 'text with other headings',
      values: { broken: 'a\n\n### Details\n\nb' },
      key: 'broken',
      is: 'a\n\n### Details\n\nb',
    },
    {
      name: 'text with a table, a list and HTML',
      values: { broken: 'a|b\n-|-\n\n- [ ] c\n\n<b>d</b>' },
      key: 'broken',
      is: 'a|b\n-|-\n\n- [ ] c\n\n<b>d</b>',
    },
    { name: 'required text that is a sign', values: { broken: '🔥' }, key: 'broken', is: '🔥' },
    { name: 'a dot where nothing is required', values: { 'who-is-affected': '.' }, key: 'who-is-affected', is: '.' },
    { name: 'text that is the word None', values: { 'who-is-affected': 'None' }, key: 'who-is-affected', is: 'None' },
    { name: 'text that begins with blanks', values: { broken: '    code' }, key: 'broken', is: '    code' },
    { name: 'optional choice left at None', values: { regions: 'None' }, key: 'regions', is: [] },
    { name: 'optional choice not made', values: { regions: '_No response_' }, key: 'regions', is: [] },
    { name: 'option with a comma', values: { severity: 'P2, minor' }, key: 'severity', is: 'P2, minor' },
    {
      name: 'several with commas in them',
      values: { regions: 'EU, West, US' },
      key: 'regions',
      is: ['EU, West', 'US'],
    },
    { name: 'one of several', values: { regions: 'EU, West' }, key: 'regions', is: ['EU, West'] },
    { name: 'fence in a fence', values: { log: '```shell\n```\na\n```\n```' }, key: 'log', is: '```\na\n```' },
    { name: 'empty fence', values: { log: '```shell\n\n```' }, key: 'log', is: null },
    { name: 'fence that somebody removed', values: { log: 'boom' }, key: 'log', is: 'boom' },
    { name: 'fence of another language', values: { log: '```js\na\n```' }, key: 'log', is: '```js\na\n```' },
    {
      name: 'heading behind a closing mark',
      values: { 'who-is-affected': 'a ###' },
      key: 'who-is-affected',
      is: 'a ###',
    },
    {
      name: 'boxes ticked with a capital X',
      values: { checks: '- [X] It is **down**\n- [X] I looked, twice' },
      key: 'checks',
      is: [
        { label: 'It is **down**', checked: true },
        { label: 'I looked, twice', checked: true },
      ],
    },
  ])('$name', ({ values, key, is }) => {
    expect(valueIn(read(body(values)), key)).toEqual(is);
  });
});

test('a byte order mark before the first heading hides it as little as on GitHub', () => {
  const marked = `\ufeff${body()}`;
  const { ok, places } = read(marked);
  expect(ok).toBe(true);
  expect(read(body()).places['broken']).toEqual({
    start: (places['broken']?.start ?? 0) - 1,
    end: (places['broken']?.end ?? 0) - 1,
  });
});

test('a choice that stands there twice is said to be that', () => {
  expect(read(body({ regions: 'US, US' })).problems[0]?.message).toContain(
    '`US` stands under `Regions` more than once',
  );
});

describe('faults', () => {
  test.each([
    { name: 'required text left empty', values: { broken: '_No response_' }, is: ['required-missing broken'] },
    { name: 'required text that is a dot', values: { broken: '.' }, is: ['required-missing broken'] },
    { name: 'required text of dashes', values: { broken: ' --\n…' }, is: ['required-missing broken'] },
    { name: 'required choice left empty', values: { severity: '_No response_' }, is: ['required-missing severity'] },
    { name: 'unknown choice', values: { severity: 'P9' }, is: ['unknown-option severity'] },
    { name: 'choice in another case', values: { severity: 'p1' }, is: ['unknown-option severity'] },
    { name: 'choice and something more', values: { severity: 'P1\n\nreally' }, is: ['unknown-option severity'] },
    { name: 'one unknown of several', values: { regions: 'EU, Mars' }, is: ['unknown-option regions'] },
    { name: 'one of several twice', values: { regions: 'US, US' }, is: ['unknown-option regions'] },
    {
      name: 'required box not ticked',
      values: { checks: '- [ ] It is **down**\n- [ ] I looked, twice' },
      is: ['required-missing checks'],
    },
    { name: 'line of a box deleted', values: { checks: '- [x] It is **down**' }, is: ['checkbox-missing checks'] },
    {
      name: 'line of a required box deleted',
      values: { checks: '- [x] I looked, twice' },
      is: ['checkbox-missing checks', 'required-missing checks'],
    },
    {
      name: 'box mark deleted',
      values: { checks: '- [x] It is **down**\n- I looked, twice' },
      is: ['checkbox-missing checks'],
    },
    {
      name: 'box moved below another',
      values: { checks: '- [x] It is **down**\n  - [x] I looked, twice' },
      is: ['checkbox-missing checks'],
    },
    {
      name: 'box quoted',
      values: { checks: '- [x] It is **down**\n\n> - [x] I looked, twice' },
      is: ['checkbox-missing checks'],
    },
    {
      name: 'box added',
      values: { checks: '- [x] It is **down**\n- [ ] I looked, twice\n- [x] Approved' },
      is: ['unknown-option checks'],
    },
    {
      name: 'box both ticked and not',
      values: { checks: '- [ ] It is **down**\n- [x] It is **down**\n- [ ] I looked, twice' },
      is: ['conflict checks', 'required-missing checks'],
    },
  ])('$name', ({ values, is }) => {
    const reading = read(body(values));
    expect(codes(reading)).toEqual(is);
    expect(reading.ok).toBe(false);
  });

  test.each([
    { name: 'no body', text: null },
    { name: 'empty body', text: '' },
    { name: 'prose', text: 'Production is down' },
    { name: 'headings of another level', text: body().replaceAll('### ', '## ') },
    { name: 'underlined headings', text: 'Severity\n---\n\nP0' },
    { name: 'form in a fence', text: `\`\`\`\`\n${body()}\n\`\`\`\`` },
    { name: 'form in a quote', text: body().replace(/^/gm, '> ') },
    { name: 'form in a comment', text: `<!--\n${body()}\n-->` },
  ])('not this form: $name', ({ text }) => {
    const reading = read(text);
    expect(reading.matches).toBe('none');
    expect(codes(reading)).toEqual([
      'not-this-form -',
      'required-missing broken',
      'required-missing severity',
      'required-missing checks',
    ]);
    expect(Object.keys(reading.fields)).toEqual(FORM.fields.map(({ key }) => key));
    expect(valueIn(reading, 'severity')).toBeNull();
  });

  test('the question of another form behind a choice or a line is not part of it', () => {
    const other = '\n\n### Weather\n\nfine';
    const reading = read(body({ severity: `P1${other}`, 'who-is-affected': `All${other}`, broken: `a${other}` }));
    expect(['severity', 'who-is-affected', 'broken'].map((key) => valueIn(reading, key))).toEqual([
      ...['P1', 'All', `a${other}`],
    ]);
    expect(reading.ok).toBe(true);
  });

  test('a section that somebody removed', () => {
    const reading = read(body().replace('### Severity\n\nP1\n\n', ''));
    expect(codes(reading)).toEqual(['required-missing severity']);
    expect(reading.matches).toBe('some');
  });

  test.each([
    { name: 'to the end', values: { broken: '```\nlog', log: 'none' }, field: 'broken' },
    { name: 'to the fence of a later field', values: { broken: '```\nlog' }, field: 'broken' },
    { name: 'opened by a fence in a fence', values: { log: '```shell\na\n```\nb\n```' }, field: 'log' },
  ])('a fence that swallows fields is named as the cause: $name', ({ values, field }) => {
    const reading = read(body(values));
    expect(codes(reading)).toContain(`unclosed-fence ${field}`);
    expect(codes(reading).filter((code) => code.startsWith('required-missing'))).not.toEqual([]);
  });

  test.each([
    { name: 'a comment', values: { tried: 'x', log: '_No response_', broken: 'a <b>\n\n<!-- later' }, field: 'broken' },
    { name: 'preformatted text', values: { 'who-is-affected': '<pre>\nlog' }, field: 'who-is-affected' },
    { name: 'a script', values: { 'who-is-affected': '<script>' }, field: 'who-is-affected' },
  ])('HTML that swallows fields is named as the cause: $name', ({ values, field }) => {
    expect(codes(read(body(values)))).toContain(`unclosed-html ${field}`);
  });

  test('HTML that ends within its field swallows nothing', () => {
    expect(read(body({ broken: '<!-- a\n\n### Severity\n\nP0 -->\n\n<pre>\nb\n</pre>' })).ok).toBe(true);
  });

  test('every message has three parts', () => {
    for (const reading of [
      read(null),
      read(body({ broken: '```' })),
      read(body({ checks: '', severity: 'x', tried: '### Severity\n\nP0' })),
    ]) {
      for (const { message } of reading.problems)
        expect(message.match(/[.;] /g)?.length, message).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('forged headings', () => {
  const forged = '### Severity\n\nP0';
  const rest = FORM.fields
    .slice(1)
    .map(({ label }) => `### ${label}\n\nP0`)
    .join('\n\n');

  test.each([
    {
      name: 'in a text before the field',
      values: { broken: `a\n\n${forged}` },
      conflicts: ['severity'],
      severity: null,
    },
    { name: 'as the first line of a text before', values: { broken: forged }, conflicts: ['severity'], severity: null },
    {
      name: 'in a text behind the field',
      values: { tried: `a\n\n${forged}` },
      conflicts: ['severity'],
      severity: 'P1',
    },
    {
      name: 'a whole form in the last text',
      values: { tried: body({ severity: 'P0' }) },
      conflicts: FORM.fields.map(({ key }) => key),
      severity: null,
    },
    {
      name: 'the rest of the form in the first text',
      values: { broken: rest },
      conflicts: FORM.fields.slice(1).map(({ key }) => key),
      severity: null,
    },
    {
      name: 'within details',
      values: { tried: `<details>\n\n${forged}\n\n</details>` },
      conflicts: ['severity'],
      severity: 'P1',
    },
    { name: 'with blanks in front', values: { tried: `   ${forged}` }, conflicts: ['severity'], severity: 'P1' },
    {
      name: 'with closing hashes',
      values: { tried: '### Severity ###\n\nP0' },
      conflicts: ['severity'],
      severity: 'P1',
    },
    { name: 'in a fence', values: { broken: `\`\`\`\n${forged}\n\`\`\`` }, conflicts: [], severity: 'P1' },
    { name: 'in a quote', values: { broken: `> ${forged.replaceAll('\n', '\n> ')}` }, conflicts: [], severity: 'P1' },
    { name: 'in a list', values: { broken: `- ${forged.replaceAll('\n', '\n  ')}` }, conflicts: [], severity: 'P1' },
    { name: 'in a comment', values: { broken: `<!--\n${forged}\n-->` }, conflicts: [], severity: 'P1' },
    { name: 'in an HTML block', values: { broken: '<div>\n### Severity\nP0\n</div>' }, conflicts: [], severity: 'P1' },
    { name: 'as indented code', values: { broken: '    ### Severity\n\n    P0' }, conflicts: [], severity: 'P1' },
    {
      name: 'without a blank behind the hashes',
      values: { broken: '###Severity\n\nP0' },
      conflicts: [],
      severity: 'P1',
    },
    {
      name: 'at another level',
      values: { broken: '## Severity\n\nP0\n\n#### Severity\n\nP0' },
      conflicts: [],
      severity: 'P1',
    },
    { name: 'in another case', values: { broken: '### severity\n\nP0' }, conflicts: [], severity: 'P1' },
    { name: 'in look-alike letters', values: { broken: '### Sev\u0435rity\n\nP0' }, conflicts: [], severity: 'P1' },
  ])('$name', ({ values, conflicts, severity }) => {
    const reading = read(body(values));
    const found = reading.problems.filter(({ code }) => code === 'conflict').map(({ field }) => field);
    expect(found).toEqual(conflicts);
    expect(valueIn(reading, 'severity')).toBe(severity);
  });
});

describe('forged headings before a block that swallows the genuine ones', () => {
  const openers = [
    ...['```', '~~~~', '<!--', '<pre>', '<script>', '<style>', '<textarea>', '<?', '<!A', '<![CDATA['],
  ].map((opener) => ({ opener }));
  const others = FORM.fields.map(({ label }) => `### ${label}\n\nx`);
  const ticked = '### Before you declare\n\n- [x] It is **down**\n- [x] I looked, twice';
  const unticked = '- [ ] It is **down**\n- [ ] I looked, twice';
  const whole = body({ severity: 'P0', regions: 'US', checks: '- [x] It is **down**\n- [x] I looked, twice' });
  const genuine = { severity: 'P1', regions: 'EU', checks: unticked };

  describe.each(openers)('$opener', ({ opener }) => {
    test.each([
      { name: 'one, ended by another heading', forged: '### Severity\n\nP0\n\n### trace' },
      { name: 'one, the block in its own section', forged: '### Severity\n\nP0' },
      { name: 'one, ended by a known heading', forged: '### Severity\n\nP0\n\n### Who is affected?' },
      { name: 'several choices', forged: `### Severity\n\nP0\n\n### Regions\n\nUS\n\n${ticked}\n\n### trace` },
      { name: 'all behind it', forged: ['### Severity\n\nP0', '### Regions\n\nUS', ...others.slice(3, 5), ticked, '### Tried'].join('\n\n') },
      { name: 'the whole form', forged: `${whole}\n\n### trace` },
    ])('believes nothing: $name', ({ forged }) => {
      for (const values of [{ broken: `log\n\n${forged}\n\n${opener}` }, { broken: `log\n\n${forged}\n\n${opener}`, tried: '-->\n</pre>\n</script>\n</style>\n</textarea>\n?>\n]]>\n```\n~~~~' }]) {
        const reading = read(body({ ...genuine, ...values }));
        expect(valueIn(reading, 'severity')).toBeNull();
        expect(valueIn(reading, 'regions')).not.toContain('US');
        expect(JSON.stringify(valueIn(reading, 'checks'))).not.toContain('true');
        expect(codes(reading)).toContain('conflict severity');
      }
    });

    test('a heading that is not forged is lost with those behind it, and where the block begins is told', () => {
      const reading = read(body({ ...genuine, broken: `log\n\n### trace\n\n${opener}` }));
      expect(['severity', 'regions'].map((key) => valueIn(reading, key))).toEqual([null, []]);
      const found = reading.problems.find(({ code }) => code.startsWith('unclosed'));
      expect(found?.field).toBe('broken');
      expect(found?.message).toMatch(/begins in line 7 and does not end before the next field, so these are not read: `Severity`, `Regions`, `Log`(?:, `Who is affected\?`, `Before you declare` and 1 more)?\..* is expected\. Edit the issue/);
    });
  }); // biome-ignore format: one shape a line

  test.each([
    { name: 'in a fence', text: '```\n### Severity\n\nP0\n```' },
    { name: 'twice in a fence', text: '```\n### Severity\n\nP0\n\n### Severity\n\nP0\n```' },
    { name: 'all choices in a fence', text: `\`\`\`\n### Severity\n\nP0\n\n### Regions\n\nUS\n\n${ticked}\n\`\`\`` },
    { name: 'in a comment', text: '<!--\n### Severity\n\nP0\n-->' },
    { name: 'in preformatted text', text: '<pre>\n\n### Severity\n\nP0\n\n</pre>' },
  ])('a pasted log is read as text: $name', ({ text }) => {
    for (const key of ['broken', 'tried']) {
      const reading = read(body({ ...genuine, [key]: text }));
      expect(reading.problems.filter(({ code }) => code !== 'required-missing')).toEqual([]);
      expect(['severity', 'regions', key].map((one) => valueIn(reading, one))).toEqual(['P1', ['EU'], text]);
    }
  }); // biome-ignore format: one shape a line

  test('the message says what happened, what was expected and what to do next', () => {
    const { problems } = read(body({ broken: 'log\n\n### Severity\n\nP0\n\n### trace\n\n<!--' }));
    expect(problems.find(({ code, field }) => code === 'conflict' && field === 'severity')?.message).toBe(
      'The heading `### Severity` stands more than once or out of place (line 5, 13), so its field has no value. ' +
        'Each heading of the form is expected once, in its order, and every code block and HTML to end before the next one. ' +
        'Edit the issue: indent what was pasted by four spaces, or end it within its field.',
    );
  });

  test('an option with the end of HTML in it may be where the block ends', () => {
    const arrows = formOf(`
name: Arrows
description: Arrows
body:
  - { type: textarea, id: broken, attributes: { label: Broken } }
  - { type: dropdown, id: severity, attributes: { label: Severity, options: ["P0 --> all", "P1 --> one"] } }
`);
    const forged = 'log\n\n### Severity\n\nP0 --> all\n\n### trace\n\n<!--';
    const reading = parseFormBody(arrows, `### Broken\n\n${forged}\n\n### Severity\n\nP1 --> one\n\nbehind`);
    expect(reading.fields['severity']?.value).toBeNull();
  });
});

describe('whatever is typed', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '### Severity', '### Tried', '### Regions', '### Before you declare', '### What is broken?', '### Log', '### Who is affected?', '\n', '\n\n', '\r\n',
      'P0', 'EU', '```', '~~~', '```shell', '> ', '- ', '<!--', '-->', '<details>', '</details>', '<pre>', '</pre>', '<![CDATA[', '<?', '    ', '\t', '- [x] ',
      '- [x] I looked, twice', '- [ ] It is **down**', '_No response_', 'None', 'text', '#', '[a]: b', '|', '***', '---', '===', '\\', '\0', '__proto__', '@all',
    ), // biome-ignore format: a list of pieces
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const hostile = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  const line = hostile.map((text) => text.replace(/[\r\n]+/g, ' '));
  const typed = { broken: hostile, log: hostile, 'who-is-affected': line, tried: hostile };
  const chosen = {
    severity: fc.constantFrom('P0', 'P1', 'P2, minor'),
    regions: fc.subarray(['EU', 'EU, West', 'US']),
    ticks: fc.tuple(fc.boolean(), fc.boolean()),
  };
  const box = (on: boolean) => (on ? 'x' : ' ');
  /** As GitHub renders it: what is empty says so, and a text with `render` is put into a fence. */
  const rendered = (text: string, fence: string | null = null) => {
    if (text.trim() === '') return '_No response_';
    return fence === null ? text : `\`\`\`${fence}\n${text}\n\`\`\``;
  };

  test('into texts never changes what is chosen or ticked: it comes back as it was, or as nothing', () => {
    fc.assert(
      fc.property(fc.record({ ...typed, ...chosen }), ({ severity, regions, ticks: [down, looked], ...texts }) => {
        const checks = `- [${box(down)}] It is **down**\n- [${box(looked)}] I looked, twice`;
        const written = { ...texts, severity, regions: regions.join(', ') || 'None', checks };
        const reading = read(body({ ...written, log: rendered(texts.log, 'shell') }));
        expect(Object.keys(reading.fields)).toEqual(FORM.fields.map(({ key }) => key));
        expect([null, severity]).toContain(valueIn(reading, 'severity'));
        expect([[], regions]).toContainEqual(valueIn(reading, 'regions'));
        const ticked = [['It is **down**', down], ['I looked, twice', looked]] as const; // biome-ignore format: a pair
        const came = reading.fields['checks'];
        if (came?.type !== 'checkboxes') throw new Error('no boxes');
        for (const [index, [label, on]] of ticked.entries()) {
          expect(came.value[index]?.label).toBe(label);
          if (!on) expect(came.value[index]?.checked).toBe(false);
        }
      }),
      { numRuns: fuzzRuns(300) },
    );
  });

  test('into one text never changes another, and it comes back to the letter wherever nothing is reported', () => {
    fc.assert(
      fc.property(fc.record({ ...typed, ...chosen }), ({ severity, regions, broken, log, tried, ...rest }) => {
        const texts = { broken: rendered(broken), tried: rendered(tried), 'who-is-affected': rendered(rest['who-is-affected']) };
        const written = { ...texts, severity, regions: regions.join(', ') || '_No response_', log: rendered(log, 'shell') };
        const reading = read(body(written));
        const clean = (text: string) => {
          const shown = text.replace(/\r\n?/g, '\n').trimEnd().replace(/^(?:[ \t]*\n)+/, '');
          return shown.trim() === '' || shown.trim() === '_No response_' ? null : shown;
        };
        if (!reading.ok) return;
        expect(valueIn(reading, 'severity')).toBe(severity);
        expect(valueIn(reading, 'regions')).toEqual(regions);
        expect(valueIn(reading, 'broken')).toBe(clean(broken));
        expect(valueIn(reading, 'tried')).toBe(clean(tried));
        expect(valueIn(reading, 'who-is-affected')).toBe(clean(rest['who-is-affected'])?.trim() ?? null);
      }),
      { numRuns: fuzzRuns(300) },
    );
  }); // biome-ignore format: one thought a line

  test('as forged answers before and behind openers of blocks never becomes a choice or a tick', () => {
    const answers: Readonly<Record<string, string>> = {
      severity: 'P0',
      regions: 'US',
      checks: '- [x] It is **down**\n- [x] I looked, twice',
    };
    const section = fc.constantFrom(...FORM.fields).map(({ key, label }) => `### ${label}\n\n${answers[key] ?? 'x'}`);
    const fence = fc.constantFrom('```', '~~~', '```shell', '<!--', '-->', '<pre>', '</pre>', '<script>', '</script>', '<?', '?>', '<!A', '>', '<![CDATA[', ']]>', '<div>', '### trace', 'x');
    const forgery = fc.array(fc.oneof(section, fence), { maxLength: 12 }).map((pieces) => pieces.join('\n\n'));
    fc.assert(
      fc.property(forgery, forgery, forgery, fence, (broken, log, tried, affected) => {
        const written = { broken, tried, 'who-is-affected': affected, log: rendered(log, 'shell') };
        const reading = read(body({ ...written, severity: 'P1', regions: 'EU', checks: '- [ ] It is **down**\n- [ ] I looked, twice' }));
        expect([null, 'P1']).toContain(valueIn(reading, 'severity'));
        expect([[], ['EU']]).toContainEqual(valueIn(reading, 'regions'));
        expect(JSON.stringify(valueIn(reading, 'checks'))).not.toContain('true');
        expect([null, affected]).toContain(valueIn(reading, 'who-is-affected'));
        if (valueIn(reading, 'severity') === null) expect(codes(reading).join()).toMatch(/conflict|unclosed/);
      }),
      { numRuns: fuzzRuns(300) },
    );
  }); // biome-ignore format: one thought a line

  test('over the whole body is read without an error', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(Object.keys(read(text).fields)).toHaveLength(FORM.fields.length);
        expect(Object.getPrototypeOf(read(text).fields)).toBeNull();
      }),
      { numRuns: fuzzRuns(300) },
    );
  });
});

describe('names of properties', () => {
  const odd = formOf(`
name: Odd
description: Odd
body:
  - type: input
    attributes: { label: __proto__ }
  - type: input
    attributes: { label: constructor }
  - type: input
    attributes: { label: toString }
`);

  test('are labels like any other', () => {
    const { fields } = parseFormBody(
      odd,
      '### __proto__\n\na\n\n### constructor\n\nb\n\n### toString\n\n_No response_',
    );
    expect(JSON.stringify(fields)).toBe(
      '{"__proto__":{"type":"input","value":"a"},"constructor":{"type":"input","value":"b"},"tostring":{"type":"input","value":null}}',
    );
    expect(fields['hasOwnProperty']).toBeUndefined();
  });

  test('labels that repeat are told apart by their order', () => {
    const twice = formOf(`
name: Twice
description: Twice
body:
  - { type: input, id: from, attributes: { label: When } }
  - { type: input, id: to, attributes: { label: When } }
`);
    const { fields, ok } = parseFormBody(twice, '### When\n\na\n\n### When\n\nb');
    expect([fields['from']?.value, fields['to']?.value, ok]).toEqual(['a', 'b', true]);
    expect(parseFormBody(twice, '### When\n\na\n\n### When\n\nb\n\n### When\n\nc').ok).toBe(false);
  });
});

test('any text comes back as it was written', () => {
  const line = fc.stringMatching(/^[A-Za-z0-9 .,:;*_()'"-]{0,30}$/).map((text) => `x${text}`.trimEnd());
  const prose = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(
      prose,
      prose,
      fc.subarray(['EU', 'US'], { minLength: 0 }),
      fc.boolean(),
      (broken, tried, regions, second) => {
        const checks = `- [x] It is **down**\n- [${second ? 'x' : ' '}] I looked, twice`;
        const reading = read(body({ broken, tried, checks, regions: regions.join(', ') || '_No response_' }));
        expect(reading.ok).toBe(true);
        expect([valueIn(reading, 'broken'), valueIn(reading, 'tried'), valueIn(reading, 'regions')]).toEqual([
          broken,
          tried,
          regions,
        ]);
      },
    ),
    { numRuns: fuzzRuns(300) },
  );
});

test('64 kB of anything hostile is read', () => {
  for (const piece of [
    '### Severity\n\nP0\n\n',
    '### Severity\n',
    '- [x] It is **down**\n',
    '<!--',
    '`',
    '> ',
    '- ',
    '#',
    '\n',
    '|',
    '[a]: b\n',
  ]) {
    const text = piece.repeat(Math.floor(60_000 / piece.length));
    expect(read(`${body()}\n\n${text}`).fields['broken']).toBeDefined();
    expect(read(text).ok).toBe(false);
  }
});
