// THE TABLE of commands: to add one, write its file and add its row.
import { ack } from './ack.ts';
import { action } from './action.ts';
import { cancel } from './cancel.ts';
import { cause } from './cause.ts';
import { changes } from './changes.ts';
import { check } from './check.ts';
import { close } from './close.ts';
import type { Command } from './command.ts';
import { confirm } from './confirm.ts';
import { decision } from './decision.ts';
import { decline } from './decline.ts';
import { drill } from './drill.ts';
import { duplicate } from './duplicate.ts';
import { escalate } from './escalate.ts';
import { evidence } from './evidence.ts';
import { freeze } from './freeze.ts';
import { handoff } from './handoff.ts';
import { help } from './help.ts';
import { hotfix } from './hotfix.ts';
import { hypothesis } from './hypothesis.ts';
import { ic } from './ic.ts';
import { impact } from './impact.ts';
import { na } from './na.ts';
import { note } from './note.ts';
import { oncall } from './oncall.ts';
import { page } from './page.ts';
import { policy } from './policy.ts';
import { postmortem } from './postmortem.ts';
import { readiness } from './readiness.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { role } from './role.ts';
import { rollback } from './rollback.ts';
import { run } from './run.ts';
import { severity } from './severity.ts';
import { snooze } from './snooze.ts';
import { status } from './status.ts';
import { tempfix } from './tempfix.ts';
import { time } from './time.ts';
import { timebox } from './timebox.ts';
import { unfreeze } from './unfreeze.ts';
import { update } from './update.ts';
import { verify } from './verify.ts';

/** In the order of the help. */
export const commands: readonly Command[] = [
  ack,
  severity,
  status,
  update,
  impact,
  snooze,
  timebox,
  resolve,
  close,
  reopen,
  decline,
  duplicate,
  ic,
  handoff,
  role,
  escalate,
  page,
  oncall,
  check,
  na,
  note,
  decision,
  hypothesis,
  evidence,
  cause,
  time,
  changes,
  rollback,
  run,
  confirm,
  cancel,
  verify,
  freeze,
  unfreeze,
  hotfix,
  tempfix,
  postmortem,
  action,
  drill,
  policy,
  readiness,
  help,
];

/** What is understood in a comment: all of the table. */
export const understood: readonly Command[] = commands;
