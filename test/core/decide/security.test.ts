// A security incident where everybody can read: nothing of it is lost, and nothing of it is shown.
import { describe, expect, test } from 'vitest';
import { openBlock } from '../../../src/shell/render/block.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;
const SECURITY = { labelled: ['incident', 'P0', 'security'] };

function open(live: ConstructorParameters<typeof Model>[0] = {}): Model {
  const model = new Model({ title: '[INCIDENT P0] Production down', ...live });
  model.isPublic = true;
  model.open();
  return model;
}

const everything = (model: Model) => [model.card, model.live.title, ...model.said.map(({ body }) => body)].join('\n');

describe('what was written', () => {
  test('stays in the record and comes back on the card when the flag is taken back', () => {
    const model = open();
    model.say(people.responder, '/decision Rotate the admin token, because it leaked\n\n/impact all customers');
    model.relabel(people.responder, ['security'], []);
    expect(model.card).not.toMatch(/admin token|all customers/);
    expect(model.record).toMatchObject({
      impact: 'all customers',
      decisions: [{ text: 'Rotate the admin token', because: 'it leaked' }],
    });
    model.relabel(people.responder, [], ['security']);
    expect(model.card).toContain('all customers');
  });

  test('is not carried by the card that everybody can read', () => {
    const model = open(SECURITY);
    model.say(people.responder, '/impact all customers');
    const carried = openBlock(model.card, model.record?.issue ?? build.aReport().issue, 'a key of the tests');
    expect(carried).toMatchObject({ ok: true, incident: { security: true, impact: null } });
    expect(model.record?.impact).toBe('all customers');
  });
});

test('what was not done is told by its line alone: a reply outlives the comment that is deleted', () => {
  const model = open(SECURITY);
  model.say(people.responder, '/note a\n\n/severity P9 the admin token leaked');
  expect(model.said.at(-1)?.body).toContain('/severity was not done (line 3).');
  expect(everything(model)).not.toContain('token');
});

describe('somebody who may not respond', () => {
  const hidden = (model: Model) => model.record?.security;

  test('sets the label: warned once, noted, and the card stays as it is', () => {
    const model = open();
    model.say(people.responder, '/impact all customers');
    model.relabel(people.visitor, ['security'], []);
    const warnings = () => model.said.filter(({ body }) => body.includes('everybody can read this repository')).length;
    expect([hidden(model), warnings()]).toEqual([false, 1]);
    expect(model.card).toContain('all customers');
    model.relabel(people.visitor, [], ['security']);
    model.relabel(people.visitor, ['security'], []);
    model.say(people.responder, '/note looking');
    model.until(minute(10));
    expect([hidden(model), warnings()]).toEqual([false, 1]);
    model.relabel(people.responder, ['security'], []);
    expect(hidden(model)).toBe(true);
  });

  test('says so in the description: the same', () => {
    const model = open({ body: build.formBody({ broken: 'Checkout' }) });
    model.rewrite(
      people.visitor,
      build.formBody({ broken: 'Checkout', security: 'Yes: an attack, a leak, or a secret that got out' }),
    );
    expect(hidden(model)).toBe(false);
    expect(model.said.at(-1)?.body).toContain('everybody can read this repository');
  });
});

describe('an answer that is in doubt hides details', () => {
  const no = build.formBody({ broken: 'Checkout', security: 'No: not as far as we know' });
  const heading = '### Is it a security incident?';
  const as = (answer: string) => no.replace('No: not as far as we know', answer);

  test.each([
    { name: 'told twice', body: `${no}\n\n${heading}\n\nNo: not as far as we know`, is: true },
    { name: 'told in another text as well', body: no.replace('Checkout', `Checkout\n\n${heading}\n\nNo`), is: true },
    { name: 'none of the options', body: as('Yes, passwords'), is: true },
    { name: 'none of the options, and a no', body: as('No.'), is: false },
    { name: 'no answer', body: as('_No response_'), is: false },
    { name: 'None', body: as('None'), is: false },
    { name: 'a no', body: no, is: false },
  ])('$name: $is', ({ body, is }) => {
    expect(open({ body }).record?.security).toBe(is);
  });

  test('an edit by a responder that leaves it in doubt hides them too, one of something else does not', () => {
    const model = open({ body: no });
    model.rewrite(people.responder, no.replace('Checkout', 'Payments'));
    expect(model.record?.security).toBe(false);
    model.rewrite(people.responder, `${no}\n\n${heading}\n\nNo`);
    expect(model.record?.security).toBe(true);
  });
});

describe('texts of people', () => {
  test('the summary is not the first answer of the form', () => {
    const model = open({
      ...SECURITY,
      title: '[INCIDENT] ',
      body: build.formBody({ broken: 'SQL injection in /login', severity: 'hunter2' }),
    });
    model.until(minute(60));
    expect(everything(model)).not.toMatch(/SQL injection|hunter2/);
    expect(model.live.title).toBe('[INCIDENT P0] Security incident');
  });

  test.each([
    ['in a code block', '```\nSQL injection in the login\n```'],
    ['in HTML', '<b>SQL injection in the login</b>'],
    ['behind a comment of HTML', '<!-- what you see -->\n\nSQL injection in the login'],
    ['behind a long log', `\`\`\`\n${'GET /login 500\n'.repeat(40)}\`\`\`\n\nSQL injection in the login`],
    ['behind much that is not shown', `<!-- ${'what you see '.repeat(40)}-->\n\nSQL injection in the login`],
  ])('nor is it when that stands %s', (_where, broken) => {
    const model = new Model({
      labelled: ['incident', 'P1', 'security'],
      title: '[INCIDENT P1] ',
      body: build.formBody({ broken }),
    });
    model.isPublic = true;
    model.open();
    expect(model.live.title).toBe('[INCIDENT P1] Security incident');
    expect(`${model.card}${model.said.map(({ body }) => body).join('')}`).not.toContain('SQL');
  });

  test('a dry run repeats no title', () => {
    const model = new Model({ labelled: ['incident', 'P1', 'security'], title: '[INCIDENT P1] SQL injection' });
    model.isPublic = true;
    model.open();
    model.say(people.responder, '/decline --plain a question --dry-run');
    model.say(people.responder, '/severity P2 --dry-run');
    expect(model.said.at(-1)?.body).toContain('Title: `[INCIDENT P2] Security incident`');
    expect(model.said.map(({ body }) => body).join('')).not.toContain('SQL');
  });

  test('reasons of overrides and ticks, and the resolution, are in the thread alone', () => {
    const model = open(SECURITY);
    model.say(people.lead, '/ack');
    model.say(people.lead, '/na 4 --force because of hunter2');
    model.say(people.lead, '/resolve --force changed the password hunter2');
    model.until(minute(30));
    model.say(people.lead, '/close --force password was hunter2');
    expect(model.record?.status).toBe('closed');
    expect(everything(model)).not.toContain('hunter2');
    expect(everything(model)).toContain('(in the thread)');
  });

  test('the announcement says where the fix is told', () => {
    const model = open(SECURITY);
    model.say(people.lead, '/ack');
    model.say(people.lead, '/resolve --force changed the password hunter2');
    const said = model.said.map(({ body }) => body).join();
    expect(said).toMatch(/Fix: \(in the thread\)/);
    expect(said).not.toContain('Note (in the thread)');
  });

  test('a reply repeats neither the brief of a handoff nor the cause', () => {
    const model = open(SECURITY);
    model.say(people.lead, '/ack');
    model.say(people.lead, '/handoff @commander the leak is hunter2 next="rotate hunter2"');
    const own = () => model.said.map(({ body }) => body).join();
    expect(own()).toContain('@commander');
    model.say(people.commander, '/cause hunter2 was in the log');
    expect(model.record?.cause?.text).toBe('hunter2 was in the log');
    model.say(people.commander, '/note hunter2 again --dry-run');
    expect([own(), model.card].join()).not.toContain('hunter2');
  });

  test('an answer that is none of the options is not quoted', () => {
    const model = open({
      ...SECURITY,
      body: build.formBody({ broken: 'Checkout', customer_facing: 'hunter2 under `x`' }),
    });
    model.until(minute(60));
    expect(model.record?.missing.join()).toContain('hunter2');
    expect([model.card, ...model.said.map(({ body }) => body)].join()).not.toContain('hunter2');
  });
});

describe('a code block or HTML without an end that swallows the answer', () => {
  const answers = {
    affected: 'SECRETIMPACT',
    severity: 'P0: production down or data loss',
    security: 'Yes: an attack, a leak, or a secret that got out',
  };

  test.each([
    { name: 'a code block of backticks in another text', broken: 'login bypass with token=SECRET', tried: '```\nlog' },
    { name: 'a code block of tildes in another text', broken: 'login bypass with token=SECRET', tried: '~~~\nlog' },
    { name: 'a code block of backticks', broken: 'login bypass with token=SECRET\n\n```\nlog', tried: '' },
    { name: 'a code block of tildes', broken: 'login bypass with token=SECRET\n\n~~~\nlog', tried: '' },
    { name: 'a comment', broken: 'login bypass with token=SECRET\n\n<!-- log', tried: '' },
    { name: 'preformatted text', broken: 'login bypass with token=SECRET\n\n<pre>\nlog', tried: '' },
    { name: 'a comment at the very beginning', broken: '<!-- login bypass with token=SECRET', tried: '' },
  ])('$name: it counts as a yes, and no detail is shown', ({ broken, tried }) => {
    const model = open({
      title: '[INCIDENT] ',
      labelled: ['incident'],
      body: build.formBody({ ...answers, broken, tried }),
    });
    model.until(minute(60));
    expect(model.record?.security).toBe(true);
    expect(everything(model)).not.toMatch(/SECRET|bypass/);
  });

  test('and one that swallows nothing of it does not, nor where nobody was asked', () => {
    const no = { ...answers, broken: 'Checkout', security: 'No: not as far as we know' };
    expect(open({ body: build.formBody({ ...no, tried: '```\nlog\n```' }) }).record?.security).toBe(false);
    const unasked = build.policyOf('intake: { security: { asks: false } }\n');
    const model = new Model({ body: build.formBody({ ...no, tried: '```\nlog' }, unasked) }, unasked);
    model.isPublic = true;
    model.open();
    expect(model.record?.security).toBe(false);
  });
});
