// What an issue says about itself: by form, by title, by labels, by the runbook's own command.
import { describe, expect, test } from 'vitest';
import { readDeclaration } from '../../../src/core/incident/declaration.ts';
import { aPolicy, formBody, policyOf, shippedForm } from '../../support/builders.ts';

type Written = { readonly title?: string; readonly body?: string; readonly labels?: readonly string[] };

const read = (
  { title = '[INCIDENT] Checkout fails', body = '', labels = ['incident'] }: Written,
  policy = aPolicy(),
  form = shippedForm,
) => readDeclaration({ title, body, labels }, form, policy);

describe('the shipped form', () => {
  const filled = formBody({
    broken: 'Checkout answers 500',
    severity: 'P1 High (urgent): Major feature broken, significant user impact, performance degraded',
    affected: 'All users',
    started: '2026-03-01T03:58Z',
    changed: 'deploy v2.4.0',
    detection: 'Alert fired',
  });

  test('is read field by field', () => {
    const said = read({ body: filled });
    expect(said).toMatchObject({
      summary: 'Checkout fails',
      level: 'P1',
      times: { started: '2026-03-01T03:58:00Z' },
      detection: 'Alert fired',
      impact: 'All users',
      missing: [],
    });
    expect(said.answers.map(({ id, value }) => [id, value])).toEqual([
      ['broken', 'Checkout answers 500'],
      ['affected', 'All users'],
      ['started', '2026-03-01T03:58Z'],
      ['changed', 'deploy v2.4.0'],
      ['detection', 'Alert fired'],
    ]);
  });

  test('with Windows line ends it says the same', () => {
    expect(read({ body: filled.replaceAll('\n', '\r\n') })).toEqual(read({ body: filled }));
  });

  test('a title left at its prefix: the first line of what is broken is the summary', () => {
    const body = formBody({ broken: `Checkout answers 500\nsince the deploy` });
    expect(read({ title: '[INCIDENT] ', body }).summary).toBe('Checkout answers 500');
    const long = formBody({ broken: 'x'.repeat(200) });
    expect([...read({ title: '[INCIDENT]', body: long }).summary]).toHaveLength(80);
  });

  test('not sure yet: no severity', () => {
    expect(read({ body: formBody({ broken: 'x', severity: 'Not sure yet' }) }).level).toBeNull();
  });

  test('what is required and not there is named', () => {
    expect(read({ body: formBody({}) }).missing.join()).toMatch(/What is broken\?/);
  });

  test('a level with a blank in its name, and neither title nor definition', () => {
    const policy = policyOf('levels: [{ name: Sev 1, rank: 9 }]');
    expect(read({ body: formBody({ broken: 'x', severity: 'Sev 1' }) }, policy).level).toBe('Sev 1');
  });

  test('a long answer is kept in part, whole characters only', () => {
    const { answers } = read({ body: formBody({ broken: '🚨'.repeat(400) }) });
    expect(answers[0]?.value).toBe('🚨'.repeat(280));
  });
});

describe('the runbook’s own command, to the letter', () => {
  test('its line ends arrive as backslash-n', () => {
    const body = 'Started: 2026-03-01T04:05:06Z\\nStatus: Investigating';
    expect(read({ title: '[INCIDENT P0] Production down', body, labels: ['incident', 'P0'] })).toEqual({
      summary: 'Production down',
      level: 'P0',
      formLevel: null,
      times: { started: '2026-03-01T04:05:06Z', complaint: null, alerted: null, detected: null },
      customerFacing: null,
      excluded: null,
      detection: null,
      impact: null,
      answers: [],
      missing: [],
      unasked: [expect.stringContaining('`What is broken?` has no answer.')],
      security: false,
      unknown: [],
    });
  });

  test('without push access GitHub drops the labels: the title still says the level', () => {
    expect(read({ title: '[INCIDENT P0] Production down', labels: [] }).level).toBe('P0');
  });
});

describe('the severity', () => {
  test.each([
    { name: 'label before title', title: '[INCIDENT P3] x', labels: ['P1'], level: 'P1' },
    { name: 'the worst of several labels', title: '[INCIDENT] x', labels: ['P2', 'p0', 'P1'], level: 'P0' },
    { name: 'the title where no label is one', title: '[INCIDENT p2] x', labels: ['incident', 'bug'], level: 'P2' },
    { name: 'in brackets of its own', title: '[p1] x', labels: ['incident'], level: 'P1' },
    { name: 'an unknown level is none', title: '[INCIDENT P9] x', labels: ['incident', 'P7'], level: null },
    { name: 'never from free text', title: 'P0 everything is down', labels: ['incident'], body: 'Severity: P0', level: null },
  ])('$name', ({ title, labels, body = '', level }) => {
    expect(read({ title, labels, body }).level).toBe(level);
  }); // biome-ignore format: a table
});

describe('a severity that is none of the policy', () => {
  test.each([
    { name: 'in the prefix of the title', title: '[INCIDENT SEV-9] x', said: ['title SEV-9'] },
    { name: 'in a bracket of the title, which stays in it', title: '[SEV-9] x', said: ['title SEV-9'], summary: '[SEV-9] x' },
    { name: 'as a label', labels: ['incident', 'P7', 'bug'], said: ['label P7'] },
    { name: 'as a label with the usual prefix', labels: ['priority: 2', 'team-9'], said: ['label priority: 2'] },
    { name: 'another bracket is free text', title: '[Payments] x', said: [], summary: '[Payments] x' },
    { name: 'a label in the manner of this policy', labels: ['Tier 3'], policy: policyOf('levels: [{ name: Tier 1, rank: 9 }]'), said: ['label Tier 3'] },
    { name: 'a label with the prefix of this policy', labels: ['severity: ouch'], policy: policyOf('labels: { severity_prefix: "severity: " }'), said: ['label severity: ouch'] },
  ])('$name: named, and none is taken', ({ title = '[INCIDENT] x', labels = ['incident'], said, summary = 'x', policy = aPolicy() }) => {
    const declaration = read({ title, labels }, policy);
    expect(declaration.level).toBeNull();
    expect(declaration.summary).toBe(summary);
    expect(declaration.unknown.map((one) => `${one.where} ${one.said}`)).toEqual(said);
  }); // biome-ignore format: a table

  test('in the form of another shipped runbook: read by its rank, never by its name, and named', () => {
    const severity = 'P1 Critical: Complete service outage, data loss, security breach';
    expect(read({ body: formBody({ broken: 'x', severity }) })).toMatchObject({
      level: 'P0',
      unknown: [{ where: 'form', said: severity, readAs: 'P0' }],
      missing: [],
    });
    const two = policyOf('preset: none\nlevels: [{ name: bad, rank: 1 }, { name: worse than that, rank: 3 }]');
    expect(read({ body: formBody({ broken: 'x', severity: 'P1 Critical: Complete service outage, data loss, security breach' }) }, two).level).toBe('bad');
  }); // biome-ignore format: one thought a line

  test('in words that no runbook has: asked for, and not as a correction of the form', () => {
    const severity = 'P1 Critical: Complete service outage';
    expect(read({ body: formBody({ broken: 'x', severity }) })).toMatchObject({
      level: null,
      unknown: [{ where: 'form', said: severity }],
      missing: [],
    });
  });

  test('the name alone says nothing of what it means', () => {
    expect(read({ body: formBody({ broken: 'x', severity: 'P1' }) })).toMatchObject({
      level: null,
      unknown: [{ where: 'form', said: 'P1' }],
    });
  });

  test('not sure yet is no unknown severity', () => {
    expect(read({ body: formBody({ broken: 'x', severity: 'Not sure yet' }) }).unknown).toEqual([]);
  });
});

describe('the summary of an issue whose title is left as it was', () => {
  test.each([
    { name: 'the first line', broken: 'Checkout is down\nsince noon', is: 'Checkout is down' },
    { name: 'behind a fence', broken: '```\nError: 500\n```\nCheckout is down\nsince noon', is: 'Checkout is down' },
    { name: 'behind HTML', broken: '<img src="https://x.example/a.png">\n\nCheckout is down', is: 'Checkout is down' },
    { name: 'without tags', broken: '<b>Checkout</b> is down', is: 'Checkout is down' },
    { name: 'in a fence alone', broken: '```\nError: 500\n```', is: 'Error: 500' },
  ])('$name', ({ broken, is }) => {
    expect(read({ title: '[INCIDENT] ', body: formBody({ broken }) }).summary).toBe(is);
  });
});

test('a box that only an older form has is no problem', () => {
  const body = formBody({
    broken: 'x',
    severity: 'P1 High (urgent): Major feature broken, significant user impact, performance degraded',
  });
  const boxes = ['Production is affected, or about to be', 'It contains no secrets or personal data'];
  const older = [boxes[0], 'This is not planned maintenance, ordinary debugging or performance work', boxes[1]];
  const declared = (labels: readonly (string | undefined)[]) => {
    const section = labels.map((label) => `- [x] ${label}`).join('\n');
    return read({
      body: body.replace(/(### Before you declare\n\n)[\s\S]*$/, (_all, heading) => `${heading}${section}\n`),
    });
  };
  expect(body).toContain('### Before you declare');
  expect(declared(older).missing).toEqual([]);
  expect(declared(boxes).missing).toEqual([]);
});

describe('when it started, in a plain body', () => {
  test.each([
    { line: 'Started: 2026-03-01T04:05:06Z', at: '2026-03-01T04:05:06Z' },
    { line: 'started:2026-03-01T04:05Z', at: '2026-03-01T04:05:00Z' },
    { line: 'Started: 2026-03-01T05:05:06+01:00', at: '2026-03-01T04:05:06Z' },
    { line: 'Started: 2026-03-01 04:05 UTC', at: '2026-03-01T04:05:00Z' },
    { line: 'Started: 2026-03-01 04:05', at: '2026-03-01T04:05:00Z' },
    { line: 'Started: 2026-03-01T04:05', at: '2026-03-01T04:05:00Z' },
  ])('$line', ({ line, at }) => {
    expect(read({ body: `${line}\r\nStatus: Investigating` })).toMatchObject({ times: { started: at }, missing: [] });
  });

  test.each(['Started: about an hour ago', 'Started: $(date -u)', 'Started: 2026-13-45T99:99Z'])('%s is asked about', (line) => {
    const said = read({ body: line });
    expect(said.times.started).toBeNull();
    expect(said.missing.join()).toMatch(/start time was not understood/);
  }); // biome-ignore format: one thought

  test.each(['', ' ', '\0', '\\n\\n', 'Started:', 'Restarted: 2026-03-01T04:05Z'])(
    'a body of %j says nothing',
    (body) => {
      expect(read({ body })).toMatchObject({ times: { started: null }, missing: [] });
    },
  );
});
