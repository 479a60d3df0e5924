// `/cause`: the root cause is known. The findings comment has four fields (`S003-15`); mitigation never waits for it.
import { applyAll } from '../incident/apply.ts';
import type { Change } from '../incident/change.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { runbookMessage } from '../messages/runbook-message.ts';
import { embedded } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const cause: Command = {
  name: 'cause',
  usage: '/cause <text> [evidence=] [fix=]',
  summary: 'Say what the root cause is. Nothing waits for it; whoever finds a better one says it again.',
  group: 'record',
  examples: [
    '/cause the 04:00 deploy halved the connection pool fix="roll back to v2.3.3"',
    '/cause a certificate expired evidence="openssl s_client, 04:02"',
  ],
  args: [],
  options: [
    { name: 'evidence', kind: 'text' },
    { name: 'fix', kind: 'text' },
  ],
  flags: [],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: (incident) => {
    const last = incident.hypotheses.at(-1);
    return incident.cause === null && last !== undefined && last.for.length > 0 ? '/cause <text>' : null;
  },
  decide,
};

function decide({ line, incident, policy, actor, now }: CommandInput): Outcome {
  const text = line.text?.trim() ?? '';
  if (text === '') return refused(problem('nothing-to-say', { usage: codeSpan('/cause <text>') }));
  const { evidence = null, fix = null } = line.options;
  const change: Change = { kind: 'cause', text, evidence, fix };
  const after = applyAll(incident, [change], { at: now, by: actor, comment: null });
  const findings = runbookMessage('findings', after, policy, now);
  return findings === null ? done([change]) : done([change], { announced: embedded(findings) });
}
