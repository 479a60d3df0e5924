// S000-22 Why rolling back would not do: as somebody says, as was tried, or as the record knows; and else it is not judged.
import { expect, test } from 'vitest';
import { rollbackViability } from '../../../src/core/hotfix/viability.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { afterDeployment, startsOf } from '../../support/rolling.ts';
import { shaOf } from '../mitigation/deployments.ts';

const deployed = (): Incident => afterDeployment().record ?? build.anIncident();

function rolledBack(conclusion: 'success' | 'failure' | null): Incident {
  const model = afterDeployment();
  model.say(build.people.responder, '/rollback');
  expect(startsOf(model)).toHaveLength(1);
  model.answerStart(conclusion === null ? { how: 'refused', run: null, why: '404' } : {});
  if (conclusion !== null)
    model.run = { id: 77, url: 'https://github.example', status: 'ended', conclusion, step: null };
  model.until(build.minute(3));
  return model.record ?? build.anIncident();
}

test.each([
  {
    name: 'a version is known to be good',
    incident: deployed,
    because: null,
    is: { is: 'viable', to: shaOf('c') },
  },
  {
    name: 'somebody says why not',
    incident: deployed,
    because: ' the migration ',
    is: { is: 'not-viable', why: 'the migration' },
  },
  { name: 'nothing is said by blanks', incident: deployed, because: '  ', is: { is: 'viable', to: shaOf('c') } },
  {
    name: 'no version is known to be good',
    incident: () => build.anIncident(),
    because: null,
    is: { is: 'not-viable', why: 'No earlier version is known to be good' },
  },
  {
    name: 'it was not looked yet',
    incident: () => ({ ...build.anIncident(), changes: undefined }),
    because: null,
    is: { is: 'not-judged' },
  },
  {
    name: 'deployments could not be read',
    incident: () => build.after(build.anIncident(), build.T0, unread),
    because: null,
    is: { is: 'not-judged' },
  },
  {
    name: 'it is rolled back',
    incident: () => rolledBack('success'),
    because: null,
    is: { is: 'not-viable', why: 'It is rolled back already' },
  },
  {
    name: 'that was tried and failed',
    incident: () => rolledBack('failure'),
    because: null,
    is: { is: 'not-viable', why: 'The rollback was tried and failed' },
  },
  {
    name: 'that could not be started',
    incident: () => rolledBack(null),
    because: null,
    is: { is: 'not-viable', why: 'The rollback was tried and could not be started' },
  },
])('$name', ({ incident, because, is }) => {
  expect(rollbackViability(incident(), because)).toEqual(is);
});

const { lookedBack } = build;
const unread =
  lookedBack.kind === 'looked-back'
    ? { ...lookedBack, found: { ...lookedBack.found, unread: ['deployments'] } }
    : lookedBack;
