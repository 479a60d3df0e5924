// Whatever people say and do, in whatever order: the issue shows the record, nothing is done twice, and a lost record comes back from the thread.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Incident, Person } from '../../../src/core/incident/record.ts';
import { parseTitle } from '../../../src/core/incident/title.ts';
import { isOver } from '../../../src/core/incident/transitions.ts';
import { compare } from '../../../src/core/time.ts';
import type { Trigger } from '../../../src/core/trigger.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

type Step = { readonly name: string; readonly run: (model: Model) => void };

const { people } = build;
const who = fc.constantFrom<Person>(people.responder, people.commander, people.lead, people.visitor);
const spoken = [
  '/ack', '/ack on it', '/severity P0', '/severity P1 better', '/severity P2', '/severity P3 logo only', '/severity P9',
  '/status identified', '/status mitigating', '/status monitoring', '/status closed', '/update rolling back eta=15m', '/note seen', '/resolve',
  '/resolve --force all well', '/close', '/close --force', '/reopen it is back', '/ic @commander', '/ic @lead', '/role comms @lead',
  '/ack --dry-run', '/help', '/akc', '/ack\n/severity P9', '/severity P9\n/resolve', '/ack\n/severity P2 x\n/status mitigating', 'thanks',
]; // biome-ignore format: a list
const say: fc.Arbitrary<Step> = fc.tuple(who, fc.constantFrom(...spoken)).map(([by, body]) => ({
  name: `${by.login}: ${body}`,
  run: (model) => void model.say(by, body),
}));
const pass: fc.Arbitrary<Step> = fc
  .constantFrom('PT20S', 'PT4M', 'PT16M', 'PT2H', 'PT3H')
  .map((time) => ({ name: time, run: (model) => model.until(later(model, time)) }));
const labels = [
  'incident',
  'P0',
  'P1',
  'P2',
  'P3',
  'status: mitigating',
  'status: closed',
  'status: investigating',
  'bug',
];
const some = fc.subarray(labels, { maxLength: 2 });
const hand: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(who, some, some).map(([by, add, remove]) => ({
    name: `${by.login} labels +${add.join()} -${remove.join()}`,
    run: (model: Model) => model.relabel(by, add, remove.filter((label) => !add.includes(label))),
  })),
  fc.tuple(who, fc.constantFrom('[INCIDENT P2] Slow', 'Slow', '[incident p0] Down', '[INCIDENT P7] x')).map(([by, title]) => ({
    name: `${by.login} titles ${title}`,
    run: (model: Model) => model.retitle(by, title),
  })),
  who.map((by) => ({ name: `${by.login} closes`, run: (model: Model) => model.close(by) })),
  who.map((by) => ({ name: `${by.login} reopens`, run: (model: Model) => model.reopen(by) })),
); // biome-ignore format: one thought each
/** Something done by hand whose event never comes; the sweep finds it. */
const unheard: fc.Arbitrary<Step> = fc
  .constantFrom<Model['live']['state'] | readonly string[]>(
    'closed',
    'open',
    ['P2'],
    [],
    ['incident', 'P0', 'P1', 'status: closed'],
  )
  .map((what) => ({
    name: `unheard ${what}`,
    run: (model) => {
      const { labels } = build.liveIssue({ labelled: typeof what === 'string' ? [] : what });
      model.live = typeof what === 'string' ? { ...model.live, state: what } : { ...model.live, labels };
      model.send(build.look(model.now));
      model.until(later(model, 'PT3M'));
    },
  }));
const opener = fc.constantFrom<Person>(people.responder, people.visitor);

function later(model: Model, time: string): string {
  const before = model.now;
  model.later(time);
  const after = model.now;
  model.now = before;
  return after;
}

function live(by: Person, steps: readonly Step[], policy = build.aPolicy()): Model {
  const model = new Model({}, policy);
  model.open(by);
  for (const step of steps) {
    model.later('PT1S');
    step.run(model);
  }
  // What is only said once waits for its timer.
  model.until(model.now);
  return model;
}

function recordOf(model: Model): Incident {
  if (model.record === null) throw new Error('There is no record.');
  return model.record;
}

describe('after anything at all', () => {
  const steps = fc.array(fc.oneof(say, pass, hand, unheard), { maxLength: 14 });

  test('the issue shows the record: one severity label, one status label, the title, open or closed', () => {
    fc.assert(
      fc.property(opener, steps, (by, done) => {
        const model = live(by, done);
        const record = recordOf(model);
        const names = model.live.labels.map(({ name }) => name);
        expect(names).toContain('incident');
        expect(names.filter((name) => /^P\d$/.test(name))).toEqual(record.level === null ? [] : [record.level]);
        expect(names.filter((name) => name.startsWith('status: '))).toEqual([`status: ${record.status}`]);
        expect(parseTitle(model.live.title)).toEqual({ level: record.level, summary: record.summary });
        expect(model.live.state).toBe(isOver(record.status) ? 'closed' : 'open');
      }),
      { numRuns: 30 },
    );
  });

  test('the next look is in the future or not at all, and never for what is over but for its deadlines', () => {
    fc.assert(
      fc.property(opener, steps, (by, done) => {
        const model = live(by, done);
        if (model.lookAt !== null) expect(compare(model.lookAt, model.now)).toBeGreaterThan(0);
        const { status, milestones } = recordOf(model);
        if ((isOver(status) && status !== 'closed') || milestones.declared === null) expect(model.lookAt).toBeNull();
      }),
      { numRuns: 30 },
    );
  }); // biome-ignore format: one thought a line

  test('nobody is mentioned but whom the policy maps, and the commander', () => {
    fc.assert(
      fc.property(opener, steps, (by, done) => {
        const model = live(by, done);
        const may = new Set(['@acme/devops', '@acme/managers', '@lead', '@responder', '@commander']);
        for (const decision of model.decisions)
          for (const effect of decision.effects)
            if (effect.kind === 'comment') for (const handle of effect.message.mentions) expect(may).toContain(handle);
      }),
      { numRuns: 30 },
    );
  });

  test('every trigger delivered a second time changes nothing', () => {
    fc.assert(
      fc.property(opener, steps, (by, done) => {
        const model = live(by, done);
        const before = { record: recordOf(model), said: model.said.length, live: model.live };
        for (const comment of model.comments) {
          if (comment.author?.id === build.bot.id) continue;
          const { id, createdAt, body, author } = comment;
          model.send(build.commented(body, { id, createdAt, actor: author }));
        }
        const at = model.now;
        const hands: readonly Trigger[] = [
          build.opened({ at, actor: by, author: by }),
          build.labelled('P0', true, { at, actor: people.visitor }),
          build.labelled('P2', false, { at }),
          build.edited({ at, actor: people.visitor }),
          build.closedByHand({ at, actor: people.visitor }),
          build.reopenedByHand({ at, actor: people.visitor }),
          build.tick(at),
        ];
        for (const trigger of hands) model.send(trigger);
        expect({ record: recordOf(model), said: model.said.length, live: model.live }).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

/** What must survive the loss of database and card. */
function essence(record: Incident) {
  const { level, status, roles, milestones, ladder, summary, updates } = record;
  return {
    level,
    status,
    summary,
    commander: roles['commander']?.login ?? null,
    comms: roles['comms']?.login ?? null,
    acknowledged: milestones.acknowledged === null,
    declared: milestones.declared === null,
    taken: [...ladder.taken].sort(),
    given: updates.given,
  };
}

describe('a record whose card is gone', () => {
  test('comes back from the thread after any commands and any time', () => {
    fc.assert(
      fc.property(opener, fc.array(fc.oneof(say, pass), { maxLength: 14 }), (by, done) => {
        const model = live(by, done);
        // Whom /role named is known to the thread only if they ever spoke.
        model.say(people.lead, '/note here');
        expect(essence(model.rebuilt())).toEqual(essence(recordOf(model)));
      }),
      { numRuns: 30 },
    );
  });

  test('comes back in level and status after any hands too', () => {
    fc.assert(
      fc.property(opener, fc.array(fc.oneof(say, pass, hand), { maxLength: 14 }), (by, done) => {
        const model = live(by, done);
        const { level, status, summary } = model.rebuilt();
        const record = recordOf(model);
        expect({ level, status, summary }).toEqual({ level: record.level, status: record.status, summary: record.summary });
      }),
      { numRuns: 30 },
    );
  }); // biome-ignore format: one thought a line

  test('pages nobody a second time', () => {
    fc.assert(
      fc.property(opener, fc.array(fc.oneof(say, pass), { maxLength: 10 }), (by, done) => {
        const model = live(by, done);
        const pages = (comments: Model['comments']) => comments.filter(({ body }) => body.includes('🚨')).length;
        const copy = new Model({}, model.policy);
        copy.live = model.live;
        copy.now = model.now;
        copy.comments = model.comments.filter(({ id }) => id !== recordOf(model).card?.id);
        copy.send(build.look(model.now));
        expect(pages(copy.comments.filter(({ id }) => id !== copy.record?.card?.id))).toBe(pages(model.said as Model['comments']));
      }),
      { numRuns: 30 },
    );
  }); // biome-ignore format: one thought a line
});
