// What the records of a repository have the worker look at: what is in a lane, what left it, and freezes that ended without a word.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Hotfix } from '../../../src/core/incident/hotfix.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { askFrozen } from '../../../src/shell/engine/freeze-state.ts';
import { askLanes, followLanes } from '../../../src/shell/engine/hotfix-lanes.ts';
import type { Change } from '../../../src/shell/engine/store.ts';
import * as build from '../../support/builders.ts';
import { freshPglite, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';

let place: TestDatabase;
let app: TestEngine;
beforeEach(async () => {
  place = await freshPglite();
  app = await new TestEngine(place).start();
});
afterEach(async () => {
  await app.stop();
  await place.dispose();
});

const rung: string[] = [];
const queue = {
  ringFreezes: async (_tx: unknown, repositories: readonly string[]) => {
    rung.push(...repositories);
  },
};
const hotfix = (over: Partial<Hotfix> = {}): Hotfix => ({
  key: 'hotfix-7-1',
  state: 'open',
  title: 'HOTFIX',
  branch: 'hotfix/incident-7',
  pull: { number: 41, url: 'https://github.example/41' },
  by: 'responder',
  at: '2026-11-21T08:00:00Z',
  why: null,
  base: 'main',
  head: 'a'.repeat(40),
  ...over,
});
const incident = (over: Partial<Incident>): Incident => ({ ...build.anIncident(), ...over });
const asks = async () => {
  const { rows } = await app.database.query<{ ask: object }>('SELECT ask FROM firebreak.freeze_asks ORDER BY id');
  return rows.map(({ ask }) => ask);
};

/** What follows from a change of the record. */
async function followed(before: Incident | null, record: Incident | null) {
  const change = { issue: build.anIncident().issue, installationId: 5, before: { record: before }, record };
  await app.database.transaction((tx) => followLanes(tx, queue, change as unknown as Change));
  return asks();
}

const left = { is: 'head', sha: 'a'.repeat(40), base: 'main', pull: 41, recount: false, left: true };

test('what comes into a lane is judged', async () => {
  expect(await followed(null, incident({ hotfixes: [hotfix()] }))).toEqual([{ is: 'gate', pull: 41 }]);
});

test('what is taken out of it gets the conclusion of everything ordinary', async () => {
  expect(
    await followed(incident({ hotfixes: [hotfix()] }), incident({ hotfixes: [hotfix({ state: 'dropped' })] })),
  ).toEqual([left]);
});

test.each(['merged', 'closed'] as const)('what is %s has nothing more to be said on it', async (state) => {
  expect(await followed(incident({ hotfixes: [hotfix()] }), incident({ hotfixes: [hotfix({ state })] }))).toEqual([]);
});

test('what was in the lane of an issue that is no incident any more gets it too', async () => {
  expect(await followed(incident({ hotfixes: [hotfix()] }), null)).toEqual([left]);
});

test('and the pull request of a proper fix that a person says is in', async () => {
  const fix = { number: 41, url: 'x', head: 'a'.repeat(40), base: 'main', conclusion: 'failure' as const, open: 3 };
  const owed = { id: 'hotfix-9', what: 'x', due: null, issue: { number: 40, url: 'x' }, fixes: [fix] };
  const open = incident({ backfills: [{ ...owed, done: null }] });
  const done = incident({ backfills: [{ ...owed, done: '2026-11-21T09:00:00Z' as never }] });
  expect(await followed(open, done)).toEqual([left]);
  await app.database.query('DELETE FROM firebreak.freeze_asks');
  expect(await followed(done, open)).toEqual([{ is: 'gate', pull: 41 }]);
});

test('a change of anything else asks nothing', async () => {
  const before = incident({ hotfixes: [hotfix()] });
  expect(await followed(before, { ...before, summary: 'Other words' })).toEqual([]);
});

/** A record as it is stored. */
async function stored(number: number, record: object, open = true): Promise<void> {
  const whole = { ...build.anIncident(), ...record };
  await app.database.query(
    `INSERT INTO firebreak.incidents (key, repository_id, issue, installation_id, record, revision, open)
     VALUES ($1, $2, $3::text::jsonb, 5, $4::text::jsonb, 1, $5)`,
    [`${number}#7`, number, JSON.stringify({ ...whole.issue, repositoryId: number }), JSON.stringify(whole), open],
  );
}

test('a comparison looks at what is frozen, and at a freeze that ended while nobody was told, also of an incident that is over', async () => {
  const freeze = { by: null, since: '2026-11-21T08:00:00Z', why: 'level' };
  const ended = '2026-11-21T09:00:00Z';
  await stored(1, { freeze });
  await stored(2, { freeze: { ...freeze, ended } }, false);
  await stored(3, { freeze: { ...freeze, ended, told: ended } });
  await stored(4, {});
  rung.length = 0;
  await askFrozen(app.database, queue);
  expect(rung.toSorted()).toEqual(['1', '2']);
});

test('a comparison looks at every lane, and for the pull requests of every proper fix that has an issue', async () => {
  await stored(1, { hotfixes: [hotfix()] });
  await stored(2, { hotfixes: [hotfix({ state: 'dropped' })] });
  await stored(
    3,
    { backfills: [{ id: 'x', what: 'x', due: null, done: null, issue: { number: 40, url: 'x' } }] },
    false,
  );
  await stored(4, { backfills: [{ id: 'x', what: 'x', due: null, done: null }] });
  await askLanes(app.database, queue);
  expect(await asks()).toEqual([{ is: 'gate', pull: 41 }, { is: 'fixes' }]);
});
