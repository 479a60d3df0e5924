// The freeze that an incident keeps: merges and deployments of its repository are held while it holds, and what came of it.
import * as z from 'zod';
import { compare } from '../time.ts';

/** `lifted`: by `/unfreeze`. `limit`: its time was up. `over`: the incident is. `level`: its severity freezes no more. */
export const freezeEnds = ['lifted', 'limit', 'over', 'level'] as const;
export type FreezeEnd = (typeof freezeEnds)[number];

/** What the freeze holds back: how many open pull requests, and the first of them by number. */
export const Held = z.object({ pulls: z.number().int().nonnegative(), shown: z.array(z.number().int()) });
export type Held = Readonly<z.infer<typeof Held>>;

/** A deployment that was refused, with the run that asked for it. */
export const HeldDeployment = z.object({ environment: z.string(), run: z.number().int(), url: z.string() });
export type HeldDeployment = Readonly<z.infer<typeof HeldDeployment>>;

/** `by` null: the severity's policy. `lifts`: who may lift it, in words without mentions. */
export const Freeze = z.object({
  since: z.string(),
  until: z.string(),
  by: z.string().nullable(),
  because: z.string().nullable(),
  lifts: z.string(),
  /** Absent: it holds. */
  ended: z
    .object({ at: z.string(), why: z.enum(freezeEnds), by: z.string().nullable(), reason: z.string().nullable() })
    .optional(),
  /** As last counted; absent: not counted yet. */
  held: Held.optional(),
  /** The newest that were refused, and how many in all; absent: none. */
  deployments: z.array(HeldDeployment).optional(),
  refused: z.number().int().optional(),
  /** Why GitHub takes no checks, in its words; absent: it takes them. */
  problem: z.string().optional(),
  /** What its end released was told; the number of the incident that freezes on where one does. Absent: not yet. */
  told: z.object({ on: z.number().int().nullable() }).optional(),
});
export type Freeze = Readonly<z.infer<typeof Freeze>>;

type WithFreeze = { readonly freeze?: Freeze | undefined };

/** The freeze that holds; null where none does. Whether its time is up is the clock's to say (`clock/freeze-limit.ts`). */
export function holdingFreeze({ freeze }: WithFreeze): Freeze | null {
  return freeze === undefined || freeze.ended !== undefined ? null : freeze;
}

/** Whether a freeze begins or ends between two versions of a record: then what is posted must follow. */
export function freezeMoved(before: WithFreeze | null, after: WithFreeze | null): boolean {
  return stateOf(before) !== stateOf(after);
}

function stateOf(incident: WithFreeze | null): string {
  const { freeze } = incident ?? {};
  // Who said it, why and until when are on the issue: nothing is posted anew for that.
  return freeze === undefined ? '' : `${freeze.since} ${freeze.ended?.at ?? ''}`;
}

/** Of freezes, the one that began first: it is the one that is named. */
export function firstFrozen<T extends { readonly freeze: Freeze; readonly number: number }>(
  all: readonly T[],
): T | null {
  const [first] = all.toSorted((a, b) => compare(a.freeze.since, b.freeze.since) || a.number - b.number);
  return first ?? null;
}
