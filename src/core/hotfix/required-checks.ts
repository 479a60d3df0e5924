// Whether every required check has succeeded on this very head. Lint and tests are never waived (`S000-46`): no required check at all holds nothing.
import { codeSpan } from '../markdown/quoted.ts';
import { bearingOf } from './check-state.ts';
import type { GatePolicy, HotfixFacts, Listed, RequiredCheck, SeenCheck } from './facts.ts';
import { isOwn } from './own-checks.ts';
import { fails, holds, notRead, type Row, type Rows, waits } from './row.ts';
import { severalInWords } from './several.ts';
import { writersOf } from './writers.ts';

/** A check that must pass; `tests`: the policy names it, so it must have run. */
type Wanted = RequiredCheck & { readonly tests: boolean };

/** A row for each required check, and one that says whether there is any and all could be read. */
export function checkRows(facts: HotfixFacts, policy: GatePolicy): Rows {
  const wanted = wantedChecks(facts, policy);
  const current = newest(facts.checks.items.filter(({ sha }) => sha === facts.head));
  return [summaryRow(facts, wanted, current), ...wanted.map((one) => rowOf(one, current, facts, policy))];
}

/** What the rules of the branch require, our own aside, and the policy's tests that are not among them. */
function wantedChecks({ required, self }: HotfixFacts, { hotfix }: GatePolicy): readonly Wanted[] {
  const asked = required.items.filter((one) => !isOwn(one, self));
  const once = [...new Map(asked.map((one) => [JSON.stringify([one.name, one.app]), one])).values()];
  const tests = hotfix.tests.filter((name) => !isOwn({ name, app: null }, self));
  const more = [...new Set(tests)].filter((name) => !once.some((one) => one.name === name));
  return [
    ...once.map((one) => ({ ...one, tests: hotfix.tests.includes(one.name) })),
    ...more.map((name) => ({ name, app: null, tests: true })),
  ];
}

/**
 * Of what was run again the newest. What has no order is kept beside it, and all that is kept must pass: where it is not known which is
 * newest, the worst counts.
 */
function newest(checks: readonly SeenCheck[]): readonly SeenCheck[] {
  const same = Map.groupBy(checks, ({ name, app, postedBy, origin }) => JSON.stringify([name, app, postedBy, origin]));
  return [...same.values()].flatMap((all) => {
    const last = Math.max(...all.map(({ order }) => order ?? Number.NEGATIVE_INFINITY));
    return all.filter(({ order }) => order === null || order === last);
  });
}

function summaryRow({ required, checks }: HotfixFacts, wanted: readonly Wanted[], current: readonly SeenCheck[]): Row {
  const lacking = unread(required, checks);
  if (lacking !== null) return lacking;
  if (wanted.length === 0)
    return fails(
      'checks',
      'No check is required, so nothing shows that it was tested: the rules of the branch must require one, or `hotfix.tests` name one.',
      'administrator',
    );
  const ran = wanted.some((one) => {
    const found = current.filter((check) => isOf(check, one));
    return found.length > 0 && found.every(({ state }) => state === 'success');
  });
  return ran
    ? holds('checks', `Of ${wanted.length} required, at least one was run and succeeded.`)
    : waits('checks', 'No required check has been run and succeeded yet.', 'runner');
}

function unread(required: Listed<RequiredCheck>, checks: Listed<SeenCheck>): Row | null {
  if (required.lacks !== null) return notRead('checks', 'rules of the branch', required.lacks);
  return checks.lacks === null ? null : notRead('checks', 'checks of this commit', checks.lacks);
}

function isOf(check: SeenCheck, { name, app }: RequiredCheck): boolean {
  return check.name === name && (app === null || check.app === app);
}

function rowOf(one: Wanted, current: readonly SeenCheck[], facts: HotfixFacts, { hotfix }: GatePolicy): Row {
  const name = codeSpan(one.name, { max: 100 });
  const found = current.filter((check) => isOf(check, one));
  if (found.length === 0) return absent(one, name, current);
  const writers = writersOf(facts);
  if (found.some(({ postedBy }) => postedBy !== null && writers.has(postedBy)))
    return fails('checks', `${name} was posted by somebody who wrote the change.`, 'runner');
  const bearings = found.map(({ state }) => {
    const bearing = bearingOf(state);
    if (bearing !== 'by-policy') return bearing;
    return hotfix.skipped === 'pass' && !one.tests ? 'passes' : 'skipped';
  });
  const states = severalInWords([...new Set(found.map(({ state }) => state))], inWords);
  if (bearings.every((bearing) => bearing === 'passes')) return holds('checks', `${name}: ${states}.`);
  if (bearings.includes('fails')) return fails('checks', `${name}: ${states}.`, 'runner');
  if (bearings.includes('waits')) return waits('checks', `${name}: ${states}.`, 'nobody');
  return waits('checks', `${name}: ${states}, so nothing was tested.`, 'runner');
}

/** Nothing of that name from where it must come: a check of the same name from elsewhere is told, so that nobody wonders. */
function absent({ name, app }: RequiredCheck, shown: string, current: readonly SeenCheck[]): Row {
  const elsewhere = current.some((check) => check.name === name);
  if (elsewhere)
    return waits('checks', `${shown} is expected from the app ${app}; what is there comes from elsewhere.`, 'runner');
  return waits('checks', `${shown} is not there yet.`, 'nobody');
}

function inWords(state: SeenCheck['state']): string {
  return state === 'unknown' ? 'in a state that is not known' : state.replaceAll('_', ' ');
}
