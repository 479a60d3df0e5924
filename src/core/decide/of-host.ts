// What the host can do beside GitHub and what it knows of who is on call, as commands are told of it.
import type { Situation } from '../brain.ts';
import type { CommandInput } from '../commands/command.ts';
import { knownOf } from './on-call.ts';

export function ofHost({
  connected,
  checkHosts,
  facts,
}: Situation): Pick<CommandInput, 'connected' | 'checkHosts' | 'onCall'> {
  return {
    ...(connected === undefined ? {} : { connected }),
    ...(checkHosts === undefined ? {} : { checkHosts }),
    onCall: knownOf(facts),
  };
}
