// Whoever can write can edit the app's comments: marks that were put there by hand prove nothing when the record is made again from the thread.
import { describe, expect, test } from 'vitest';
import { effectMarker } from '../../src/core/marker.ts';
import * as build from '../support/builders.ts';
import type { Model } from '../support/model.ts';
import { stateOf, underAttack } from './attack.ts';

const { visitor, reviewer } = build.people;

/** The writer appends a mark to the app's oldest comment. */
function forge(model: Model, key: string): void {
  const [target] = model.said;
  if (target === undefined) throw new Error('The app has said nothing.');
  model.comments = model.comments.map((comment) =>
    comment.id === target.id
      ? { ...comment, body: `${comment.body}\n\n${effectMarker(key)}`, edited: true, editor: reviewer }
      : comment,
  );
}

describe('AC-14 a mark that a writer adds to a comment of the app, the record being lost', () => {
  test('carries out no refused command', () => {
    const model = underAttack();
    model.say(visitor, '/check 4 6 7 8 9');
    const refused = model.comments.findLast(({ author }) => author?.id === visitor.id);
    expect(refused?.acknowledged).toBe('refused');
    const ticked = () => model.rebuilt().checklist.filter(({ state }) => state === 'done').map(({ id }) => id); // biome-ignore format: one call
    const before = ticked();
    forge(model, `reply/${refused?.id}/did-0`);
    expect(ticked()).toEqual(before);
  });

  test.each([
    ['takes no step of the ladder', `due/${build.minute(1)}/step-0-1.step-0-2`],
    ['joins no issue and moves no start', 'joined/9/2026-03-01T01:00:00Z'],
    ['asks for no update', `due/${build.minute(1)}/update`],
  ])('%s', (_name, key) => {
    const model = underAttack(undefined, 'P0');
    const { ladder, joined, updates, milestones } = model.rebuilt();
    forge(model, key);
    const after = model.rebuilt();
    expect(after.joined).toEqual(joined);
    expect(after.updates.reminders).toBe(updates.reminders);
    expect(after.milestones.started).toBe(milestones.started);
    expect(ladder.taken).toEqual(expect.arrayContaining([...after.ladder.taken]));
    expect(stateOf(model).status).toBe(after.status);
  });

  test('makes no report of a declared incident', () => {
    const model = underAttack();
    const page = model.said[0];
    forge(model, 'report/7');
    expect(page).toBeDefined();
    expect(model.rebuilt().milestones.declared).not.toBeNull();
  });
});
