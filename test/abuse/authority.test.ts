// Who may not: strangers, bots, apps, people whose role changed or is not told, by command and by mouse.
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/core/commands/index.ts';
import type { ActorFacts } from '../../src/core/facts.ts';
import type { Person } from '../../src/core/incident/record.ts';
import * as build from '../support/builders.ts';
import { Model } from '../support/model.ts';
import { harmless, inert, otherBot, reactionsOf, refusalsOf, stateOf, textOf, underAttack } from './attack.ts';

const { visitor, responder, reviewer, lead, commander } = build.people;

/** A command of each that needs a right, as it would be typed. */
const typed = commands
  .filter(({ right }) => right !== null)
  .map(({ name, examples }) => ({ name, text: (examples.at(-1) ?? `/${name}`).split('\n')[0] ?? '' }));

const may = 'people with the repository role write, maintain, admin.';
/** What most of them need is the right to respond; these need another one. */
const others: Readonly<Record<string, string>> = {
  postmortem: 'Allowed (authority.override): people with the repository role maintain, admin.',
  drill: `Allowed (authority.declare): ${may}`,
};

const standings: readonly (readonly [string, ActorFacts])[] = [
  ['who may only read', build.standing('read')],
  ['with the triage role', build.standing('triage')],
  ['without access', build.standing('none')],
  ['who has left the organisation and its teams', { permission: 'none', roleName: null, teams: [] }],
  ['of a custom role based on triage', { permission: 'triage', roleName: 'Maintainer of labels', teams: [] }],
  ['of a custom role that is called like a strong one', { permission: 'read', roleName: 'Admin', teams: ['acme/admin'] }], // biome-ignore format: one row
];

describe.each(standings)('AC-05 somebody %s', (_who, facts) => {
  test.each(typed)('does not get /$name, and hears which rule and who can', ({ name, text }) => {
    const model = underAttack();
    model.standings.set(visitor.login, facts);
    const decisions = harmless(model, () => model.say(visitor, text));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:not-allowed']);
    expect(reactionsOf(decisions)).toEqual(['confused']);
    const [refusal] = decisions.flatMap(refusalsOf);
    expect(textOf(refusal?.expected)).toBe(others[name] ?? `Allowed (authority.respond): ${may}`);
  });
});

describe('AC-07 a role that GitHub does not tell', () => {
  test.each(typed)('is no right to /$name, and is said to be that', ({ text }) => {
    const model = underAttack();
    model.standings.set(responder.login, build.standing('unknown'));
    const decisions = harmless(model, () => model.say(responder, text));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:permission-unknown']);
  });
});

describe('AC-13 an account is who its number says', () => {
  test.each([
    ['with the login of a listed one in other letters', 'l\u0435ad'],
    ['called like the app', 'firebreak'],
    ['called like the app’s bot', 'firebreak[bot]'],
    ['called like a role', 'admin'],
    ['called like a property', 'constructor'],
  ])('%s', (_name, login) => {
    const policy = build.policyOf(`${build.mapped}authority: { respond: { roles: [admin], users: [lead] } }`);
    const model = underAttack(policy);
    model.standings.set(login, build.standing('read'));
    harmless(model, () => model.say({ ...build.aPerson(), login }, '/close --force'));
  });
});

test.each(['none', 'unknown'] as const)('a login that the policy names is not enough: %s', (permission) => {
  const model = new Model({}, build.policyOf(`${build.mapped}authority: { respond: { users: [visitor] } }`));
  model.open();
  model.standings.set('visitor', build.standing(permission));
  expect(model.say(build.people.visitor, '/ack')?.outcome).toMatch(/^refused:/);
  model.standings.set('visitor', build.standing('read'));
  expect(model.say(build.people.visitor, '/ack')?.outcome).toBe('done');
});

describe('AC-11 a bot', () => {
  const rows: readonly (readonly [string, Person, { readonly id: number; readonly name?: string } | null])[] = [
    ['that GitHub names no app for', otherBot, null],
    ['of an app that is not listed', otherBot, { id: 43, name: 'helper' }],
    ['of the app itself', build.bot, { id: 1 }],
    ['of the app’s other host', { ...build.bot, login: 'github-actions[bot]' }, { id: 15_368 }],
    ['with the login of a responder', { ...responder, id: 9, bot: true }, { id: 43 }],
    ['with the login of a responder and no app', { ...lead, bot: true }, null],
  ];
  test.each(rows)('%s is met with silence', (_name, bot, app) => {
    const model = underAttack();
    model.standings.set(bot.login, build.standing('admin'));
    const sent = build.commented('/close --force', { actor: bot });
    const viaApp = app?.id ?? null;
    const decisions = harmless(model, () => model.send({ ...sent, comment: { ...sent.comment, viaApp } }));
    expect(decisions.flatMap(({ effects }) => effects)).toEqual([]);
  });

  const listed = `${build.mapped}authority: { respond: { apps: [42] }, rules: [{ commands: [close], who: { roles: [admin], apps: [43] } }] }`;
  test('of a listed app may what its line says, and is told what not', () => {
    const model = underAttack(build.policyOf(listed));
    inert(model, () => model.say(otherBot, '/note deployed v2', { id: 42 }));
    expect(model.record?.timeline.at(-1)).toMatchObject({ text: 'deployed v2', by: 'helper[bot]' });
    const decisions = harmless(model, () => model.say(otherBot, '/close --force', { id: 42 }));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:not-allowed']);
  });

  test('of a listed app acknowledges only where a rule says so, and never leads', () => {
    const model = underAttack(build.policyOf(listed));
    const before = model.record?.roles['commander'];
    const decisions = harmless(model, () => model.say(otherBot, '/ack', { id: 42 }));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:app-cannot-lead']);
    const ruled = new Model(
      {},
      build.policyOf(`${build.mapped}authority: { rules: [{ commands: [ack], who: { apps: [42] } }] }`),
    );
    ruled.open();
    ruled.say(otherBot, '/ack', { id: 42 });
    expect(ruled.record?.milestones.acknowledged).not.toBeNull();
    expect([ruled.record?.roles['commander'], ruled.live.assignees, model.record?.roles['commander']]).toEqual([
      undefined,
      [],
      before,
    ]);
  });

  test('of a listed app overrides no gate', () => {
    const model = underAttack(build.policyOf(listed));
    const decisions = harmless(model, () => model.say(otherBot, '/resolve --force', { id: 42 }));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:not-allowed']);
  });

  test('that opens an incident only reports it, unless its app is listed for that', () => {
    const opened = (text: string, viaApp: number | null) => {
      const model = underAttack(build.policyOf(`${build.mapped}${text}`));
      model.record = null;
      model.comments = [];
      model.send(build.opened({ actor: otherBot, author: otherBot, viaApp }));
      return (model.record as unknown as Model['record'])?.status;
    };
    expect(opened('', 42)).toBe('reported');
    expect(opened('authority: { declare: { apps: [42] } }', 43)).toBe('reported');
    expect(opened('authority: { declare: { apps: [42] } }', null)).toBe('reported');
    expect(opened('authority: { declare: { apps: [42] } }', 42)).toBe('investigating');
  });
});

describe('AC-12 an app that writes in somebody’s name', () => {
  test.each(['/rollback production', '/run restart', '/confirm abc'])('does not change production: %s', (text) => {
    const model = underAttack();
    const decisions = harmless(model, () => model.say(lead, text, { id: 43, name: 'Smart <b>Helper</b> @lead' }));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:through-app']);
    expect(model.said.at(-1)?.body).toMatch(/written by an app \(.*Smart.*, id 43\) in your name/);
  });

  test('may what changes nothing outside, as that person', () => {
    const model = underAttack();
    inert(model, () => model.say(responder, '/note as dictated', { id: 43 }));
    expect(model.record?.timeline.at(-1)).toMatchObject({ text: 'as dictated', by: 'responder' });
  });

  test('that is listed is listened to, and is not that person’s right', () => {
    const model = underAttack(build.policyOf(`${build.mapped}authority: { respond: { apps: [43] } }`));
    expect(harmless(model, () => model.say(lead, '/rollback production', { id: 43 })).at(-1)?.outcome).toBe('refused:nothing-live'); // biome-ignore format: one thought
    expect(harmless(model, () => model.say(visitor, '/rollback production', { id: 43 })).at(-1)?.outcome).toBe('refused:not-allowed'); // biome-ignore format: one thought
  });
});

describe('a rule of the policy', () => {
  const rules = `
    - { commands: [close, resolve], levels: [P1], who: { roles: [admin] } }
    - { commands: [severity], levels: [P0], who: { roles: [maintain, admin] } }
    - { commands: [reopen], statuses: [monitoring], who: { users: [lead] } }
    - { commands: [ack], who: { roles: [] } }
    - { commands: [status], who: { custom_roles: [Incident responder] } }
    - { commands: [help], who: { roles: [write] } }
`;
  const model = () => underAttack(build.policyOf(`${build.mapped}authority:\n  rules:${rules}`));
  const rows: readonly (readonly [string, Person, string, string])[] = [
    ['of a severity', responder, '/resolve', 'authority.rules number 1 \\(at P1\\)'],
    ['of a severity, with a right to override', lead, '/close --force', 'authority.rules number 1'],
    ['of the severity that would come', responder, '/severity P0 wake them', 'authority.rules number 2 \\(at P0\\)'],
    ['that lets nobody', commander, '/ack', 'number 4\\): nobody'],
    ['of a custom role', responder, '/status mitigating', 'the custom role Incident responder'],
    ['about what is open to anyone', visitor, '/help', 'number 6'],
  ];
  test.each(rows)('%s holds', (_name, who, text, says) => {
    const attacked = model();
    const decisions = harmless(attacked, () => attacked.say(who, text));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:not-allowed']);
    expect(attacked.said.at(-1)?.body).toMatch(new RegExp(says));
  });

  test('lets whom it names', () => {
    const attacked = model();
    attacked.standings.set(visitor.login, { permission: 'read', roleName: 'incident Responder', teams: [] });
    inert(attacked, () => attacked.say(visitor, '/status mitigating'));
    expect(attacked.record?.status).toBe('mitigating');
  });

  test('holds for the label set by hand too, and says who can', () => {
    const attacked = model();
    harmless(attacked, () => attacked.relabel(responder, ['P0'], []));
    expect(attacked.record?.timeline.at(-1)?.text).toMatch(/put back; allowed \(authority\.rules number 2 \(at P0\)\): people with the repository role maintain, admin/); // biome-ignore format: one thought
  });

  test('holds for the title changed by hand too', () => {
    const attacked = model();
    harmless(attacked, () => attacked.retitle(responder, '[INCIDENT P0] Production down'));
  });

  test('holds for closing by hand too', () => {
    const attacked = model();
    harmless(attacked, () => attacked.close(responder));
    expect(attacked.said.at(-1)?.body).toContain('allowed (authority.rules number 1 (at P1)): people with the repository role admin'); // biome-ignore format: one thought
  });

  test('is asked at the severity of today: leaving P0 needs its right as well', () => {
    const attacked = model();
    attacked.say(lead, '/severity P0');
    const decisions = harmless(attacked, () => attacked.say(responder, '/severity P3 all quiet'));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['refused:not-allowed']);
  });
});

describe('AC-08 AC-09 a comment that is not what was written', () => {
  type Sent = { readonly id: number; readonly body: string };
  const rows: readonly (readonly [string, string, (model: Model, sent: Sent) => void])[] = [
    ['edited into a command by its author', 'comment-changed', (model, { id }) => model.comments.push(build.liveComment({ id, body: '/close --force', edited: true, author: lead }))],
    ['edited by somebody with write', 'comment-changed', (model, { id, body }) => model.comments.push(build.liveComment({ id, body, edited: true, editor: reviewer, author: lead }))],
    ['with another text than its event', 'comment-changed', (model, { id }) => model.comments.push(build.liveComment({ id, body: 'nothing', author: lead }))],
    ['deleted before it was carried out', 'ignored:comment-deleted', () => undefined],
  ]; // biome-ignore format: a table
  test.each(rows)('%s', (_name, outcome, arrange) => {
    const model = underAttack();
    const sent = { id: 60_000, body: '/close --force' };
    arrange(model, sent);
    const decisions = harmless(model, () => model.send(build.commented(sent.body, { id: sent.id, actor: lead })));
    expect(decisions.at(-1)?.outcome).toContain(outcome);
  });

  test('sent twice is carried out once', () => {
    const model = underAttack();
    model.say(lead, '/severity P2');
    const { id, body } = model.comments.findLast((comment) => comment.author?.id === lead.id) ?? build.liveComment();
    model.say(lead, '/severity P3');
    harmless(model, () => model.send(build.commented(body, { id, actor: lead })));
  });

  /** How each command is meant to be found late, by its own word for it (DESIGN section 5). */
  const late = commands.map(({ name, late: how, examples }) => ({
    name,
    how,
    text: (examples.at(-1) ?? `/${name}`).split('\n')[0] ?? '',
  }));
  const foundLate = (text: string) => {
    const model = underAttack();
    const { id } = model.write(lead, text);
    const createdAt = model.now;
    model.later('PT16M');
    const before = stateOf(model);
    const at = model.said.length;
    const decision = model.send(build.commented(text, { id, createdAt, actor: lead, via: 'sweep' }));
    const reply = model.said
      .slice(at)
      .map(({ body }) => body)
      .join('\n');
    return { outcome: decision?.outcome ?? '', reply, before, model };
  };

  test.each(late.filter(({ how }) => how === 'ask'))(
    'found late, /$name is asked for again and not done',
    ({ text }) => {
      const { outcome, reply, before, model } = foundLate(text);
      expect(outcome).toBe('refused:too-late');
      expect(reply).toContain('Say it again');
      expect(stateOf(model).status).toBe(before.status);
    },
  );

  test.each(late.filter(({ how }) => how === 'never'))(
    'found late, /$name is dropped, with why, and not asked for again',
    ({ text, name }) => {
      const { outcome, reply, before, model } = foundLate(text);
      expect(outcome).toBe('refused:too-late-for-good');
      expect(reply).toContain('16 minutes after it was written, so it was dropped and will not run');
      expect(reply).toContain(`\`/${name}\` holds only for the moment`);
      expect(reply).not.toMatch(/say it again/i);
      expect(stateOf(model).status).toBe(before.status);
    },
  );

  test.each(late.filter(({ how }) => how === 'run'))(
    'found late, /$name is carried out, never refused for that',
    ({ text }) => {
      expect(foundLate(text).outcome).not.toMatch(/too-late/);
    },
  );

  test('what was carried out late says so on the record', () => {
    const { model } = foundLate('/severity P3');
    expect(model.record?.level).toBe('P3');
    expect(model.record?.timeline.map(({ text }) => text).join()).toMatch(
      /\/severity was written at .* and found 16 minutes later/,
    );
  });

  test.each(['/close --force', '/resolve', '/reopen'])('found an hour late is asked for again: %s', (text) => {
    const model = underAttack(build.policyOf('preset: none\nlevels: [{ name: P1 }]'));
    const { id } = model.write(lead, text);
    const createdAt = model.now;
    model.later('PT1H');
    const decisions = harmless(model, () => model.send(build.commented(text, { id, createdAt, actor: lead, via: 'sweep' })));
    expect(decisions.at(-1)?.outcome).toBe('refused:too-late');
  }); // biome-ignore format: one thought a line
});

describe('AC-05 AC-18 by hand, somebody who may not', () => {
  const rows: readonly (readonly [string, (model: Model, who: Person) => void])[] = [
    ['sets a worse severity', (model, who) => model.relabel(who, ['P0'], [])],
    ['swaps the severity', (model, who) => model.relabel(who, ['P3'], ['P1'])],
    ['takes the severity away', (model, who) => model.relabel(who, [], ['P1'])],
    ['takes the incident label away', (model, who) => model.relabel(who, [], ['incident'])],
    ['sets a status', (model, who) => model.relabel(who, ['status: resolved'], ['status: investigating'])],
    ['sets every severity at once', (model, who) => model.relabel(who, ['P0', 'P2', 'P3'], [])],
    ['changes the severity in the title', (model, who) => model.retitle(who, '[INCIDENT P0] Production down')],
    ['changes the summary', (model, who) => model.retitle(who, '[INCIDENT P1] All is well')],
    ['puts marks into the title', (model, who) => model.retitle(who, '[INCIDENT P0] <!-- firebreak:card --> @lead')],
    ['closes the issue', (model, who) => model.close(who)],
  ];
  test.each(rows)('%s: put back', (_name, click) => {
    const model = underAttack();
    harmless(model, () => click(model, visitor));
    expect(model.record?.timeline.at(-1)?.text).toMatch(/allowed \(authority\.respond\): people with the repository role|put back/); // biome-ignore format: one thought
  });
  test.each(rows)('as a bot: %s: put back', (_name, click) => {
    const model = underAttack();
    model.standings.set(otherBot.login, build.standing('admin'));
    harmless(model, () => click(model, otherBot));
  });
  test.each(rows)('while GitHub does not tell the role: %s: put back', (_name, click) => {
    const model = underAttack();
    model.standings.set(lead.login, build.standing('unknown'));
    harmless(model, () => click(model, lead));
  });

  test('flips a label fifty times: one line that counts, nobody paged, the card kept', () => {
    const model = underAttack();
    const entries = model.record?.timeline.length ?? 0;
    harmless(model, () => {
      for (let flip = 0; flip < 50; flip += 1) model.relabel(reviewerAsTriager(model), ['P0'], []);
    });
    expect(model.record?.timeline.length).toBe(entries + 1);
    expect(model.record?.timeline.at(-1)?.text).toMatch(/\(50 times\)$/);
  });
});

function reviewerAsTriager(model: Model): Person {
  model.standings.set(reviewer.login, build.standing('triage'));
  return reviewer;
}

describe('AC-18 a severity that is flipped by who may', () => {
  const pages = (model: Model) => model.said.filter(({ body }) => body.includes('step-'));

  test('pages once per step, however often', () => {
    const model = underAttack();
    model.say(responder, '/severity P0');
    const paged = pages(model).length;
    for (let flip = 0; flip < 25; flip += 1) {
      model.say(responder, '/severity P3');
      model.say(responder, '/severity P0');
    }
    expect(pages(model)).toHaveLength(paged);
    expect(model.record?.timeline.filter(({ kind }) => kind === 'severity')).toHaveLength(51);
  });

  test('by label, too', () => {
    const model = underAttack();
    model.relabel(responder, ['P0'], ['P1']);
    const paged = pages(model).length;
    for (let flip = 0; flip < 25; flip += 1) {
      model.relabel(responder, ['P3'], ['P0']);
      model.relabel(responder, ['P0'], ['P3']);
    }
    expect(pages(model)).toHaveLength(paged);
    expect(model.record?.level).toBe('P0');
  });

  test('does not hold off the escalation: the clocks start anew three times in all, however slow it is', () => {
    const model = underAttack();
    const starts = new Set<string | null>();
    for (let minute = 0; minute < 50; minute += 1) {
      model.later('PT1M');
      model.say(responder, minute % 2 === 0 ? '/severity P0' : '/severity P1');
      starts.add(model.record?.ladder.since ?? null);
    }
    expect(starts.size).toBe(3);
    model.later('PT1H');
    model.say(responder, '/severity P0 really');
    expect(starts).toContain(model.record?.ladder.since);
  });
});

describe('AC-11 the breaker', () => {
  test('an account is answered ten times an hour, the tenth says so, and commands run on', () => {
    const model = underAttack();
    for (let count = 0; count < 14; count += 1) inert(model, () => model.say(lead, '/help'));
    const replies = model.said.filter(({ body }) => body.includes('All commands'));
    expect(replies).toHaveLength(10);
    expect(replies.at(-1)?.body).toMatch(/You had 10 replies here within an hour, .* Until \d\d:\d\d UTC your comments are answered by reactions alone/); // biome-ignore format: one thought
    expect(model.card).toContain('had its share of replies');
    const [decision] = inert(model, () => model.say(lead, '/note still heard'));
    expect(decision?.effects.map(({ kind }) => kind)).toContain('react');
    expect(model.record?.timeline.at(-1)?.text).toBe('still heard');
  });

  test('one account does not use up the replies of another', () => {
    const model = underAttack();
    for (let count = 0; count < 12; count += 1) model.say(lead, '/help');
    const before = model.said.length;
    model.say(responder, '/severity P9');
    expect(model.said.length).toBe(before + 1);
  });

  test('a thread is answered forty times an hour, whoever asks', () => {
    const model = underAttack();
    const asking = [lead, responder, build.people.commander, build.people.reviewer, build.people.responder];
    for (const by of [...asking, { ...build.aPerson(), login: 'lead' }]) for (let count = 0; count < 12; count += 1) model.say(by, '/help');
    expect(model.said.filter(({ body }) => body.includes('All commands')).length).toBeLessThanOrEqual(40);
  }); // biome-ignore format: one thought a line

  test('what it did not answer is logged', () => {
    const model = underAttack();
    for (let count = 0; count < 11; count += 1) model.say(lead, '/help');
    expect(model.decisions.at(-1)?.log).toMatchObject([{ level: 'warn', code: 'replies-paused' }]);
  });

  test('after an hour it answers again, and the card says nothing of it any more', () => {
    const model = underAttack();
    for (let count = 0; count < 12; count += 1) model.say(lead, '/help');
    model.later('PT61M');
    model.say(lead, '/help');
    expect(model.said.filter(({ body }) => body.includes('All commands'))).toHaveLength(11);
    expect(model.card).not.toContain('had its share of replies');
  });

  test('keeps back no announcement of the runbook', () => {
    const model = underAttack(build.aPolicy(), 'P3');
    for (let count = 0; count < 12; count += 1) model.say(lead, '/help');
    const before = model.said.length;
    model.say(lead, '/resolve --force fixed');
    expect(model.said.length).toBe(before + 1);
  });

  test('two hundred strangers are answered five times an hour in all, and leave replies to who works on it', () => {
    const model = underAttack();
    const before = model.said.length;
    harmless(model, () => {
      for (let count = 0; count < 200; count += 1) model.say({ ...build.aPerson(), login: `stranger-${count}` }, '/ack');
    });
    expect(model.said.length - before).toBe(5);
    model.say(lead, '/severity P9');
    expect(model.said.length - before).toBe(6);
    expect(model.record?.refused.length).toBeLessThanOrEqual(100);
  }); // biome-ignore format: one thought a line
});
