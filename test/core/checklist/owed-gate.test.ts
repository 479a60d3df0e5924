// What is owed before an incident may be closed, where the policy says so: held with what is open, let through when its issues are closed, or forced with a reason.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

function resolved(gate: string): Model {
  const model = new Model({}, build.policyOf(`preset: github\ngates: { closed: ${gate} }\n${build.mapped}`));
  model.open();
  model.say(people.commander, '/ack');
  model.say(people.commander, '/action Add an alert owner=@reviewer due=2026-03-20');
  model.say(people.lead, '/resolve --force mended');
  return model;
}

/** Its issue is opened, and somebody closes it. */
function done(model: Model): void {
  const common = { ...build.tick(model.now), actor: people.reviewer, via: 'webhook' } as const;
  const of = { list: 'followUps', id: 'action-1' } as const;
  model.send({
    ...common,
    kind: 'issue-opened',
    of,
    opened: { number: 41, url: 'https://github.example/41' },
    why: null,
  });
  model.send({ ...common, kind: 'follow-up-moved', number: 41, state: 'closed' });
}

const said = (model: Model) => model.said.at(-1)?.body ?? '';

describe('the gate before closed', () => {
  test('holds while an action item is open, and names it', () => {
    const model = resolved('{ needs: [], owed: [follow_ups], strict: true }');
    model.say(people.commander, '/close');
    expect(model.record?.status).toBe('resolved');
    expect(said(model)).toContain('Add an alert');
    expect(said(model)).toContain('when its issue is closed');
  });

  test('lets it through when its issue is closed', () => {
    const model = resolved('{ needs: [], owed: [follow_ups], strict: true }');
    done(model);
    model.say(people.commander, '/close');
    expect(model.record?.status).toBe('closed');
  });

  test('is overridden with a reason, and the timeline says what was open', () => {
    const model = resolved('{ needs: [], owed: [follow_ups], strict: true }');
    model.say(people.lead, '/close --force the alert is in the other team’s backlog');
    expect(model.record?.status).toBe('closed');
    expect(model.record?.timeline.map(({ text }) => text).join('\n')).toContain('to be done: Add an alert');
  });

  test.each([
    {
      name: 'only lists it where it is a light one',
      gate: '{ needs: [], owed: [follow_ups], strict: false }',
      says: true,
    },
    {
      name: 'does not ask for what the policy does not name',
      gate: '{ needs: [], owed: [backfills], strict: true }',
      says: false,
    },
  ])('$name', ({ gate, says }) => {
    const model = resolved(gate);
    model.say(people.commander, '/close');
    expect(model.record?.status).toBe('closed');
    expect(said(model).includes('Add an alert (#') || said(model).includes('- Add an alert')).toBe(says);
  });
});
