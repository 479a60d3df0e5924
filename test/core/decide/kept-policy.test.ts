// An incident keeps the policy it was declared under until its commander accepts the default branch's; what happens to it meanwhile is said.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/core/incident/record.ts';
import { governing, type KeptPolicy, LARGEST_KEPT, levelIn, versionInWords } from '../../../src/core/policy/kept.ts';
import { type PolicyInForce, policyFrom, policyOfWritten } from '../../../src/core/policy/policy-from.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const read = (kept: KeptPolicy & { readonly written: string }) =>
  policyOfWritten(kept.written, { from: kept.source, version: kept.version });

function inForce(text: string | null, version = 'v1'): PolicyInForce {
  const found = policyFrom(build.shipped.policies, { source: 'acme/shop/.github/firebreak.yml', version, text }, null);
  expect(found.problems).toEqual([]);
  return found;
}

function keeping(found: PolicyInForce, level = 'P1'): Incident {
  return { ...build.anIncident({ level }), policy: governing(null, found, read).keep };
}

describe('which policy governs', () => {
  const before = inForce(`${build.mapped}levels: [{ name: P1, monitor: 45m }]\n`);

  test('nothing is known of the issue: the default branch’s, and that is what a declaration keeps', () => {
    const { policy, keep, offered } = governing(null, before, read);
    expect(policy).toBe(before.policy);
    expect(keep).toEqual({ source: 'acme/shop/.github/firebreak.yml', version: 'v1', preset: 'github', written: before.written });
    expect(offered).toBeNull();
  }); // biome-ignore format: one thought a line

  test('another commit of the same text is the same policy: nothing is offered', () => {
    expect(governing(keeping(before), { ...before, policy: { ...before.policy, source: { from: 'x', version: 'v2' } } }, read).offered).toBeNull();
  }); // biome-ignore format: one thought a line

  test('the file changed: the rules stay, the new ones are offered', () => {
    const after = inForce(`${build.mapped}levels: [{ name: P1, monitor: 5m }]\n`, 'v2');
    const { policy, keep, offered } = governing(keeping(before), after, read);
    expect(policy.levels[1]?.monitor).toEqual({ min: 'PT45M', max: null });
    expect(keep.version).toBe('v1');
    expect(offered).toMatchObject({ policy: after.policy, keep: { version: 'v2' } });
  });

  test('the file is gone: the rules stay', () => {
    expect(governing(keeping(before), inForce(null), read).policy.levels[1]?.monitor).toEqual({ min: 'PT45M', max: null });
  }); // biome-ignore format: one thought a line

  test('a release ships another preset: the incident has the old one in it', () => {
    const older = JSON.stringify({ ...JSON.parse(before.written), levels: [{ name: 'P1', respond_within: '7m' }] });
    const incident = { ...keeping(before), policy: { ...keeping(before).policy, written: older } as KeptPolicy };
    expect(governing(incident, before, read).policy.levels.map(({ name, respondWithin }) => [name, respondWithin])).toEqual([['P1', 'PT7M']]);
    expect(governing(incident, before, read).offered?.policy).toBe(before.policy);
  }); // biome-ignore format: one thought a line

  test('who is on call is today’s, too, by the clock of today’s policy', () => {
    const swapped = inForce('timezone: Europe/Berlin\non_call: [{ id: devops, people: ["@lead"] }]\n', 'v2');
    const { policy } = governing(keeping(inForce('timezone: America/New_York\non_call: [{ id: devops, people: ["@reviewer"] }]\n')), swapped, read);
    expect(policy.timezone).toBe('America/New_York');
    expect(policy.onCall).toMatchObject([{ id: 'devops', people: ['@lead'], timezone: 'Europe/Berlin' }]);
    const model = new Model();
    model.inForce = before;
    model.open();
    model.inForce = inForce(`${build.mapped}levels: [{ name: P1, monitor: 45m }]\non_call: [{ id: devops, people: ["@lead"] }]\n`, 'v2');
    model.say(build.people.commander, '/policy');
    expect(model.said.at(-1)?.body).toContain('differs only in who is reached');
  }); // biome-ignore format: one thought a line

  test('who may act and who is reached is today’s: a right that was taken away is gone at once, a person mapped now is mentioned now', () => {
    const after = inForce('people: { devops: ["@reviewer"], comms: ["@lead"] }\nauthority: { respond: { roles: [admin] } }\n', 'v2');
    const { policy } = governing(keeping(before), after, read);
    expect(policy.authority.respond.roles).toEqual(['admin']);
    expect(policy.people).toEqual({ devops: ['@reviewer'], ceo: ['@lead'], manager: ['@acme/managers'], comms: ['@lead'] });
  }); // biome-ignore format: one thought a line

  test('the file is broken and no good one is known: rights that it does not tell are as the incident began, and nothing is offered', () => {
    const strict = inForce(`${build.mapped}authority: { respond: { roles: [maintain] } }\n`);
    const broken = policyFrom(build.shipped.policies, { source: 'f', version: 'v2', text: 'authority: { override: { roles: [admin] }, respond: 7 }' }, null);
    const { policy, offered } = governing(keeping(strict), broken, read);
    expect(policy.authority.respond.roles).toEqual(['maintain']);
    expect(policy.authority.override.roles).toEqual(['admin']);
    expect(offered).toBeNull();
  }); // biome-ignore format: one thought a line

  test('what the incident carries is no policy: today’s', () => {
    const incident = { ...keeping(before), policy: { ...keeping(before).policy, written: '[]' } as KeptPolicy };
    expect(governing(incident, before, () => null)).toMatchObject({ policy: before.policy, keep: { written: before.written }, offered: null, damaged: true });
  }); // biome-ignore format: one thought a line

  test('a policy too large for a card is not carried', () => {
    const large = { ...before, written: 'x'.repeat(LARGEST_KEPT + 1) };
    expect(governing(null, large, read).keep.written).toBeNull();
  });
});

describe('a policy too large to be kept whose severities get other names', () => {
  const examples = `examples: [${Array.from({ length: 20 }, (_, n) => `"${'x'.repeat(495)}${n}"`).join(', ')}]`;
  const large = inForce(
    `${build.mapped}levels: [{ name: P0, ${examples} }, { name: P1, ${examples} }, { name: P2, ${examples} }, { name: P3, ${examples} }]\n`,
  );
  const steps = 'escalation: [{ after: 0m, targets: [ceo] }]';
  const renamed = inForce(`preset: none\n${build.mapped}levels: [{ name: SEV-1, ${steps}, ${examples} }, { name: SEV-2, ${steps}, ${examples} }, { name: SEV-3, ${examples} }, { name: SEV-4, ${examples} }, { name: SEV-5, ${examples} }]\n`, 'v2'); // biome-ignore format: one text

  function begun(): Model {
    const model = new Model({ title: '[INCIDENT P1] Production down', labelled: ['incident', 'P1'] });
    model.inForce = large;
    model.open();
    return model;
  }

  test('it is too large', () => {
    expect(governing(null, large, read).keep.written).toBeNull();
  });

  test('nobody is paged for an incident that somebody has acknowledged; the card says that its severity is not known any more', () => {
    const model = begun();
    model.say(build.people.commander, '/ack');
    const said = model.said.length;
    model.inForce = renamed;
    model.say(build.people.responder, '/note looking');
    model.later('PT10M');
    model.send(build.tick(model.now));
    expect(model.said).toHaveLength(said);
    expect(model.card).toContain('The policy knows no severity P1 any more: comment /severity with one of SEV-1, SEV-2, SEV-3, SEV-4, SEV-5.');
    expect(model.card).not.toContain('its first step is paged');
  }); // biome-ignore format: one thought a line

  test('neither when its record is made again from the thread', () => {
    const model = begun();
    model.say(build.people.commander, '/ack');
    const said = model.said.length;
    model.inForce = renamed;
    model.record = null;
    model.comments = model.comments.filter(({ body }) => !body.includes('firebreak:card'));
    model.send(build.look(model.now));
    expect(model.record).toMatchObject({ milestones: { acknowledged: expect.any(String) } });
    expect(model.said).toHaveLength(said);
  });

  test('one that nobody has acknowledged pages on: paging fails open', () => {
    const model = begun();
    const said = model.said.length;
    model.inForce = renamed;
    model.send(build.tick(model.now));
    expect(model.said).toHaveLength(said + 1);
    expect(model.card).toContain('Until then its first step is paged.');
  });
});

describe('the severity in another policy', () => {
  const named = (...levels: readonly (readonly [string, number])[]) =>
    build.policyOf(
      `preset: none\nlevels: [${levels.map(([name, rank]) => `{ name: ${name}, rank: ${rank} }`).join(', ')}]`,
    );
  const now = named(['P0', 1], ['P1', 2], ['P2', 3], ['P3', 4]);

  test.each([
    { name: 'the same name at the same rank', next: now, level: 'P1', stands: 'P1' },
    { name: 'other names: by rank, never by name', next: named(['SEV-1', 1], ['SEV-2', 2]), level: 'P1', stands: 'SEV-2' },
    { name: 'the same name that is worse there: by rank', next: named(['P1', 1], ['P2', 2], ['P3', 3]), level: 'P1', stands: 'P2' },
    { name: 'fewer levels: the nearest worse one', next: named(['major', 1], ['minor', 2]), level: 'P3', stands: 'minor' },
    { name: 'a gap in the ranks: the nearest worse one', next: named(['A', 1], ['D', 4]), level: 'P2', stands: 'A' },
    { name: 'only better ones: the worst of them', next: named(['C', 3], ['D', 4]), level: 'P0', stands: 'C' },
    { name: 'a severity that was unknown before', next: now, level: 'P9', stands: null },
    { name: 'none', next: now, level: null, stands: null },
  ])('$name', ({ next, level, stands }) => {
    expect(levelIn(next, now, level)).toBe(stands);
  }); // biome-ignore format: a table
});

describe('/policy', () => {
  const first = inForce(build.mapped);
  const sev = inForce('preset: none\nlevels: [{ name: SEV-1, escalation: [{ after: 0m, targets: [devops] }] }, { name: SEV-2 }]\nlabels: { status_prefix: "is: " }\npeople: { devops: ["@acme/devops"] }\n', 'abcdef0123'); // biome-ignore format: one text

  function begun(): Model {
    const model = new Model();
    model.inForce = first;
    model.open();
    model.say(build.people.commander, '/ack');
    return model;
  }

  const reply = (model: Model) => model.said.at(-1)?.body ?? '';

  test('the card says which policy the incident goes by, and when another one is offered', () => {
    const model = begun();
    expect(model.card).toContain('Policy: `acme/shop/.github/firebreak.yml at v1, preset github`.');
    model.inForce = sev;
    model.say(build.people.responder, '/note looking');
    expect(model.card).toContain('The policy of the default branch is another one by now.');
    expect(model.record?.level).toBe('P0');
  });

  test('shows what would change, and changes nothing', () => {
    const model = begun();
    model.inForce = sev;
    model.say(build.people.responder, '/policy');
    expect(reply(model)).toContain('On the default branch now: `acme/shop/.github/firebreak.yml at abcdef0`.');
    expect(reply(model)).toContain('Severity P0 → SEV-1');
    expect(model.live.labels.map(({ name }) => name)).toContain('P0');
  });

  test('the commander accepts: severity, labels and title follow, nobody is paged again, and the commands behind it know the new words', () => {
    const model = begun();
    const pages = model.said.length;
    model.inForce = sev;
    model.say(build.people.commander, '/policy accept\n\n/status mitigating');
    expect(model.live.labels.map(({ name }) => name).sort()).toEqual(['SEV-1', 'incident', 'is: mitigating']);
    expect(model.live.title).toBe('[INCIDENT SEV-1] Production down');
    expect(model.card).toContain('Policy: `acme/shop/.github/firebreak.yml at abcdef0`.');
    expect(model.card).not.toContain('another one by now');
    model.later('PT1H');
    model.until(model.now);
    expect(model.said.length).toBe(pages + 1);
    expect(reply(model)).toMatch(/From here on this incident goes by .*Severity P0 → SEV-1|severity P0 → SEV-1/s);
  });

  test('a step that is new in the place of a taken one is told with a comment of its own', () => {
    const ladderOf = (...steps: readonly string[]) => `preset: none\nlevels: [{ name: P0, escalation: [${steps.join(', ')}] }]\npeople: { devops: ["@acme/devops"], lead: ["@lead"], ceo: ["@reviewer"] }\n`;
    const model = new Model();
    model.inForce = inForce(ladderOf('{ after: 0m, targets: [devops] }', '{ after: 15m, targets: [lead] }'));
    model.open();
    model.until(build.minute(20));
    model.say(build.people.commander, '/ack');
    model.inForce = inForce(ladderOf('{ after: 0m, targets: [devops] }', '{ after: 15m, targets: [ceo], when: [business-critical] }'), 'v2');
    model.say(build.people.commander, '/policy accept');
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, flags: ['business-critical'] };
    const spoken = model.said.length;
    model.say(build.people.commander, '/note the shop is down for everybody');
    expect(model.said.length).toBe(spoken + 1);
    expect(reply(model)).toContain('@reviewer');
  }); // biome-ignore format: one thought a line

  test('a monitoring window that runs goes on under a policy that has none', () => {
    const model = begun();
    model.say(build.people.commander, '/status monitoring');
    model.inForce = sev;
    model.say(build.people.commander, '/policy accept\n\n/resolve');
    expect(model.record?.status).toBe('monitoring');
    model.later('PT24H');
    model.say(build.people.commander, '/resolve');
    expect(model.record?.status).toBe('resolved');
  });

  test.each([
    { name: 'not by another responder', by: build.people.responder, text: '/policy accept', says: 'Only the commander takes another policy' },
    { name: 'not when there is nothing to accept', by: build.people.commander, text: '/policy accept', offer: false, says: 'goes by the policy of the default branch already' },
    { name: 'not by a word that it does not know', by: build.people.commander, text: '/policy refuse', says: 'accept' },
    { name: 'not in a dry run', by: build.people.commander, text: '/policy accept --dry-run', says: 'Dry run' },
  ])('$name', ({ by, text, offer = true, says }) => {
    const model = begun();
    if (offer) model.inForce = sev;
    model.say(by, text);
    expect(reply(model)).toContain(says);
    expect(model.record?.policy?.version).toBe('v1');
  }); // biome-ignore format: a table

  test('a dry run shows what /policy shows', () => {
    const model = begun();
    model.inForce = sev;
    model.say(build.people.commander, '/policy');
    const shown = reply(model).split('<!--')[0]?.trim() ?? '';
    expect(shown).toMatch(/for this incident that means:\n\n- /);
    model.say(build.people.commander, '/policy accept --dry-run');
    expect(reply(model)).toContain('Policy accepted: ');
    expect(reply(model)).toContain(shown);
  });

  test('whoever may override accepts with --force', () => {
    const model = begun();
    model.inForce = sev;
    model.say(build.people.lead, '/policy accept --force');
    expect(model.record?.policy?.version).toBe('abcdef0123');
  });

  test('a record of an earlier release, which kept no text, keeps today’s from its next change on', () => {
    const model = begun();
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, policy: { source: 'x', version: 'v0', preset: '', written: null } };
    model.say(build.people.responder, '/note looking');
    expect(model.record.policy).toMatchObject({ version: 'v1', written: first.written });
  });

  test('a kept text that is no policy (`[]`) gives way to today’s, once and said', () => {
    const model = begun();
    if (model.record?.policy == null) throw new Error('no record');
    model.record = { ...model.record, policy: { ...model.record.policy, written: '[]' } };
    model.say(build.people.responder, '/note looking');
    model.say(build.people.responder, '/note still looking');
    expect(model.record.policy).toMatchObject({ version: 'v1', written: first.written });
    expect(model.record.timeline.filter(({ kind }) => kind === 'policy').map(({ text }) => text)).toEqual([
      'The policy that this incident kept could not be read any more; from here on it goes by the one of the default branch',
    ]);
    expect(model.record).toMatchObject({ level: 'P0', status: 'investigating' });
  });

  test('while the policy file is broken and no good one is known, a refusal says why and what to do', () => {
    const model = begun();
    const text = 'people: { devops: ["@acme/devops"] }\nauthority: 7\n';
    model.inForce = policyFrom(build.shipped.policies, { source: 'acme/shop/.github/firebreak.yml', version: 'v2', text }, null);
    if (model.record?.policy == null) throw new Error('no record');
    model.record = { ...model.record, policy: { ...model.record.policy, written: null } };
    model.say(build.people.responder, '/note looking');
    expect(reply(model)).toContain('You may not do this here while the policy file cannot be relied on.');
    expect(reply(model)).toContain('people with the repository role admin');
    expect(reply(model)).toContain('The status card says what is wrong with `acme/shop/.github/firebreak.yml`');
  }); // biome-ignore format: one thought a line

  test('a severity that the policy does not know is said on the card', () => {
    const model = begun();
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, level: 'P7' };
    model.say(build.people.responder, '/note looking');
    expect(model.card).toContain('The policy knows no severity P7 any more');
  });
});

describe('/policy is true', () => {
  const rules = (ladder: string, more = '') => `${build.mapped}${more}
preset: none
levels:
  - { name: P0, escalation: [${ladder}], monitor: 2h, updates: { first: 15m, every: 15m } }
  - { name: P1, escalation: [{ after: 0m, targets: [devops] }] }
`;
  const ten = '{ after: 0m, targets: [devops] }, { after: 40m, targets: [ceo] }';

  function under(text: string): Model {
    const model = new Model();
    model.inForce = inForce(text);
    model.open();
    model.say(build.people.commander, '/ack');
    return model;
  }

  const reply = (model: Model) => model.said.at(-1)?.body ?? '';
  const asked = (model: Model, text: string, version = 'abcdef0123'): string => {
    model.inForce = inForce(text, version);
    model.say(build.people.responder, '/policy');
    return reply(model);
  };

  test('the pages that it tells of are the pages that come when it is accepted', () => {
    const model = under(rules(ten));
    const told = asked(model, rules('{ after: 0m, targets: [devops] }, { after: 20m, targets: [ceo] }, { after: 30m, targets: [manager] }'));
    expect(told).toContain('- Pages to come: ceo at 04:40 UTC → ceo at 04:20 UTC; manager at 04:30 UTC');
    model.say(build.people.commander, '/policy accept');
    expect(reply(model)).toContain('- Pages to come: ceo at 04:40 UTC → ceo at 04:20 UTC; manager at 04:30 UTC');
    model.until(build.minute(35));
    const pages = model.said.flatMap(({ body, createdAt }) => (/INCIDENT/.test(body) ? [[createdAt, body.split('\n')[0]]] : []));
    expect(pages.slice(1)).toEqual([[build.minute(20), '@lead'], [build.minute(30), '@acme/managers @commander']]);
  }); // biome-ignore format: one thought a line

  test('whoever is not paged because their time is past is named', () => {
    const model = under(rules('{ after: 0m, targets: [devops] }'));
    model.later('PT10M');
    expect(asked(model, rules('{ after: 0m, targets: [devops] }, { after: 5m, targets: [ceo] }'))).toContain(
      '- Not paged, since their time is past: ceo. Mention them yourself if they are needed',
    );
  });

  test('a level more, a level less or a title elsewhere is of no consequence for this incident', () => {
    const model = under(rules(ten));
    const told = asked(model, rules(ten).replace('name: P1', 'name: P7, rank: 7, title: Other'));
    expect(told).toContain('- Nothing that is due or shown now.');
    expect(told).not.toMatch(/severity|P1|P7|Other/i);
  });

  test('what its severity becomes comes first, and what else it takes is in order', () => {
    const model = under(rules(ten));
    const lines = asked(model, rules('{ after: 0m, targets: [devops] }').replace('name: P0', 'name: SEV-1').replace('monitor: 2h', 'monitor: 1h').replace('every: 15m', 'every: 1h'))
      .split('\n').filter((line) => line.startsWith('- ')); // biome-ignore format: one thought
    expect(lines.map((line) => line.replace(/:? .*/s, ' ').trim() && line)).toEqual([
      '- Severity P0 → SEV-1',
      '- Pages to come: ceo at 04:40 UTC → none',
      '- Updates: every 15 minutes → every 1 hour',
      '- The fix is watched for: 2 hours → 1 hour',
    ]);
  });

  test('a severity that nothing stands for is asked for before all else', () => {
    const model = under(rules(ten));
    if (model.record === null) throw new Error('no record');
    model.record = { ...model.record, level: 'P9' };
    asked(model, rules('').replace('monitor: 2h', 'monitor: 1h'));
    expect(model.said.map(({ body }) => body).join('\n')).toMatch(/means:\n\n- No severity there stands for this one: comment \/severity with one of P0, P1 at once/);
  }); // biome-ignore format: one thought

  test('other people only: nothing to accept, and nothing on the card', () => {
    const model = under(rules(ten));
    const told = asked(model, rules(ten).replace('"@lead"', '"@reviewer"'));
    expect(told).toContain('differs only in who is reached and who may act, and that holds already.');
    expect(told).not.toContain('/policy accept');
    expect(model.card).not.toContain('another one by now');
  });

  test('the card of an incident that has taken another one since does not say that it keeps the first', () => {
    const model = under(rules(ten));
    asked(model, rules('{ after: 0m, targets: [devops] }'));
    model.say(build.people.commander, '/policy accept');
    asked(model, rules('{ after: 1m, targets: [devops] }'), 'fedcba9876');
    expect(model.card).toContain('This incident keeps the one it goes by until its commander comments /policy accept');
    expect(model.card).not.toContain('declared under');
  });

  test('a broken file is told of, and cannot be accepted', () => {
    const model = under(rules(ten));
    const broken = policyFrom(build.shipped.policies, { source: 'acme/shop/.github/firebreak.yml', version: 'v9', text: 'lvels: []\n' }, null);
    model.inForce = { ...inForce(rules(ten)), problems: broken.problems };
    model.say(build.people.responder, '/policy');
    expect(reply(model)).toMatch(/⚠️ .*has problems, so the last good policy is in force. line 1, column 1: .*levels/);
    model.say(build.people.commander, '/policy accept');
    expect(reply(model)).toContain('has mistakes, so there is none to accept. The incident goes on under the policy it has. Correct the file');
  }); // biome-ignore format: one thought a line

  test.each([
    { by: build.people.lead, says: '/policy accept --force the commander is asleep' },
    { by: build.people.commander, says: '/policy accept the commander is asleep' },
  ])('$says: the reason is kept', ({ by, says }) => {
    const model = under(rules(ten));
    asked(model, rules('{ after: 0m, targets: [devops] }'));
    model.say(by, says);
    expect(model.record?.policy?.version).toBe('abcdef0123');
    expect(model.record?.timeline.at(-1)?.text).toMatch(/^Policy accepted: .* at abcdef0: the commander is asleep$/);
  });

  test('its version can be copied from wherever it is shown', () => {
    const model = under(rules(ten));
    asked(model, rules('{ after: 0m, targets: [devops] }'));
    model.say(build.people.commander, '/policy accept --dry-run');
    expect(reply(model)).toContain('abcdef0');
    model.say(build.people.commander, '/policy accept');
    expect(reply(model)).toContain('abcdef0');
    expect(model.card).toMatch(/Policy accepted: .*abcdef0/);
  });

  test.each([
    { name: 'while somebody leads', ack: true, says: 'This one is led by commander. Ask them' },
    { name: 'while nobody does', ack: false, says: 'This one has no commander yet. Take the lead with `/ic @you`' },
  ])('a refusal says who takes it, $name', ({ ack, says }) => {
    const model = new Model();
    model.inForce = inForce(rules(ten));
    model.open();
    if (ack) model.say(build.people.commander, '/ack');
    model.inForce = inForce(rules('{ after: 0m, targets: [devops] }'), 'v2');
    model.say(build.people.reviewer, '/policy accept');
    expect(reply(model)).toContain(says);
  });

  test('the checklist follows: what was ticked stays ticked by its text, or by its id where the same proves it; the tick of an event is nobody’s word', () => {
    const model = under(rules(ten, 'checklist: [{ id: a, text: One, ticked_when: declared }, { id: b, text: Two, ticked_when: acknowledged }, { id: c, text: Three }]\n'));
    const told = asked(model, rules(ten, 'checklist: [{ id: a, text: First }, { id: x, text: Two }, { id: y, text: New }, { id: z, text: Known, ticked_when: acknowledged }]\n'));
    expect(told).toContain('- Checklist: 2 of 3 done → 2 of 4 done');
    model.say(build.people.commander, '/policy accept');
    expect(model.record?.checklist.map(({ text, state }) => [text, state])).toEqual([['First', 'open'], ['Two', 'done'], ['New', 'open'], ['Known', 'done']]);
  }); // biome-ignore format: one thought a line
});

test.each([
  { kept: { source: 'built-in', version: 'built-in:github', preset: 'github' }, words: 'built-in, preset github' },
  { kept: { source: 'acme/.github/.github/firebreak.yml', version: '0123456789', preset: 'sev' }, words: 'acme/.github/.github/firebreak.yml at 0123456, preset sev' },
  { kept: { source: 'acme/shop/.github/firebreak.yml', version: 'v1', preset: 'none' }, words: 'acme/shop/.github/firebreak.yml at v1' },
])('a version in words: $words', ({ kept, words }) => {
  expect(versionInWords(kept)).toBe(words);
}); // biome-ignore format: a table
