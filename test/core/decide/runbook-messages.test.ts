// Where the runbook's messages are said today: the page at the declaration, the request for an update, the replies to `/resolve` and `/close`.
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people } = build;
const levels = `levels:
  - { name: P0, updates: { first: 15m, every: 15m }, monitor: 2h, escalation: [{ after: 0m, targets: [devops] }, { after: 10m, targets: [ceo] }], postmortem: { need: required, publish_within: 48h } }
  - { name: P2, alert: false, escalation: [{ after: 0m, targets: [devops] }, { after: 1h, targets: [manager] }] }
  - { name: P3 }
authority: { declare: { roles: [write, maintain] }, respond: { roles: [write, maintain] }, override: { roles: [maintain] } }
${build.mapped}`;
const rules = (rest: string): Policy => build.policyOf(`preset: none\n${levels}${rest}`);
const github = rules(
  'messages: { initial: github, update: github, resolution: github, all_clear: github }\norder: { announce_resolved: before-monitoring }\n',
);
const commander = rules(
  'messages: { initial: commander, update: commander, resolution: commander }\nformats: { duration: hours-minutes }\n',
);
const emergency = rules('messages: { internal: emergency }\n');
const silent = rules(''); // biome-ignore format: one policy a line

function declared(policy: Policy, level = 'P0'): Model {
  const model = new Model({ title: `[INCIDENT ${level}] Production down`, labelled: ['incident', level] }, policy);
  model.open();
  return model;
}

/** What the app said last, without its mark. */
const last = (model: Model): string => (model.said.at(-1)?.body ?? '').replace(/\s*<!--.*$/s, '');
const comments = (model: Model): number => model.said.length;

describe('the page at the declaration', () => {
  test.each([
    { name: 'is the initial alert (S003-30)', policy: github, reads: /^@acme\/devops\n\n🚨 INCIDENT: Production down\n\nSeverity: P0\nStarted: 2026-03-01T04:00:00Z\nStatus: Investigating\nImpact: \*\[.*\nETA: Unknown\n\nUpdates: https:\/\/github\.test\/acme\/shop\/issues\/7\n\nComment `\/ack` if you are on it\.$/ },
    { name: 'is the initial notification (S004-21)', policy: commander, reads: /^@acme\/devops\n\nINCIDENT: Production down\nSeverity: P0\nTime: 2026-03-01 04:00 UTC\n.*Next update in: 15 minutes\n\nComment `\/ack`/s },
    { name: 'has the five fields of the internal message (S000-28)', policy: emergency, reads: /^@acme\/devops\n\nINCIDENT: .*\nSTATUS: Investigating\nIMPACT: .*\nETA: Unknown\nACTIONS: .*\n\nComment `\/ack`/ },
    { name: 'is plain where the runbook has no alert', policy: silent, reads: /^@acme\/devops\n\n🚨 \*\*INCIDENT: Production down\*\*\n\nSeverity: P0\nStarted: 2026-03-01T04:00:00Z\nStatus: investigating\nImpact: not known yet\nETA: Unknown\n\nComment `\/ack`/ },
  ])('$name', ({ policy, reads }) => {
    expect(last(declared(policy))).toMatch(reads);
  }); // biome-ignore format: a table

  test('the next steps of the ladder are plain pages', () => {
    const model = declared(github);
    model.until(minute(10));
    expect(last(model)).toMatch(/^@lead\n\n🚨 \*\*INCIDENT: .*Nobody has acknowledged this in 10 minutes/s);
  });

  test('a level that does not alert has a plain page (S003-30), and alerts when it is made worse', () => {
    const model = declared(github, 'P2');
    expect(last(model)).toContain('🚨 **INCIDENT: Production down**');
    model.say(people.responder, '/severity P0 all of it');
    expect(last(model)).toContain('🚨 INCIDENT: Production down\n\nSeverity: P0');
  });

  test('without a severity it is an alert, and asks for one', () => {
    const model = declared(github, '');
    expect(last(model)).toMatch(/🚨 INCIDENT: Production down\n\nSeverity: not assigned.*comment `\/severity` with a level/s);
    model.say(people.responder, '/severity P0');
    expect(last(model)).toContain('🚨 **INCIDENT: Production down**');
  }); // biome-ignore format: one thought a line
});

describe('the request for an update', () => {
  test.each([
    { policy: github, names: 'Time, Progress, Current status, Next, ETA' },
    { policy: commander, names: 'Time, Status, Update, Impact, ETA, Next update in' },
  ])('names the fields of the runbook: $names (S003-31, S004-22)', ({ policy, names }) => {
    const model = declared(policy);
    model.until(minute(15));
    expect(last(model)).toContain(`eta=<when>\n\`\`\`\n\nThe runbook’s update names: ${names}.\n`);
  });

  test('names none where the runbook has no update', () => {
    const model = declared(silent);
    model.until(minute(15));
    expect(last(model)).toContain('Progress update 1 is due');
    expect(last(model)).not.toContain('update names');
  });
});

describe('/resolve', () => {
  test('says RESOLVED when the watching begins, and the all-clear when it is over (S003-32, S003-22)', () => {
    const model = declared(github);
    model.until(minute(75));
    model.say(people.responder, '/resolve rolled back to v2.3.3');
    expect(last(model)).toMatch(
      /^✅ RESOLVED: Production down\n\nResolved: 2026-03-01T05:15:00Z\nDuration: 75 minutes\nFix: rolled back to v2\.3\.3\nMonitoring: ongoing for 2 hours\n\nPost-mortem: \[its pull request\]\(https:\/\/github\.test\/[^)]*head%3Apostmortem%2Fincident-7\), to be shared within 48 hours\n\n\*\*Monitoring until 2026-03-01 07:15 UTC\*\*/,
    );
    model.until(minute(195));
    model.say(people.responder, '/resolve all metrics normal');
    expect(last(model)).toMatch(
      /^✅ ALL CLEAR: Production down\n\nResolved: 2026-03-01T05:15:00Z\nDuration: 75 minutes\nFix: rolled back to v2\.3\.3\nVerified: all metrics normal\n\nPost-mortem: \[its pull request\]\(https:\/\/github\.test\/[^)]*head%3Apostmortem%2Fincident-7\), to be shared within 48 hours$/,
    );
  });

  test('again while it is watched only says until when', () => {
    const model = declared(github);
    model.say(people.responder, '/resolve rolled back');
    model.later('PT5M');
    model.say(people.responder, '/resolve');
    expect(last(model)).toMatch(/^\*\*Monitoring until/);
  });

  test('after the watching where the runbook has it so (S004-23)', () => {
    const model = declared(commander);
    model.say(people.responder, '/resolve rolled back');
    expect(last(model)).toMatch(/^\*\*Monitoring until/);
    model.until(minute(120));
    model.say(people.responder, '/resolve all normal');
    expect(last(model)).toMatch(/^RESOLVED: Production down\nTime: 2026-03-01 06:00 UTC\nDuration: 2 hours\n\nSummary: rolled back\n.*Post-mortem will be shared within 48 hours\.$/s);
  }); // biome-ignore format: one thought a line

  test('at once where nothing is watched', () => {
    const model = declared(commander, 'P3');
    model.say(people.responder, '/resolve restarted');
    expect(last(model)).toMatch(/^RESOLVED: Production down\n.*No post-mortem is needed at P3\.$/s);
  });

  test('is answered by a 👍 alone where the runbook has no such message', () => {
    const model = declared(silent, 'P3');
    const before = comments(model);
    model.say(people.responder, '/resolve');
    expect(comments(model)).toBe(before);
  });
});

describe('/close', () => {
  test('that resolves gives the all-clear', () => {
    const model = declared(github, 'P3');
    model.say(people.responder, '/close it was the cache');
    expect(last(model)).toMatch(/^✅ ALL CLEAR: Production down\n\nResolved: .*\nFix: it was the cache\n/s);
    expect(model.live.state).toBe('closed');
  });

  test('of a resolved incident says nothing more', () => {
    const model = declared(github, 'P3');
    model.say(people.responder, '/resolve');
    const before = comments(model);
    model.say(people.responder, '/close');
    expect(comments(model)).toBe(before);
  });

  test('by hand says nothing: who closes has said it', () => {
    const model = declared(github, 'P3');
    const before = comments(model);
    model.close(people.responder);
    expect(model.record?.status).toBe('closed');
    expect(comments(model)).toBe(before);
  });
});

describe('with other commands in the comment', () => {
  test.each([
    { name: 'a dry run announces nothing', says: '/resolve --dry-run', reads: /^\*\*Dry run of \/resolve/ },
    { name: 'what is taken back is not announced', says: '/resolve\n/status mitigating', reads: /^\*\*Monitoring until/ },
    { name: 'a refusal stands behind it', says: '/severity P9\n/resolve rolled back', reads: /^✅ RESOLVED: .*\/severity was not done/s },
    { name: 'the end goes before the beginning', says: '/resolve rolled back\n/resolve --force all normal', reads: /^✅ ALL CLEAR: .*\nFix: rolled back\nVerified: all normal\n\nPost-mortem: .*\n\n\*\*Monitoring until/s },
    { name: 'it tells what the later ones said', says: '/resolve rolled back\n/severity P3 not so bad', reads: /Post-mortem: none is needed at P3/ },
  ])('$name', ({ says, reads }) => {
    const model = declared(github);
    model.say(people.lead, says);
    expect(last(model)).toMatch(reads);
    expect(comments(model)).toBe(2);
  }); // biome-ignore format: a table

  test('who may not resolve announces nothing', () => {
    const model = declared(github);
    model.say(people.visitor, '/resolve');
    expect(last(model)).toMatch(/^\*\*\/resolve was not done/);
  });
});
