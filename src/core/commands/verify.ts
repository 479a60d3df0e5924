// `/verify`: whether the service is back, by the checks of the policy (S003-19, S004-13), made by a run of its workflow, or by the app itself.
import { underWay } from '../incident/operation.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { runLink } from '../messages/operation.ts';
import { trusted } from '../messages.ts';
import { wrongStatus } from '../mitigation/refused-operation.ts';
import { beginVerification, unverifiable } from '../mitigation/verification.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const verify: Command = {
  name: 'verify',
  usage: '/verify',
  summary: 'Check whether the service is back: the checks of the policy, made by its workflow, or by the app.',
  group: 'mitigate',
  examples: ['/verify'],
  args: [],
  options: [],
  flags: [],
  slow: true,
  late: 'run',
  right: 'respond',
  usefulNow: (incident, policy) =>
    (incident.status === 'mitigating' || incident.status === 'monitoring') &&
    (policy.verification.workflow !== null || policy.verification.by === 'app') &&
    underWay(incident, 'verification') === null
      ? '/verify'
      : null,
  decide,
};

function decide({ incident, policy, isReplay, checkHosts }: CommandInput): Outcome {
  if (isReplay === true)
    return done([
      { kind: 'noted', text: 'A verification was asked for; the runs of its workflow tell what came of it' },
    ]);
  if (!isActive(incident.status)) return refused(wrongStatus(incident));
  const running = underWay(incident, 'verification');
  if (running !== null) return refused(problem('verifying-already', { run: runLink(running) }));
  // Nothing that is typed reaches the workflow (AC-26).
  const begun = beginVerification(incident, policy, checkHosts);
  if (begun === null) return refused(nothingToVerify(policy, checkHosts));
  const checks = begun.operation.checks?.length ?? 0;
  return done([begun], {
    said: {
      text: trusted(
        `${codeSpan(policy.rollback.environment)} is verified: ${checks} ${checks === 1 ? 'check' : 'checks'} by ${begun.operation.byApp === true ? 'the app itself' : codeSpan(begun.operation.workflow)}. A comment says what comes of it.`,
      ),
    },
  });
}

function nothingToVerify(policy: CommandInput['policy'], hosts: CommandInput['checkHosts']) {
  const instead = policy.checklist.length === 0 ? '`/status monitoring`' : '`/check` for what you have seen to hold';
  const why = unverifiable(policy, hosts);
  if (why === 'host') return problem('no-host-to-ask', { instead });
  return problem('nothing-to-verify', {
    what: why === 'checks' ? 'what to check' : 'which workflow makes its checks',
    instead,
  });
}
