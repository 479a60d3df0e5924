// What the incident must be for a hotfix: its record alone puts a pull request into the lane, never a title, label or branch.
import { codeSpan } from '../markdown/quoted.ts';
import type { GatePolicy, HotfixPull, HotfixRecord, RecordSeen } from './facts.ts';
import { fails, holds, type Requirement, type Row, waits } from './row.ts';

/** The rules about the incident, each a row. */
export const ofIncident = {
  linked: (pull: HotfixPull, seen: RecordSeen): Row =>
    withRecord('incident', seen, (record) => (record.pulls.includes(pull.number) ? ofStatus(record) : notLinked())),
  level: ({ levels }: GatePolicy, seen: RecordSeen): Row =>
    withRecord('level', seen, ({ level, incident }) => {
      if (level === null) return fails('level', `#${incident} has no severity.`, 'responder');
      const known = levels.find(({ name }) => name.toLowerCase() === level.toLowerCase());
      if (known === undefined)
        return fails('level', `The policy does not know the severity ${codeSpan(level)}.`, 'administrator');
      if (known.hotfix?.allowed === false)
        return fails('level', `At ${codeSpan(known.name)} a change goes the ordinary way.`, 'responder');
      return holds('level', `Hotfixes are allowed at ${codeSpan(known.name)}.`);
    }),
  noRollback: ({ hotfix }: GatePolicy, seen: RecordSeen): Row => {
    if (!hotfix.onlyIfNoRollback) return holds('no-rollback', 'The policy does not ask why nothing is rolled back.');
    return withRecord('no-rollback', seen, ({ whyNoRollback }) =>
      whyNoRollback === null || whyNoRollback.trim() === ''
        ? fails('no-rollback', 'Nobody has said why a rollback would not do.', 'responder')
        : holds('no-rollback', 'It is on record why a rollback would not do.'),
    );
  },
  rollbackReady: ({ hotfix }: GatePolicy, seen: RecordSeen): Row => {
    if (!hotfix.rollbackReady) return holds('rollback-ready', 'The policy does not ask for a version to go back to.');
    return withRecord('rollback-ready', seen, ofTarget);
  },
};

function withRecord(name: Requirement, seen: RecordSeen, then: (record: HotfixRecord) => Row): Row {
  if (seen === 'none') return notLinked(name);
  if (seen === 'unread') return waits(name, 'The incident could not be read.', 'nobody');
  return then(seen);
}

function notLinked(name: Requirement = 'incident'): Row {
  return fails(name, 'No incident has this pull request as its hotfix.', 'responder');
}

function ofStatus({ status, incident }: HotfixRecord): Row {
  switch (status) {
    case 'investigating':
    case 'identified':
    case 'mitigating':
    case 'monitoring':
      return holds('incident', `It is a hotfix of #${incident}, which is open.`);
    case 'reported':
      return waits('incident', `#${incident} is only reported: a responder must take it (\`/ack\`).`, 'responder');
    case 'resolved':
    case 'closed':
    case 'declined':
    case 'duplicate':
      return fails('incident', `#${incident} is ${status}.`, 'responder');
    default:
      return noStatus(status);
  }
}

function noStatus(_status: never): Row {
  return fails('incident', 'The incident has no status that is known.', 'responder');
}

function ofTarget({ rollbackTarget }: HotfixRecord): Row {
  switch (rollbackTarget) {
    case 'known':
      return holds('rollback-ready', 'It is known which version to go back to.');
    case 'none':
      return fails('rollback-ready', 'There is no good version to go back to.', 'responder');
    case 'not-looked':
      return waits('rollback-ready', 'It is not known yet which version to go back to.', 'nobody');
    case 'unread':
      return waits(
        'rollback-ready',
        'GitHub has not told what was deployed, so nobody knows which version to go back to: `/changes` in the incident asks again.',
        'responder',
      );
    default:
      return noTarget(rollbackTarget);
  }
}

function noTarget(_target: never): Row {
  return fails('rollback-ready', 'It is not known which version to go back to.', 'responder');
}
