// What the host can do beside GitHub, as commands are told of it.
import type { Situation } from '../brain.ts';
import type { CommandInput } from '../commands/command.ts';

export function ofHost({ connected, checkHosts }: Situation): Pick<CommandInput, 'connected' | 'checkHosts'> {
  return { ...(connected === undefined ? {} : { connected }), ...(checkHosts === undefined ? {} : { checkHosts }) };
}
