// What of a file that cannot be in force holds all the same: whom it reaches (paging fails open) and who may act (authority fails closed, INV-11).
import type { Chain } from './chain.ts';
import { compose, type Plain } from './compose.ts';
import { isPlain, type Path } from './path.ts';
import type { Right } from './policy.ts';
import { keysAt } from './schema.ts';
import { meantKey } from './slips.ts';

/** `over` lies over the built-in policy; `unsure` are the rights of which the file's word is not known. */
export type Holds = { readonly over: Plain; readonly unsure: readonly Right[] };

/** Rights to act on an incident. Who declares one pages people, so that stays as the built-in policy has it. */
const acting: readonly Right[] = ['respond', 'override'];

/** Where nothing is known: whoever may change the policy itself. */
export const NO_RIGHTS: Holds = {
  over: { authority: Object.fromEntries(acting.map((right) => [right, closed({})])) },
  unsure: acting,
};

/** What is valid of the texts that there are. */
export function whatHolds({ layers, isWhole }: Chain): Holds {
  const { people, authority } = compose(...layers.map(({ valid }) => valid ?? {}).reverse());
  const said = isPlain(authority) ? authority : {};
  const leftOut = layers.flatMap((layer) => layer.leftOut);
  const unsure = acting.filter((right) => !isWhole || leftOut.some((path) => concerns(right, path)));
  const grants = unsure.map((right) => [right, closed(said[right])] as const);
  return {
    over: { ...(people === undefined ? {} : { people }), authority: { ...said, ...Object.fromEntries(grants) } },
    unsure,
  };
}

/** Whether the right may be given at a place that could not be read; a section of another name may be meant as this one. */
function concerns(right: Right, [section, key]: Path): boolean {
  if (section === undefined) return true;
  if (section !== 'authority') return meantKey(String(section), keysAt([])) === 'authority';
  return key === undefined || key === right || !keysAt(['authority']).includes(String(key));
}

/** What is written of a grant and valid, with nothing from below; admins can change the policy, so they have every right in effect. */
function closed(grant: unknown): Plain {
  const { roles = [], users = [], teams = [] } = isPlain(grant) ? grant : {};
  return { roles: [...new Set(['admin', ...(Array.isArray(roles) ? roles : [])])], users, teams };
}
