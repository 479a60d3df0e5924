/** Addresses of services that are one letter from a command: people write them at the start of a line too (`/pages is down`). */
import type { CommandSpec } from '../spec.ts';

/** Nobody slips so. */
const NEVER_MEANT: ReadonlySet<string> = new Set(
  (
    'back callback callbacks checkin config configs import imports post posts reaction reactions rule rules static timer times ' +
    'vote votes'
  ).split(' '),
);

/** A slip when it stands alone; before prose it is as likely an address. */
const OFTEN_MEANT: ReadonlySet<string> = new Set(['ask', 'change', 'closed']);

/** What stands behind a command and behind no address: somebody, a flag, or the numbers of items. */
const FOR_A_COMMAND = /(?:^|\s)(?:@|--)\w|^\d{1,2}(?:[\s,]+\d{1,2})*$/;

/** Whether a word that is near to `spec` is an address all the same, from what stands behind it in its line. */
export function isEndpoint(name: string, behind: string, spec: CommandSpec): boolean {
  if (NEVER_MEANT.has(name)) return true;
  const isPlural = name === `${spec.name}s` || name === `${spec.name}es`;
  if (!isPlural && !OFTEN_MEANT.has(name)) return false;
  return behind === '' ? isPlural && !isWholeAlone(spec) : !FOR_A_COMMAND.test(behind);
}

/** Whether the command is carried out without anything behind it. */
function isWholeAlone({ args, freeText }: CommandSpec): boolean {
  return freeText?.required !== true && !args.some(({ required }) => required);
}
