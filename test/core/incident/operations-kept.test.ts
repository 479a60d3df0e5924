// Which operations a record keeps: it must stay small, and nothing that goes on may be lost from it.
import { expect, test } from 'vitest';
import { applyAll } from '../../../src/core/incident/apply.ts';
import type { Change } from '../../../src/core/incident/change.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';

const person = build.people.responder;

function begun(kind: 'rollback' | 'verification' | 'action', incident: Incident, comment: number): Incident {
  const change = {
    kind: 'operation-asked',
    operation: {
      kind,
      title: kind,
      environment: 'production',
      from: null,
      to: null,
      next: null,
      workflow: 'rollback-production.yml',
      branch: 'main',
      inputs: {},
      because: null,
    },
  } as Change;
  return applyAll(incident, [change], { at: build.T0, by: person, comment });
}

function ended(incident: Incident, comment: number, suffix = ''): Incident {
  const key = `firebreak-${incident.issue.number}-${comment}${suffix}`;
  const change: Change = { kind: 'operation-moved', key, state: 'succeeded', run: null, step: null };
  return applyAll(incident, [change], { at: build.T0, by: null, comment: null });
}

test('a rollback that goes on is kept, however many verifications end meanwhile', () => {
  let incident = begun('rollback', build.anIncident(), 1);
  for (let comment = 2; comment <= 9; comment += 1) {
    incident = ended(begun('verification', incident, comment), comment, '-verify');
  }
  expect(incident.operations?.[0]).toMatchObject({ kind: 'rollback', state: 'asked' });
  expect(incident.operations).toHaveLength(6);
});

test('so is the newest rollback when it has ended: what it took back is watched for', () => {
  let incident = ended(begun('rollback', build.anIncident(), 1), 1);
  for (let comment = 2; comment <= 9; comment += 1) incident = ended(begun('action', incident, comment), comment);
  expect(incident.operations?.map(({ kind }) => kind)).toEqual([
    'rollback',
    'action',
    'action',
    'action',
    'action',
    'action',
  ]);
});
