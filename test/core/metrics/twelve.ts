// Twelve incidents whose metrics are worked out by hand, in minutes. Each is declared at 10:00 of its day in March, the 1st to the 12th; three of them do not count.
import type { Incident } from '../../../src/core/incident/record.ts';
import type { Deployment } from '../../../src/core/mitigation/recent-past.ts';
import {
  acknowledged,
  atLevel,
  closed,
  comms,
  minutes,
  noted,
  paged,
  reopened,
  resolved,
  told,
  updated,
  watched,
} from './telling.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T10:00:00Z`;
const sha = (letter: string) => letter.repeat(40);

const followUp = (id: string, what: string, due: string | null, done: string | null) => ({ id, what, due, done });

/** What was deployed to production: A and H on the 1st, B on the 10th, C and then B again on the 12th. X never succeeded. */
export const deployments: readonly Deployment[] = [
  deployed('D_a', 'a', '2026-03-01T09:30:00Z'),
  deployed('D_h', 'f', '2026-03-01T10:50:00Z'),
  deployed('D_b', 'b', '2026-03-10T09:00:00Z'),
  deployed('D_x', 'd', '2026-03-11T09:00:00Z', 'failure'),
  deployed('D_c', 'c', '2026-03-12T09:50:00Z'),
  deployed('D_e', 'b', '2026-03-12T10:34:00Z'),
];

function deployed(id: string, letter: string, at: string, state: 'success' | 'failure' = 'success'): Deployment {
  return {
    id,
    environment: 'production',
    sha: sha(letter),
    ref: 'main',
    by: null,
    at,
    url: null,
    statuses: [{ state, at }],
  };
}

/** Postmortems: of the 1st 48 hours after its resolution (13:00), of the 2nd 96 hours after (13:30). Both were due after 72. */
export const published = [
  { incident: 1, at: '2026-03-03T13:00:00Z' },
  { incident: 2, at: '2026-03-06T13:30:00Z' },
];

/** The records, by number. A comment says what is read from each. */
export const twelve: readonly Incident[] = [
  // 1: detect −5 − −20 = 15, acknowledge 3, mobilise 10 (comms), first update 20, mitigate 60 + 20 = 80, resolve 180 + 20 = 200, impact 80, P0 180.
  // Updates: 20 ≤ 30, 45 ≤ 50, watched from 60 < 75: 2 of 2. Ladder: step 0 at 0, step 1 (15) after the acknowledgement at 3: 1 of 1.
  told({
    number: 1, level: 'P0', at: day(1), said: { started: -20, detected: -5 }, detection: 'Alert fired (monitoring system)', services: 'checkout',
    happened: [
      [0, paged('P0/0')], [3, acknowledged], [10, comms], [20, updated], [45, updated], [60, watched], [180, resolved],
      [210, { kind: 'deadline-set', list: 'followUps', item: followUp('f1', 'Alert on failed orders', null, null) }],
    ],
    with: {
      // Due 24 hours after 13:00 of the 1st; done in time.
      backfills: [followUp('b1', 'Replace the hotfix', null, '2026-03-02T12:00:00Z')],
      hotfixes: [{
        key: 'h1', state: 'merged', title: 'Guard', branch: 'hotfix/incident-1', pull: { number: 31, url: 'https://github.test/31' },
        by: 'responder', at: '2026-03-01T10:20:00Z', why: null, merged: { sha: sha('f'), at: '2026-03-01T10:40:00Z' },
      }],
      changes: { ...lookedBack(), live: { id: 'D_a', sha: sha('a'), ref: 'main', at: '2026-03-01T09:30:00Z' } },
    },
  }),
  // 2: detect −8 − −10 = 2 (the alert), acknowledge 20, mobilise 25, first update 40, mitigate 100, resolve 220, impact 100, P0 210.
  // Updates: 30 missed, 60 ≤ 70, 90 is when the watching begins: 1 of 2. Ladder: 0 at 0, 15 at 15: 2 of 2.
  told({
    number: 2, level: 'P0', at: day(2), said: { started: -10, alerted: -8 }, detection: 'User report (support ticket)', services: 'checkout, mail, incoming',
    happened: [
      [0, paged('P0/0')], [15, paged('P0/1')], [20, acknowledged], [25, comms], [40, updated], [60, updated], [90, watched], [210, resolved],
    ],
  }),
  // 3: nobody said when it began, comms never filled; acknowledge 30, first update 50, mitigate 240, resolve 1800 = 30 hours, P1 1800.
  // Updates: 50 ≤ 60, 160 ≤ 170, watched from 240 < 280: 2 of 2. Ladder: 10 at 10.5, within the minute: 1 of 1.
  told({
    number: 3, level: 'P1', at: day(3), detection: 'Internal discovery (team member)', services: 'search',
    happened: [[10.5, paged('P1/0')], [30, acknowledged], [50, updated], [160, updated], [240, watched], [1800, resolved]],
  }),
  // 4: detect 30, acknowledge 5, mobilise 5, no update, mitigate 180, resolve 210, impact 180; P2 30, P0 60, P1 60; worst P0, at the end P1.
  // Updates: at P0 60 missed; at P1 (from 90) 150 would be due, watched from 120: 0 of 1. Ladder (from 90): 100 at 100: 1 of 1. Complaint before alert.
  told({
    number: 4, level: 'P2', at: day(4), said: { started: -60, complaint: -40, alerted: -30 },
    happened: [
      [5, acknowledged, comms], [30, atLevel('P0'), paged('P0/0')], [90, atLevel('P1')], [100, paged('P1/0')], [120, watched], [150, resolved],
    ],
  }),
  // 5: detect 5, acknowledge 2, mobilise 4, first update 30, mitigate 150 + 5 = 155, resolve 175, active 175 − (120 − 60) = 115, P1 170 − 60 = 110,
  // impact (40 + 5) + (150 − 120) = 75. Updates: 30 ≤ 60: 1 of 1. Ladder (from 120): 130 at 130: 1 of 1. Came back once.
  told({
    number: 5, level: 'P1', at: day(5), said: { started: -5, detected: 0 }, detection: 'The night shift saw it',
    happened: [
      [2, acknowledged], [4, comms], [10, paged('P1/0')], [30, updated], [40, watched], [60, resolved], [120, reopened], [130, paged('P1/0')],
      [150, watched], [170, resolved],
    ],
  }),
  // 6: detect 2, not acknowledged, nobody leads, no update, mitigate and resolve 11, P2 10; customers noticed nothing.
  told({
    number: 6, level: 'P2', at: day(6), said: { started: -1, detected: 1 }, detection: 'Automated check failure', customerFacing: false,
    happened: [[10, resolved]],
  }),
  // 7: still open. Detect 5, acknowledge 6, mobilise 8, first update 10.
  told({
    number: 7, level: 'P0', at: day(7), said: { started: -15, detected: -10 }, detection: 'Alert fired (monitoring system)', services: 'search',
    happened: [[0, paged('P0/0')], [6, acknowledged], [8, comms], [10, updated]],
  }),
  // 8: a drill.
  told({ number: 8, level: 'P0', at: day(8), said: { started: -500, detected: -1 }, happened: [[400, acknowledged], [900, resolved]], with: { drill: true } }),
  // 9: a duplicate of 10; its impact began 100 minutes before both were declared.
  told({
    number: 9, level: 'P0', at: day(10), said: { started: -100 },
    happened: [[1, acknowledged], [2, { kind: 'duplicate', of: { repositoryId: 1, owner: 'acme', repo: 'shop', number: 10, nodeId: 'I_10' } }]],
  }),
  // 10: began −30 by itself and −100 with 9: detect 80, acknowledge 12, mobilise 15, no update (60 would be due, watched from 45),
  // mitigate 145, resolve 200, impact 145, P1 100. Ladder: 10 at 12: 0 of 1.
  told({
    number: 10, level: 'P1', at: day(10), said: { started: -30, detected: -20 }, services: 'checkout',
    happened: [[12, paged('P1/0'), acknowledged], [15, comms], [45, watched], [100, resolved]],
  }),
  // 11: declined.
  told({ number: 11, level: 'P0', at: day(11), said: { started: -300 }, happened: [[5, { kind: 'status', status: 'declined', note: 'a test' }]] }),
  // 12: detect 4, acknowledge 1, mobilise 30, first update 25, mitigate 38, resolve 68, impact 38, P0 65. What happened to it after it was closed changes nothing.
  // Updates: 25 ≤ 30, watched from 35: 1 of 1. Ladder: 1 of 1.
  told({
    number: 12, level: 'P0', at: day(12), said: { started: -3, detected: 1 }, detection: 'Alert fired (monitoring system)', services: 'checkout',
    happened: [
      [0, paged('P0/0')], [1, acknowledged], [25, updated], [30, comms], [35, watched], [65, resolved], [95, closed],
      [1000, noted, { kind: 'summary', text: 'Another title' }], [2000, { kind: 'cause', text: 'A missing index', evidence: null, fix: null }],
    ],
    with: {
      followUps: [
        followUp('g1', 'Add the index', '2026-03-15T00:00:00Z', '2026-03-14T09:00:00Z'),
        followUp('g2', 'Test with many orders', '2026-03-15T00:00:00Z', '2026-03-16T09:00:00Z'),
      ],
      operations: [{
        key: 'o1', kind: 'rollback', title: 'Roll production back', environment: 'production', state: 'succeeded',
        from: { id: 'D_c', sha: sha('c'), ref: 'main', at: '2026-03-12T09:50:00Z' },
        to: { id: 'D_b', sha: sha('b'), ref: 'main', at: '2026-03-10T09:00:00Z' },
        next: null, workflow: 'rollback-production.yml', branch: 'main', inputs: {}, because: null, by: 'responder',
        at: minutes(day(12), 30), since: minutes(day(12), 34), run: null, step: null,
      }],
    },
  }),
]; // biome-ignore format: a table with its working

function lookedBack() {
  return {
    at: day(1), onset: day(1), environment: 'production', considered: 1, suspects: [], unread: [], rule: null, live: null, good: null,
  };
} // biome-ignore format: one thought

/** Of the issues: the eighth is a drill. */
export function labelsOf({ issue }: Incident): readonly string[] {
  return issue.number === 8 ? ['incident', 'drill'] : ['incident'];
}

/** By then everything is due. */
export const asOf = '2026-03-31T00:00:00Z';

/** As what a repository gives. */
export const sources = {
  records: twelve.map((record) => ({ record, labels: labelsOf(record) })),
  deployments,
  published,
};
