// `/check` and `/na`: who ticked what and when, several at once, and what cannot be ticked is told with the items that there are.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people } = build;

const declared = (level = 'P0', policy = build.aPolicy()) => {
  const model = new Model({ labelled: ['incident', level], title: `[INCIDENT ${level}] Down` }, policy);
  model.open();
  return model;
};

const item = (model: Model, id: string) => model.record?.checklist.find((one) => one.id === id);
const last = (model: Model) => model.said.at(-1)?.body ?? '';
const entries = (model: Model) =>
  model.record?.timeline.filter(({ kind }) => kind === 'checklist').map(({ text, by }) => `${by}: ${text}`);

describe('/check', () => {
  test('S003-37 ticks several at once, by number or name, with who and when, in one line of the timeline', () => {
    const model = declared();
    model.later('PT5M');
    model.say(people.responder, '/check 4, #6 fix');
    for (const id of ['status-page', 'cause', 'fix'])
      expect(item(model, id)).toMatchObject({ state: 'done', by: 'responder', at: build.minute(5) });
    expect(entries(model)).toEqual(['responder: Done: 4 Status page updated (if available); 6 Root cause identified; 7 Fix applied']);
    expect(model.card).toContain('- ✅ 6. Root cause identified · responder 04:05 UTC');
  });

  test.each([
    { says: '/check 4-7', ticks: ['status-page', 'investigation', 'cause', 'fix'] },
    { says: '/check 6–7, 4', ticks: ['status-page', 'cause', 'fix'] },
    { says: '/check #6-6', ticks: ['cause'] },
  ])('$says ticks all from the one to the other', ({ says, ticks }) => {
    const model = declared();
    expect(model.say(people.responder, says)?.outcome).not.toMatch(/^refused/);
    expect(ticks.filter((id) => item(model, id)?.state === 'done')).toEqual(ticks);
    expect(item(model, 'verified')?.state).not.toBe('done');
  });

  test.each(['/check 7-4', '/check 4-99', '/check 0-4', '/check 4-', '/check 1-9999'])('%s is no range of items', (says) => {
    const model = declared();
    const before = model.record?.checklist;
    expect(model.say(people.responder, says)?.outcome).toBe('refused:unknown-item');
    expect(model.record?.checklist).toEqual(before);
  });

  test('a word of one item ticks nothing and is answered with its number', () => {
    const model = declared();
    expect(model.say(people.responder, '/check root')?.outcome).toBe('refused:unknown-item');
    expect(last(model)).toContain('`/check 6`');
    model.say(people.responder, '/check completely');
    expect(last(model)).toContain('`/check 4`');
  });

  test('keeps the numbers of the whole checklist whatever the card shows', () => {
    const model = declared();
    expect(model.card).toMatch(/- ⬜ 9\. All-clear communicated/);
    expect(model.card).not.toContain('Post-mortem created');
    expect(model.card).toContain('5 more come later');
    model.say(people.lead, '/resolve --force done');
    expect(model.card).toContain('- ⬜ 10. Post-mortem created');
    expect(model.card).toMatch(/<summary>Done before it was resolved<\/summary>\s+- ✅ 1\. Severity assigned/);
    model.say(people.responder, '/check 10');
    expect(item(model, 'post-mortem')).toMatchObject({ state: 'done', by: 'responder' });
  });

  test('what is ticked already is said, and stays with whoever ticked it', () => {
    const model = declared();
    model.say(people.responder, '/check 6');
    model.say(people.commander, '/check 6');
    expect(last(model)).toContain('Done already: 6 by responder.');
    expect(item(model, 'cause')?.by).toBe('responder');
    expect(entries(model)).toHaveLength(1);
  });

  test.each(['/check 99', '/check 0', '/check nothing', '/check 4 99', '/check 1e1', '/check __proto__', '/check constructor --undo', '/na 99 no', '/na 4,6'])('%s ticks nothing and names the items', (says) => {
    const model = declared();
    const before = model.record?.checklist;
    const decision = model.say(people.responder, says);
    expect(decision?.outcome).toBe('refused:unknown-item');
    expect(last(model)).toMatch(/The checklist has no .*It has 9|14 items, of which these are open.*\*\*4\*\* Status page updated/s);
    expect(model.record?.checklist).toEqual(before);
  });

  test('all ticks nothing and shows the numbers of what is open', () => {
    const model = declared();
    expect(model.say(people.responder, '/check all')?.outcome).toBe('refused:unknown-item');
    expect(last(model)).toMatch(/Comment `\/check \d+( \d+)+`/);
  });

  test('--undo opens it again, and says so', () => {
    const model = declared();
    model.say(people.responder, '/check 4 6');
    model.say(people.commander, '/check 6 --undo');
    expect(item(model, 'cause')).toMatchObject({ state: 'open', by: null, at: null });
    expect(item(model, 'status-page')?.state).toBe('done');
    expect(entries(model)?.at(-1)).toBe('commander: Open again: 6 Root cause identified');
  });

  test('--undo of what an event proves and still holds is refused, and who did it stays', () => {
    const model = declared();
    const before = item(model, 'severity');
    const decision = model.say(people.responder, '/check 1 --undo');
    expect(decision?.outcome).toBe('refused:still-proved');
    expect(item(model, 'severity')).toEqual(before);
  });

  test('by somebody who may not respond: refused', () => {
    const model = declared();
    expect(model.say(people.visitor, '/check 4')?.outcome).toBe('refused:not-allowed');
    expect(item(model, 'status-page')?.state).toBe('open');
  });

  test('--dry-run says what it would tick', () => {
    const model = declared();
    model.say(people.responder, '/check 4 --dry-run');
    expect(last(model)).toMatch(/nothing was changed.*Done: 4 Status page/s);
    expect(item(model, 'status-page')?.state).toBe('open');
  });
}); // biome-ignore format: one thought a line

describe('/na', () => {
  test('S003-39 what is there only if available is not applicable, with the reason', () => {
    const model = declared();
    model.say(people.responder, '/na 4 there is no status page');
    expect(item(model, 'status-page')).toMatchObject({ state: 'not-applicable', by: 'responder' });
    expect(model.card).toContain('- ➖ 4. Status page updated (if available) · responder');
    expect(entries(model)).toEqual(['responder: Not applicable: 4 Status page updated (if available): there is no status page']);
    model.say(people.responder, '/check 4');
    expect(item(model, 'status-page')?.state).toBe('done');
  });

  test('of what is not optional: refused, with what is optional and who may force it', () => {
    const model = declared();
    const decision = model.say(people.responder, '/na 6 we do not know');
    expect(decision?.outcome).toBe('refused:not-optional');
    expect(last(model)).toMatch(/Item 6 is not one that may be left out.*optional may be: 4\..*`\/check 6`.*authority\.override.*maintain.*`\/na 6 --force <reason>`/s);
    expect(item(model, 'cause')?.state).toBe('open');
  });

  test('by force: who may override, and with a reason', () => {
    const model = declared();
    expect(model.say(people.responder, '/na 6 --force never found')?.outcome).toBe('refused:not-allowed');
    expect(model.say(people.lead, '/na 6 --force')?.outcome).toBe('refused:force-needs-reason');
    model.say(people.lead, '/na 6 --force never found');
    expect(item(model, 'cause')).toMatchObject({ state: 'not-applicable', by: 'lead' });
    expect(entries(model)?.at(-1)).toBe('lead: Not applicable: 6 Root cause identified: never found (overridden: it is not optional)');
  });

  test('of what is done: said, and nothing changes', () => {
    const model = declared();
    model.say(people.responder, '/check 4');
    model.say(people.responder, '/na 4');
    expect(last(model)).toContain('4 is done (responder) already.');
    expect(item(model, 'status-page')?.state).toBe('done');
  });
}); // biome-ignore format: one thought a line

describe('what only a watched fix proves', () => {
  const verified = (model: Model) => item(model, 'verified')?.state;
  const agrees = (model: Model) => model.rebuilt().checklist.find(({ id }) => id === 'verified')?.state === verified(model);

  test.each([
    { name: 'while it was being watched', begin: '/ack\n/status monitoring', end: '/resolve --force z' },
    { name: 'before anybody watched it', begin: '/ack\n/status mitigating', end: '/resolve --force z' },
  ])('stays open when it was resolved by force $name, whatever is said afterwards', ({ begin, end }) => {
    const model = declared();
    model.say(people.responder, begin);
    model.say(people.lead, end);
    expect(model.record?.status).toBe('resolved');
    model.say(people.responder, '/note hi');
    expect(verified(model)).toBe('open');
    model.later('PT3H');
    model.say(people.responder, '/note hi again');
    expect(verified(model)).toBe('open');
    expect(agrees(model)).toBe(true);
  });

  test('stays open where there was no window', () => {
    const model = declared('P3');
    model.say(people.responder, '/ack\n/resolve\n/note hi');
    expect(model.record?.status).toBe('resolved');
    expect(verified(model)).toBe('open');
    expect(agrees(model)).toBe(true);
    expect(model.say(people.responder, '/close')?.outcome).toBe('refused:gate-held');
    expect(last(model)).toMatch(/```\n\/check [\d ]*8\n```/);
  });

  test('is ticked by the resolution after the window, and can be opened again', () => {
    const model = declared();
    model.say(people.responder, '/ack\n/status monitoring');
    model.later('PT3H');
    model.say(people.responder, '/resolve');
    expect(verified(model)).toBe('done');
    expect(agrees(model)).toBe(true);
    model.say(people.responder, '/check 8 --undo\n/note hi');
    expect(verified(model)).toBe('open');
  });
}); // biome-ignore format: one thought a line

describe('the checklist of a record', () => {
  test('an item that its record lost counts as open, is on the card and can be ticked', () => {
    const model = declared();
    const record = model.record;
    if (record === null) throw new Error('no record');
    model.record = { ...record, checklist: record.checklist.filter(({ id }) => id !== 'cause') };
    model.say(people.responder, '/note x');
    expect(model.card).toContain('- ⬜ 6. Root cause identified');
    model.record = { ...record, checklist: [] };
    model.say(people.responder, '/check 6');
    expect(item(model, 'cause')?.state).toBe('done');
    expect(model.record?.checklist).toHaveLength(14);
  });

  test('S000-39 items of some severities only are on the list at these', () => {
    const policy = build.policyOf('preset: emergency\npeople: { oncall: ["@acme/on-call"] }');
    for (const [level, has] of [['P1', true], ['P2', false]] as const) {
      const model = declared(level, policy);
      model.say(people.lead, '/resolve --force done');
      expect(model.card.includes('12. Schedule post-mortem if P0/P1')).toBe(has);
      expect(model.card).toContain('13. Update runbooks if needed');
    }
  });

  test('is read again from the thread when the card is gone', () => {
    const model = declared();
    model.say(people.responder, '/check 4 6\n/note x');
    model.say(people.responder, '/check 4 --undo');
    model.say(people.responder, '/na 4 there is none');
    const states = model.rebuilt().checklist.map(({ id, state, by }) => `${id} ${state} ${by}`);
    expect(states).toContain('status-page not-applicable responder');
    expect(states).toContain('cause done responder');
    // The page that was sent is in the thread, too.
    expect(states).toContain('notified done null');
  });
}); // biome-ignore format: one thought a line
