// What the freeze's worker finds out goes to the records as deliveries of ours, in each incident's own order, and only when it is news.
import type { Held, HeldDeployment } from '../../core/incident/freeze.ts';
import type { Freezing } from '../../core/mitigation/freeze-checks.ts';
import { compare, type Timestamp } from '../../core/time.ts';
import { incidentKey, type TriggerOf } from '../../core/trigger.ts';
import type { FrozenIncident } from './freeze-state.ts';
import type { Delivery } from './inbox.ts';

export type News = {
  readonly to: Pick<FrozenIncident, 'issue' | 'installationId'>;
  readonly news: TriggerOf<'freeze-news'>['news'];
};

/** What is held now; none where the record says so already. */
export function heldNews(to: FrozenIncident, held: Held | null, problem: string | null): readonly News[] {
  const { freeze } = to;
  const isKnown =
    (held === null || JSON.stringify(held) === JSON.stringify(freeze.held)) && (freeze.problem ?? null) === problem;
  return isKnown ? [] : [{ to, news: { is: 'held', held, problem } }];
}

export function refusedNews(to: FrozenIncident, deployment: HeldDeployment): News {
  return { to, news: { is: 'refused', deployment } };
}

/** Of freezes that ended, the last one is told what was released: where none goes on, everything was. */
export function releasedNews(
  ended: readonly FrozenIncident[],
  goesOn: Freezing | null,
  released: Held,
): readonly News[] {
  const newest = ended.toSorted((a, b) => compare(endOf(b), endOf(a)))[0];
  return ended.map((to) => {
    const on = goesOn?.number ?? (to === newest ? null : (newest?.issue.number ?? null));
    return { to, news: { is: 'released', released, on } };
  });
}

function endOf({ freeze }: FrozenIncident): Timestamp {
  return freeze.ended?.at ?? freeze.since;
}

/** `about`: the newest ask that it comes from, which is no other's. */
export function newsDelivery({ to: { issue, installationId }, news }: News, about: number, now: Timestamp): Delivery {
  const trigger = {
    kind: 'freeze-news',
    issue,
    installationId,
    at: now,
    actor: null,
    via: 'clock',
    news,
  } as const;
  const guid = `freeze:${incidentKey(issue)}/${about}/${news.is}`;
  return { hookId: 'firebreak', guid, event: 'firebreak', action: trigger.kind, trigger, ignored: null };
}
