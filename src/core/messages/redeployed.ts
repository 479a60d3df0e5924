// What was rolled back is live again.
import type { Operation } from '../incident/operation.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, trusted } from '../messages.ts';
import type { LiveVersion } from '../mitigation/live-version.ts';
import { minuteInUtc } from '../time.ts';

export type RedeployedWords = {
  /** Handles. */
  readonly told: readonly string[];
  /** GitHub did not say whether the deployment has it. */
  readonly unsure: boolean;
  /** Addresses of the pull requests that brought it. */
  readonly reverts: readonly string[];
};

export function redeployedMessage(
  { environment, from }: Operation,
  live: LiveVersion,
  { told, unsure, reverts }: RedeployedWords,
): Message {
  return {
    template: 'redeployed',
    mentions: told,
    data: {
      to: told.length === 0 ? null : trusted(told.join(' ')),
      environment: trusted(codeSpan(environment ?? '')),
      live: trusted(codeSpan(live.sha.slice(0, 7))),
      at: trusted(minuteInUtc(live.at)),
      bad: trusted(codeSpan(from?.sha.slice(0, 7) ?? '')),
      unsure,
      reverts: reverts.map((url) => trusted(linkAddress(url))),
    },
  };
}
