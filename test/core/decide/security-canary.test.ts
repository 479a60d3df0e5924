// Of a security incident that everybody can read, no command repeats what was written with it: not in comments, not on the card, not in public channels.
import { describe, expect, test } from 'vitest';
import { understood } from '../../../src/core/commands/index.ts';
import type { CommandSpec } from '../../../src/core/commands/spec.ts';
import { openBlock } from '../../../src/shell/render/block.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;
const CANARY = 'CANARY';

const policy = build.policyOf(`${build.mapped}
channels:
  - { id: bosses, title: Management, kind: email, audience: stakeholders, to: [boss@acme.test] }
  - { id: site, title: Status site, kind: webhook, audience: public }
`);

function open(): Model {
  const model = new Model(
    { labelled: ['incident', 'P1', 'security'], title: `[INCIDENT P1] ${CANARY} in the login` },
    policy,
  );
  model.isPublic = true;
  model.connected = ['email', 'webhook'];
  model.others = { 12: anotherIncident };
  model.open(people.lead);
  model.retitle(people.lead, '[INCIDENT P1] Login trouble');
  for (const body of ['/ack', '/hypothesis the cache', '/severity P1']) model.say(people.lead, body);
  return model;
}

const anotherIncident = {
  issue: { ...build.aReport().issue, number: 12, nodeId: 'I_12' },
  url: 'https://github.test/acme/shop/issues/12',
  state: 'open' as const,
  labels: ['incident', 'P1', 'status: investigating'],
};

/** Everything that others than responders can read, but for what people wrote themselves. */
function readable(model: Model): string {
  const { record } = model;
  const carried = openBlock(model.card, record?.issue ?? build.aReport().issue, 'a key of the tests');
  const outsiders = policy.channels.flatMap(({ id, audience }) => (audience === 'internal' ? [] : [id]));
  const told = model.decisions
    .flatMap(({ tellings = [] }) => tellings)
    .filter(({ channel }) => outsiders.includes(channel));
  return [model.card, ...model.said.map(({ body }) => body), JSON.stringify(carried), JSON.stringify(told)].join('\n');
}

/** What stands for an argument that is right. */
const values: Readonly<Record<string, string>> = {
  level: 'P2',
  status: 'mitigating',
  duration: '10m',
  user: '@commander',
  time: '03:00',
  number: '#12',
  contact: 'devops',
  role: 'comms',
  item: '4',
  command: 'ack',
};

/** The lines in which a command takes text: behind its right arguments, in each option, and in the place of an argument. */
function linesOf({ name, args, options, freeText, flags }: CommandSpec): readonly string[] {
  const right = args
    .filter(({ required }) => required)
    .map(({ name: what, kind, choices }) => choices?.[0] ?? values[kind] ?? values[what] ?? CANARY);
  const said = [`/${name}`, ...right, ...(freeText === undefined ? [] : [`${CANARY}s`])].join(' ');
  const settings = options.map((option) => `${option.name}="${CANARY} of it"`).join(' ');
  return [
    said,
    `${said} --dry-run`,
    `${said} --force`,
    ...flags.map((flag) => `${said} --${flag}`),
    ...(settings === '' ? [] : [`${said} ${settings}`]),
    `/ ${said.slice(1)}`,
    `/${name} ${CANARY}s`,
    `${said} --dry-run ${CANARY}`,
    `${said} --${CANARY}`,
    `${said} ${CANARY}=1`,
    `${said} "${CANARY}`,
    ...options.map((option) => `${said} ${option.name}="${CANARY}`),
    ...options.map((option) => `${said} ${option.name}=${CANARY} ${option.name}=${CANARY}`),
  ];
}

/** What of a comment by a responder, and of the hours after it, can be read by others. */
function leaked(...bodies: readonly string[]): readonly string[] {
  const model = open();
  for (const body of bodies) {
    model.say(people.lead, body);
    model.later('PT6M');
  }
  model.until(build.minute(600));
  return readable(model).match(/.{0,60}CANARY.{0,20}/g) ?? [];
}

describe('a command', () => {
  test.each(understood)('/$name', (command) => {
    const found = linesOf(command).map((line) => ({ line, leaked: leaked(line) }));
    expect(found.filter((one) => one.leaked.length > 0)).toEqual([]);
  });

  test('that takes text keeps it in the record, which is not shown', () => {
    const kept = ['severity', 'status', 'update', 'impact', 'snooze', 'escalate', 'page', 'note', 'handoff', 'cause'];
    const lost = kept.filter((name) => {
      const model = open();
      const command = understood.find((one) => one.name === name);
      model.say(people.lead, command === undefined ? '' : (linesOf(command)[0] ?? ''));
      return !JSON.stringify(model.record).includes(`${CANARY}s`);
    });
    expect(lost).toEqual([]);
  });
});

describe('what comes of several', () => {
  test.each([
    ['a time-box that is over', '/timebox 15m CANARY'],
    ['a time-box that is done', '/timebox 15m CANARY', '/timebox done'],
    ['a fix that is watched, and comes back', '/resolve --force CANARY', '/reopen CANARY'],
    ['a fix that is watched, and held', '/resolve --force CANARY', '/close --force CANARY'],
    ['an expectation', '/update looking eta=CANARY', '/severity P0', '/escalate'],
    ['what is put off', '/snooze 30m CANARY', '/severity P0', '/escalate 2 CANARY'],
    [
      'slips',
      '/updat CANARY',
      '/sev P1 <b>CANARY',
      '/sev 1 `CANARY`',
      '/snooze 15 min CANARY',
      '/page CANARY',
      '/time started=20 CANARY',
      '/update x eta=99:99CANARY',
      '/status=mitigating CANARY',
      '/status=CANARY',
    ],
    ['a plain issue', '/decline CANARY', '/decline CANARY --plain'],
  ])('%s', (_name, ...lines) => {
    expect(leaked(...lines)).toEqual([]);
  });

  test('a title that was corrected later is not repeated, and the title that is there is in no comment', () => {
    const model = open();
    model.retitle(people.lead, '[INCIDENT P1] CANARY injection');
    model.say(people.lead, '/severity P0');
    model.say(people.lead, '/page devops');
    const shown = [model.card, ...model.said.map(({ body }) => body)].join('\n');
    expect(shown).not.toContain(CANARY);
    expect(shown).toContain('Security incident');
    expect(model.live.title).toBe('[INCIDENT P0] CANARY injection');
  });
});
