// Gates: a strict one holds its transition with the list of what is open, a light one lists it; mitigation never waits for a cause.
import { describe, expect, test } from 'vitest';
import { proved } from '../../../src/core/incident/proof.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

/** A policy of one level that people can act under, with its checklist and gates. */
const policyWith = (text: string) =>
  build.policyOf(`preset: none
levels: [{ name: P0, escalation: [{ after: 0m, targets: [devops] }] }]
people: { devops: ["@acme/on-call"] }
authority: { declare: { roles: [write, maintain, admin] }, respond: { roles: [write, maintain, admin] }, override: { roles: [maintain, admin] } }
${text}`);

const items = `checklist:
  - { id: health, text: Health checks pass, stage: resolve }
  - { id: page, text: Status page updated, stage: resolve, optional: true }
  - { id: cause, text: Root cause found, stage: fix }
`;

const declared = (text: string) => {
  const model = new Model({}, policyWith(text));
  model.open();
  return model;
};

const last = (model: Model) => model.said.at(-1)?.body ?? '';
const texts = (model: Model) => model.record?.timeline.map(({ text }) => text) ?? [];

describe('a strict gate', () => {
  test.each([
    { before: 'mitigating', says: '/status mitigating' },
    { before: 'monitoring', says: '/status monitoring' },
    { before: 'resolved', says: '/resolve' },
    { before: 'closed', says: '/close' },
    { before: 'resolved', says: '/close' },
  ])('before $before holds $says until all of it is done or not applicable', ({ before, says }) => {
    const model = declared(`checklist: [{ id: a, text: The first, optional: true }, { id: b, text: The second }, { id: c, text: The third }]\ngates: { ${before}: { needs: [a, b], strict: true } }`);
    const status = model.record?.status;
    expect(model.say(people.responder, says)?.outcome).toBe('refused:gate-held');
    expect(last(model)).toMatch(new RegExp(`2 things are open before it can be ${before}\\..*\\*\\*1\\*\\* The first\\n- \\*\\*2\\*\\* The second\\n\\n\`\`\`\\n/check 1 2\\n`, 's'));
    expect(last(model)).not.toContain('The third');
    expect(model.record?.status).toBe(status);
    model.say(people.responder, '/check 2');
    expect(model.say(people.responder, says)?.outcome).toBe('refused:gate-held');
    expect(last(model)).toMatch(/One thing is open.*\*\*1\*\* The first/s);
    model.say(people.responder, '/na 1');
    expect(model.say(people.responder, says)?.outcome).toBe('done');
    expect(model.record?.status).toBe(says === '/close' ? 'closed' : before);
  });

  test('needs its roles filled, by whatever name', () => {
    const model = declared(`${items}roles: [{ id: scribe, title: Scribe }]\ngates: { resolved: { roles: [ic, scribe, reviewer], strict: true } }`);
    expect(model.say(people.responder, '/resolve')?.outcome).toBe('refused:gate-held');
    expect(last(model)).toMatch(/3 things are open.*Nobody is `ic` yet: `\/role ic @user`.*`scribe`.*`\/role reviewer @user`/s);
    model.say(people.responder, '/ack\n/role scribe @lead\n/role reviewer @lead');
    expect(model.say(people.responder, '/resolve')?.outcome).toBe('done');
    expect(model.record?.status).toBe('resolved');
  });

  test('is passed by who may override, with a reason, and the timeline and the card keep what was open', () => {
    const model = declared(`${items}gates: { resolved: { needs: [health, page], strict: true } }`);
    expect(model.say(people.responder, '/resolve --force we know')?.outcome).toBe('refused:not-allowed');
    expect(model.say(people.lead, '/resolve --force')?.outcome).toBe('refused:force-needs-reason');
    expect(last(model)).toMatch(/no reason.*`\/resolve --force <reason>`/s);
    expect(model.record?.status).toBe('investigating');
    model.say(people.lead, '/resolve --force the checks themselves are broken');
    expect(model.record?.status).toBe('resolved');
    const said = 'Overridden before resolved: the checks themselves are broken. Open: 1 Health checks pass; 2 Status page updated';
    expect(texts(model)).toContain(said);
    for (let round = 0; round < 20; round += 1) model.say(people.responder, `/note ${round}`);
    expect(model.card).toContain(`> ⚠️ ${said} · lead 04:00 UTC`);
  });

  test('--force where nothing holds needs no reason and overrides nothing', () => {
    const model = declared(items);
    model.say(people.lead, '/resolve --force');
    expect(model.record?.status).toBe('resolved');
    expect(texts(model).filter((text) => text.startsWith('Overridden'))).toEqual([]);
  });

  test('counts what the transition itself proves', () => {
    const model = declared('checklist: [{ id: in, text: Fix applied, ticked_when: mitigated }, { id: end, text: All clear, ticked_when: resolved }]\ngates: { monitoring: { needs: [in], strict: true }, closed: { needs: [in, end], strict: true } }');
    expect(model.say(people.responder, '/status monitoring')?.outcome).toBe('done');
    expect(model.say(people.responder, '/close')?.outcome).toBe('done');
    expect(model.record?.status).toBe('closed');
  });

  test('an item that its record lost is open', () => {
    const model = declared(`${items}gates: { resolved: { needs: [health], strict: true } }`);
    model.say(people.responder, '/check 1');
    const { record } = model;
    if (record === null) throw new Error('no record');
    model.record = { ...record, checklist: record.checklist.filter(({ id }) => id !== 'health') };
    expect(model.say(people.responder, '/resolve')?.outcome).toBe('refused:gate-held');
  });

  test('an item of other severities holds nothing', () => {
    const model = declared('checklist: [{ id: a, text: A, levels: [p0] }]\ngates: { resolved: { needs: [a], strict: true } }');
    expect(model.say(people.responder, '/resolve')?.outcome).toBe('refused:gate-held');
    model.record = model.record === null ? null : { ...model.record, level: null };
    expect(model.say(people.responder, '/resolve')?.outcome).toBe('done');
  });
}); // biome-ignore format: one thought a line

describe('a light gate', () => {
  test('lets through, and the reply lists what is open', () => {
    const model = declared(`${items}gates: { mitigating: { needs: [page] }, monitoring: { needs: [health] }, resolved: { roles: [scribe] } }`.replace('stage: resolve, optional', 'stage: assess, optional'));
    model.say(people.responder, '/status mitigating');
    expect(last(model)).toMatch(/Mitigating, with these still open on the checklist:\n\n- \*\*2\*\* Status page updated.*\/check 2\n/s);
    model.say(people.responder, '/status monitoring');
    expect(last(model)).toMatch(/Monitoring, with these still open.*\*\*1\*\* Health/s);
    model.say(people.responder, '/resolve');
    expect(last(model)).toMatch(/Resolved, with these still open.*Nobody is `scribe` yet/s);
    expect(model.record?.status).toBe('resolved');
  });

  test.each([
    { judged: 'speed', outcome: 'done' },
    { judged: 'thoroughness', outcome: 'refused:gate-held' },
  ])('S002-04 that does not say itself is light or hard as the phase before is judged: $judged', ({ judged, outcome }) => {
    const phases = `phases: [{ id: fix, title: Fix, status: monitoring, over_when: resolved, judged_on: ${judged} }]\n`;
    const model = declared(`${items}${phases}gates: { resolved: { needs: [health] } }`);
    expect(model.say(people.responder, '/resolve')?.outcome).toBe(outcome);
    const own = declared(`${items}${phases}gates: { resolved: { needs: [health], strict: false } }`);
    expect(own.say(people.responder, '/resolve')?.outcome).toBe('done');
  });
}); // biome-ignore format: one thought a line

describe('mitigation', () => {
  test.each([
    { name: 'the fix stage', item: 'text: Known, stage: fix' },
    { name: 'what identifying proves', item: 'text: Known, ticked_when: identified' },
    { name: 'what says that it is the cause', item: 'text: The root cause is known' },
    { name: 'what the fix proves', item: 'text: In, ticked_when: mitigated' },
  ])('S002-01 is never held by $name, though a policy of before says so', ({ item }) => {
    const policy = policyWith(`checklist: [{ id: x, ${item} }]`);
    const model = new Model(
      {},
      { ...policy, gates: { mitigating: { needs: ['x'], roles: [], owed: [], strict: true } } },
    );
    model.open();
    expect(model.say(people.responder, '/status mitigating')?.outcome).toBe('done');
    expect(model.record?.status).toBe('mitigating');
  });

  test.each([
    { says: '/status monitoring', item: 'text: Known, stage: fix' },
    { says: '/status monitoring', item: 'text: Known, ticked_when: identified' },
    { says: '/resolve', item: 'text: The root cause is known' },
    { says: '/resolve', item: 'text: Watched, ticked_when: watched' },
  ])('S002-01 is done with $says, whatever a policy of before says of $item', ({ says, item }) => {
    const policy = policyWith(`checklist: [{ id: x, ${item} }]`);
    const levels = policy.levels.map((level) => ({ ...level, monitor: { min: 'PT30M', max: null } }));
    const model = new Model(
      {},
      { ...policy, levels, gates: { monitoring: { needs: ['x'], roles: [], owed: [], strict: true } } },
    );
    model.open();
    expect(model.say(people.responder, says)?.outcome).toBe('done');
    expect(model.record?.status).toBe('monitoring');
    expect(model.record?.milestones.mitigated).not.toBeNull();
  });
});

describe('the monitoring window', () => {
  const watched = 'preset: emergency\npeople: { oncall: ["@acme/on-call"] }';
  const begun = () => {
    const model = new Model({}, build.policyOf(watched));
    model.open();
    return model;
  };

  test('S000-32 `/resolve` before it is over starts it, lists what is open with its numbers, and names the ones it waits for', () => {
    const model = begun();
    model.say(people.responder, '/resolve rolled back');
    expect(last(model)).toMatch(/Monitoring until.*\*\*5\*\* Verify service is healthy.*waits for these:\n\n```\n\/check 5 6 8\n/s);
    model.say(people.responder, '/check 5 8');
    model.say(people.responder, '/resolve');
    expect(last(model)).toMatch(/waits for these:\n\n```\n\/check 6\n/);
  });

  test('`/close` says of the open items that it does not offer to tick what ticks them', () => {
    const model = begun();
    model.say(people.responder, '/close');
    expect(last(model)).toMatch(/\*\*7\*\* Monitor for 15-30 minutes.*\n- Not for `\/check`: 7 \(the end of the monitoring window, which `\/resolve` starts, ticks it\)\n\n```\n\/check 5 6 8\n/s);
    expect(last(model).match(/Not for/g)).toHaveLength(1);
  });

  test('holds whatever is ticked; overriding it is recorded as such', () => {
    const model = begun();
    model.say(people.responder, '/check 5 6 7 8\n/resolve rolled back');
    expect(model.say(people.responder, '/close')?.outcome).toBe('refused:wrong-status');
    expect(model.record?.status).toBe('monitoring');
    model.say(people.lead, '/resolve --force it was a drill');
    expect(texts(model).find((text) => text.startsWith('Overridden'))).toMatch(/^Overridden before resolved: it was a drill\. Open: the monitoring window runs until/);
  });
}); // biome-ignore format: one thought a line

describe('a severity that was lowered in the same comment', () => {
  const begun = (policy = build.aPolicy()) => {
    const model = new Model({}, policy);
    model.open();
    model.say(people.responder, '/ack\n/status mitigating');
    model.later('PT5M');
    return model;
  };

  test.each(['/severity P3\n/resolve\n/severity P0\n/close', '/severity P3\n/resolve\n/resolve', '/severity P3\n/severity P2\n/close', '/severity P3\n/status monitoring\n/resolve\n/severity P0\n/resolve'])('goes on holding with its window: %j', (says) => {
    const model = begun();
    model.say(people.responder, says);
    expect(['mitigating', 'monitoring']).toContain(model.record?.status);
    model.later('PT100M');
    model.say(people.responder, '/resolve');
    expect(['mitigating', 'monitoring']).toContain(model.record?.status);
  });

  test('the reply says why, and who may override does', () => {
    const model = begun();
    expect(model.say(people.responder, '/severity P3\n/close')?.outcome).toBe('refused:wrong-status');
    expect(last(model)).toMatch(/watched for 2 h.*severity was P0 until 2026-03-01 04:05 UTC/);
    model.say(people.responder, '/severity P0');
    model.say(people.responder, '/severity P3\n/resolve');
    expect(model.record).toMatchObject({ status: 'monitoring', monitoring: { until: build.minute(125) } });
    expect(last(model)).toMatch(/severity was P0 until 2026-03-01 04:05 UTC.*`\/resolve --force <reason>`/s);
    expect(model.rebuilt()).toMatchObject({ status: 'monitoring', monitoring: { until: build.minute(125) } });
    model.say(people.lead, '/resolve --force one host, nobody noticed');
    expect(model.record?.status).toBe('resolved');
  });

  test('holds no more in a later one', () => {
    const model = begun();
    model.say(people.responder, '/severity P3');
    model.later('PT1M');
    expect(model.say(people.responder, '/resolve')?.outcome).toBe('done');
    expect(model.record?.status).toBe('resolved');
  });

  test('goes on holding with its items, and says so', () => {
    const base = policyWith('checklist: [{ id: told, text: Customers told, levels: [P0] }]\ngates: { resolved: { needs: [told], strict: true } }');
    const two = { ...base, levels: base.levels.flatMap((level) => [level, { ...level, name: 'P3', rank: 3 }]) };
    const model = begun(two);
    expect(model.say(people.responder, '/severity P3\n/resolve\n/severity P0')?.outcome).toMatch(/^refused:gate-held/);
    expect(last(model)).toMatch(/Customers told\n- Severity was P0 until/);
    expect(model.record?.status).toBe('mitigating');
    model.say(people.responder, '/severity P3');
    model.later('PT15M');
    model.say(people.responder, '/resolve');
    expect(model.record?.status).toBe('resolved');
  });
}); // biome-ignore format: one thought a line

describe('by hand', () => {
  test('a close is reopened with the list; ticked, it closes', () => {
    const model = declared(`${items}gates: { resolved: { needs: [health], strict: true }, closed: { needs: [page], strict: true } }`);
    model.close(people.responder);
    expect([model.record?.status, model.live.state]).toEqual(['investigating', 'open']);
    expect(last(model)).toMatch(/cannot be closed yet.*\*\*1\*\* Health checks pass\n- \*\*2\*\* Status page.*\/check 1 2\n/s);
    expect(texts(model).at(-1)).toBe('Closed by hand and reopened: 1 Health checks pass; 2 Status page updated');
    model.say(people.responder, '/check 1 2');
    model.close(people.responder);
    expect([model.record?.status, model.live.state]).toEqual(['closed', 'closed']);
  });

  test('a status label is put back, and the list is said', () => {
    const model = declared(`${items}gates: { monitoring: { needs: [health], strict: true } }`);
    model.relabel(people.responder, ['status: monitoring'], ['status: investigating']);
    expect(model.record?.status).toBe('investigating');
    expect(model.live.labels.map(({ name }) => name)).toContain('status: investigating');
    expect(last(model)).toMatch(/\/status monitoring was not done\..*\*\*1\*\* Health checks pass/s);
    model.say(people.responder, '/check 1');
    model.relabel(people.responder, ['status: monitoring'], ['status: investigating']);
    expect(model.record?.status).toBe('monitoring');
  });
}); // biome-ignore format: one thought a line

describe('what is useful now', () => {
  test('offers to tick what the next gate would hold, and nothing else', () => {
    const model = declared(`${items}gates: { resolved: { needs: [health, page], strict: true }, closed: { needs: [cause], strict: true } }`);
    model.say(people.responder, '/ack');
    expect(model.card).not.toMatch(/```\n\/check/);
    model.say(people.responder, '/status mitigating');
    expect(model.card).toContain('```\n/check 1 2\n```');
    model.say(people.responder, '/check 1');
    expect(model.card).toContain('```\n/check 2\n```');
    model.say(people.responder, '/help');
    expect(last(model)).toContain('```\n/check 2\n```');
    model.say(people.responder, '/check 2');
    model.say(people.responder, '/resolve');
    expect(model.card).toContain('```\n/check 3\n```');
  });
}); // biome-ignore format: one thought a line

test('a replayed transition is not held by ticks that left no comment', () => {
  const model = declared(`${items}gates: { resolved: { needs: [health], strict: true } }`);
  const { record } = model;
  if (record === null) throw new Error('no record');
  const checklist = record.checklist.map((one) => (one.id === 'health' ? { ...one, state: 'done' as const } : one));
  model.record = { ...record, checklist };
  model.say(people.responder, '/resolve all normal');
  const rebuilt = model.rebuilt();
  expect(rebuilt.status).toBe('resolved');
  expect(rebuilt.timeline.map(({ text }) => text)).toContain('Resolved: all normal');
});

test('what was opened by a person and still holds stays ticked by whoever did it', () => {
  const before = build.anIncident();
  const was = before.checklist.find(({ id }) => id === 'severity');
  const open = { ...before, checklist: before.checklist.map((one) => ({ ...one, state: 'open' as const, by: null, at: null })) };
  const after = proved(before, open, { kind: 'noted', text: 'x' }, { at: build.minute(9), by: people.visitor, comment: null });
  expect(after.checklist.find(({ id }) => id === 'severity')).toEqual(was);
}); // biome-ignore format: one thought a line
