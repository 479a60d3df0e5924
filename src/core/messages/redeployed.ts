// What was rolled back is live again.
import type { Operation } from '../incident/operation.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, trusted } from '../messages.ts';
import type { LiveVersion } from '../mitigation/live-version.ts';
import { minuteInUtc } from '../time.ts';

/** `told` are handles; `unsure`: GitHub did not say whether the deployment has it. */
export function redeployedMessage(
  { environment, from }: Operation,
  live: LiveVersion,
  told: readonly string[],
  unsure: boolean,
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
    },
  };
}
