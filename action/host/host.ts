// Wires the loop for a workflow run: the token's gateway, the card as the only store, the shipped policy and words.
import { setTimeout as pause } from 'node:timers/promises';
import { createBrain } from '../../src/core/decide/brain.ts';
import type { Person } from '../../src/core/incident/record.ts';
import { type Clock, systemClock } from '../../src/shell/engine/clock.ts';
import type { LoopParts } from '../../src/shell/engine/parts.ts';
import { policyParts } from '../../src/shell/engine/policy-memory.ts';
import type { Wait } from '../../src/shell/engine/run-once.ts';
import type { ThreadParts } from '../../src/shell/engine/unread-in-thread.ts';
import { createTokenGateway, type OctokitLike, type TokenGateway } from '../../src/shell/github/index.ts';
import { pagerDutySchedules } from '../../src/shell/notify/pagerduty-schedules.ts';
import { mayNeedAnswer } from '../../src/shell/payloads/read-comment.ts';
import { createRenderer } from '../../src/shell/render/renderer.ts';
import { readBuiltIn } from '../../src/shell/templates/built-in.ts';
import type { Account } from './account.ts';
import { plainLine } from './commands.ts';
import { policyOver, ranksElsewhere } from './own-policy.ts';
import type { CommonInputs } from './runner.ts';

/** The real pause between attempts. */
export const wait: Wait = (milliseconds) => pause(milliseconds);

export type Host = {
  readonly parts: LoopParts & ThreadParts;
  readonly gateway: TokenGateway;
  readonly octokit: OctokitLike;
  /** The account of the token: a bot. */
  readonly self: Person;
};

/** Everything that the loop needs, with the authority of the run's token. */
export function hostOf(inputs: CommonInputs, { octokit, self }: Account): Host {
  const botIds = [self.id, ...inputs.trustedBots];
  const clock = systemClock();
  const gateway = createTokenGateway({ octokit, self: { botIds }, now: clock.now });
  return { octokit, self, gateway, parts: { ...parts(gateway, inputs, self, botIds, clock), mayNeedAnswer } };
}

function parts(
  gateway: TokenGateway,
  inputs: Pick<CommonInputs, 'key' | 'pagerDuty'>,
  { id, login }: Person,
  botIds: readonly number[],
  clock: Clock,
): LoopParts {
  const { form, inForce, messages } = readBuiltIn();
  const renderer = createRenderer({ signingKey: inputs.key, templates: messages });
  return {
    brain: createBrain({ ...form, ranksElsewhere }),
    ready: renderer.ready,
    readCard: renderer.readCard,
    ...onCallOf(inputs, clock),
    readTemplates: renderer.readTemplates,
    ...policyParts(
      (file, ...before) => (file.text === null && file.notRead === undefined ? inForce : policyOver(file, ...before)),
      clock,
    ),
    clock,
    log: (level, code, text) => process.stdout.write(`${plainLine(`${level} ${code}: ${text}`)}\n`),
    self: async () => ({ botId: id, botIds, login }),
    gateway: () => gateway,
  };
}

function onCallOf({ pagerDuty }: Pick<CommonInputs, 'pagerDuty'>, { now }: Clock): Pick<LoopParts, 'onCall'> {
  if (pagerDuty === null) return {};
  const complain = (text: string) => process.stdout.write(`${plainLine(`warn schedule-not-read: ${text}`)}\n`);
  return { onCall: pagerDutySchedules({ ...pagerDuty, now, complain }) };
}
