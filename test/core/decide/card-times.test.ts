// The card's times and rows: what is past says so, whether it was met, and nothing on it contradicts the record.
import { describe, expect, test } from 'vitest';
import { cardMessage } from '../../../src/core/decide/card-message.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { createMessageRenderer } from '../../../src/shell/render/message.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute, acknowledged } = build;
const render = createMessageRenderer(build.shipped.messages);

function policyWith(formats = 'minutes') {
  return build.policyOf(`${build.mapped}formats: { duration: ${formats} }
levels:
  - { name: P0, respond_within: 5m, resolve_within: 4h, monitor: 2h, updates: { first: 15m, every: 15m } }
`);
}

function row(incident: Incident, name: string, at = 10, policy = policyWith()): string | undefined {
  const text = render(cardMessage(incident, policy, minute(at), 'https://github.test/acme/shop'));
  return text
    .split('\n')
    .find((line) => line.startsWith(`| **${name}** |`))
    ?.split('|')[2]
    ?.trim();
}

const declared = build.anIncident();
const answered = (at: number) => build.after(declared, minute(at), acknowledged);
const resolvedAt = (at: number) => build.after(answered(1), minute(at), build.resolved);

describe('a time on the card', () => {
  test.each([
    { name: 'the answer is to come', incident: declared, at: 4, row: 'Respond by', is: '2026-03-01 04:05 UTC' },
    { name: 'the answer is missed', incident: declared, at: 6, row: 'Respond by', is: '2026-03-01 04:05 UTC (missed)' },
    { name: 'answered in time', incident: answered(3), row: 'Acknowledged', is: '2026-03-01 04:03 UTC (in time, due 04:05 UTC)' },
    { name: 'answered late', incident: answered(9), row: 'Acknowledged', is: '2026-03-01 04:09 UTC (late, due 04:05 UTC)' },
    { name: 'answered before the severity changed: not judged', incident: build.after(answered(9), minute(10), build.atLevel('P0')), row: 'Acknowledged', is: '2026-03-01 04:09 UTC' },
    { name: 'answered: nothing to respond by', incident: answered(3), row: 'Respond by', is: undefined },
    { name: 'the resolution is missed', incident: answered(3), at: 300, row: 'Resolve by', is: '2026-03-01 08:00 UTC (missed)' },
    { name: 'resolved in time', incident: resolvedAt(60), at: 60, row: 'Resolved', is: '2026-03-01 05:00 UTC (in time, due 08:00 UTC)' },
    { name: 'an update is late', incident: answered(3), at: 20, row: 'Next update by', is: '2026-03-01 04:15 UTC (late)' },
    { name: 'the window is over', incident: build.after(answered(3), minute(5), build.watched), at: 130, row: 'Monitoring until', is: '2026-03-01 06:05 UTC (over)' },
    { name: 'a phase within its budget', incident: declared, at: 4, row: 'Phase', is: 'Detection &#38; Triage (until 04:05 UTC)' },
    { name: 'a phase over its budget', incident: declared, at: 6, row: 'Phase', is: 'Detection &#38; Triage (was to end by 04:05 UTC)' },
    { name: 'a phase that ends another day', incident: resolvedAt(60), at: 60, row: 'Phase', is: 'Post-Incident Review (until 2026-03-04 05:00 UTC)' },
  ])('$name', ({ incident, at = 10, row: name, is }) => {
    expect(row(incident, name, at)).toBe(is);
  }); // biome-ignore format: a table

  const again = build.after(resolvedAt(60), minute(600), build.reopened);
  test.each([
    { row: 'Resolve by', is: '2026-03-01 18:00 UTC' },
    { row: 'Reopened', is: '2026-03-01 14:00 UTC' },
    { row: 'Resolved', is: undefined },
  ])('after a reopening, $row counts from it', ({ row: name, is }) => {
    expect(row(again, name, 601)).toBe(is);
  });

  test.each([
    { format: 'minutes', is: '75 minutes' },
    { format: 'hours-minutes', is: '1 hour 15 minutes' },
    { format: 'from-to', is: '04:00 - 05:15 UTC' },
  ])('lengths are as the policy writes them: $format', ({ format, is }) => {
    expect(row(resolvedAt(75), 'Duration', 75, policyWith(format))).toBe(is);
  });

  test('a length with a reopening in it says so', () => {
    expect(row(build.after(again, minute(630), build.resolved), 'Duration', 630)).toBe('630 minutes, reopened at 14:00 UTC');
  }); // biome-ignore format: one thought
});

describe('what the clock says', () => {
  test('counts from a reopening, and in the policy’s way of writing', () => {
    const policy = build.policyOf(`${build.mapped}formats: { duration: hours-minutes }
levels: [{ name: P0, updates: { first: 90m, every: 90m }, escalation: [{ after: 0m, targets: [devops] }, { after: 75m, targets: [ceo] }] }]
`);
    const model = new Model({}, policy);
    model.open();
    model.say(people.responder, '/ack');
    model.say(people.lead, '/resolve --force done');
    model.until(minute(600));
    model.say(people.responder, '/reopen it is back');
    model.until(minute(675));
    expect(model.said.at(-1)?.body).toContain('Not resolved 1 hour 15 minutes after it was reopened.');
    model.until(minute(690));
    expect(model.said.at(-1)?.body).toContain('(15:30 UTC, 1 hour 30 minutes after it was reopened)');
  });
});

describe('the card’s rows', () => {
  function begun(): Model {
    const body = build.formBody({ broken: 'Checkout', affected: 'All users', extent: 'every payment', severity: 'P0: production completely down, data loss, security breach' });
    const model = new Model({ body }, policyWith());
    model.open();
    model.say(people.responder, '/ack');
    return model;
  } // biome-ignore format: one thought a line

  test('how bad it is, as the form says', () => {
    expect(begun().card).toContain('| **Impact** | All users; every payment |');
  });

  test('an ETA is an instant, and gone when it is over', () => {
    const model = begun();
    model.say(people.responder, '/update rolling back eta="in 30 minutes" next="look at the logs"');
    expect(model.card).toContain('| **ETA** | 2026-03-01 04:30 UTC |');
    expect(model.card).toContain('| **Next** | look at the logs |');
    model.say(people.lead, '/resolve --force done');
    expect(model.card).not.toContain('**ETA**');
    model.say(people.responder, '/reopen');
    expect(model.card).not.toContain('**ETA**');
  });

  test('roles by their titles', () => {
    const model = begun();
    model.say(people.responder, '/role devops @lead');
    expect(model.card).toContain('| **DevOps** | lead |');
  });

  test('the list is ticked by what happens', () => {
    const model = begun();
    expect(model.card).toContain('⬜ 6. Root cause identified');
    model.say(people.responder, '/status identified');
    expect(model.card).toMatch(/✅ 6\. Root cause identified · responder 04:00 UTC/);
  });
});

describe('/resolve without a window', () => {
  test('says what is still open', () => {
    const policy = build.policyOf('preset: standard\n');
    const model = new Model({ labelled: ['incident', 'P1'], title: '[INCIDENT P1] Down' }, policy);
    model.open();
    model.say(people.responder, '/ack');
    model.say(people.lead, '/resolve --force it works');
    expect(model.said.at(-1)?.body).toMatch(/Resolved, with these still open on the checklist:\n\n- \*\*1\*\* Health checks passing\n/);
  }); // biome-ignore format: one thought a line
});

test('/status tells the policy’s own words', () => {
  const model = new Model({}, build.policyOf(`${build.mapped}status_words: { mitigating: Hosing }\n`));
  model.open();
  model.say(people.responder, '/status nothing');
  expect(model.said.at(-1)?.body).toContain('`mitigating` (also `Hosing`, `fixing`)');
});

test('labels of a report whose prefix changed before anybody took it are taken off', () => {
  const before = build.policyOf(`${build.mapped}labels: { status_prefix: "is: ", severity_prefix: "sev: " }\n`);
  const model = new Model({}, before);
  model.open(people.visitor);
  expect(model.live.labels.map(({ name }) => name).sort()).toEqual(['incident', 'is: reported', 'sev: P0']);
  model.policy = build.aPolicy();
  model.say(people.responder, '/ack');
  expect(model.live.labels.map(({ name }) => name).sort()).toEqual(['P0', 'incident', 'status: investigating']);
});

test('a prefix of blanks is none: GitHub takes them off', () => {
  const model = new Model({}, build.aPolicy({ labels: { backlog: 'backlog', drill: 'drill', incident: 'incident', statusPrefix: ' ', severityPrefix: ' ' } }));
  model.open();
  expect(model.live.labels.map(({ name }) => name).sort()).toEqual(['P0', 'incident', 'investigating']);
}); // biome-ignore format: one thought a line
