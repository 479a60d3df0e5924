// Wires the loop for a workflow run: the token's gateway, the card as the only store, the shipped policy and words.
import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/core';
import { createBrain } from '../../src/core/decide/brain.ts';
import { parseFormFile } from '../../src/core/form/parse-form-file.ts';
import { ranksElsewhere } from '../../src/core/form/ranks-elsewhere.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { type Clock, systemClock } from '../../src/shell/engine/clock.ts';
import type { LoopParts } from '../../src/shell/engine/parts.ts';
import { policyParts } from '../../src/shell/engine/policy-memory.ts';
import { runOnce } from '../../src/shell/engine/run-once.ts';
import { createTokenGateway, type OctokitLike } from '../../src/shell/github/index.ts';
import { pagerDutySchedules } from '../../src/shell/notify/pagerduty-schedules.ts';
import { createRenderer } from '../../src/shell/render/renderer.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import type { Inputs } from './runner.ts';

type Viewer = { readonly viewer: { readonly login: string; readonly databaseId: number } };

/** Handles one trigger; returns its reason code. Throws when GitHub stays away or says no. */
export async function respond(trigger: Trigger, inputs: Inputs): Promise<string> {
  const octokit = new Octokit({ auth: inputs.token, baseUrl: inputs.apiUrl });
  const { viewer } = await octokit.graphql<Viewer>('query { viewer { login databaseId } }');
  const botIds = [viewer.databaseId, ...inputs.trustedBots];
  const { outcome } = await runOnce(parts(octokit, inputs, viewer, botIds), trigger, (milliseconds) =>
    pause(milliseconds),
  );
  return outcome;
}

function parts(octokit: OctokitLike, inputs: Inputs, viewer: Viewer['viewer'], botIds: readonly number[]): LoopParts {
  const shipped = readShipped();
  const { form } = parseFormFile(shipped.form);
  if (form === null) throw new Error('The shipped declaration form is broken: the installation is incomplete');
  const clock = systemClock();
  const gateway = createTokenGateway({ octokit, self: { botIds }, now: clock.now });
  const renderer = createRenderer({ signingKey: inputs.key, templates: shipped.messages });
  return {
    brain: createBrain({ ...form, ranksElsewhere: ranksElsewhere(shipped.policies) }),
    ready: renderer.ready,
    readCard: renderer.readCard,
    ...onCallOf(inputs, clock),
    readTemplates: renderer.readTemplates,
    ...policyParts((file, lastGood, bases) => policyFrom(shipped.policies, file, lastGood, bases), clock),
    clock,
    log: (level, code, text) => process.stdout.write(`${level} ${code}: ${text}\n`),
    self: async () => ({ botId: viewer.databaseId, botIds, login: viewer.login }),
    gateway: () => gateway,
  };
}

function onCallOf({ pagerDuty }: Inputs, { now }: Clock): Pick<LoopParts, 'onCall'> {
  if (pagerDuty === null) return {};
  const complain = (text: string) => process.stdout.write(`warn schedule-not-read: ${text}\n`);
  return { onCall: pagerDutySchedules({ ...pagerDuty, now, complain }) };
}
