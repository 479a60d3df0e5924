// The commands that a policy can speak of: all that are decided on (DESIGN section 5), built or not. Beside the table itself, since commands read policies.

/** Without the slash. A contract test holds them and the table of commands together. */
export const commandNames = [
  ...['ack', 'severity', 'status', 'resolve', 'reopen', 'close', 'decline', 'duplicate'],
  ...['role', 'ic', 'handoff', 'escalate', 'page', 'oncall'],
  ...['update', 'impact', 'snooze', 'timebox'],
  ...['note', 'decision', 'hypothesis', 'evidence', 'cause', 'time', 'check', 'na'],
  ...['changes', 'rollback', 'run', 'verify', 'freeze', 'unfreeze', 'confirm', 'cancel'],
  ...['hotfix', 'tempfix', 'postmortem', 'action', 'drill', 'readiness', 'policy', 'help'],
] as const;
