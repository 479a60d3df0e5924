// Whether a page reached whom it is for: what GitHub shows of it is compared with whom it mentions, and who is missing is told to the incident itself.
import { holdOfPage } from '../../core/decide/held-page.ts';
import { isReadBack } from '../../core/decide/read-back.ts';
import type { Effect } from '../../core/effects.ts';
import type { Incident } from '../../core/incident/record.ts';
import { withdrawalOf } from '../../core/incident/withdrawn-page.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import type { EffectResult } from '../github/port.ts';
import type { Clock } from './clock.ts';

type Refusal = Extract<EffectResult, { readonly ok: false }>;

/** Longest of GitHub's words that are passed on. */
const LONGEST = 500;

/** Of whom a page mentions, those that GitHub links to nobody; of whom the issue is assigned to, those it left out. None for other effects, and where it was not read back. */
export function unheardIn(effect: Effect, mentioned: readonly string[] | null | undefined): readonly string[] {
  if (effect.kind === 'assignees' && mentioned != null)
    return effect.add.map(({ login }) => `@${login}`).filter((handle) => !mentioned.includes(handle.toLowerCase()));
  if (effect.kind !== 'comment' || !isReadBack(effect) || mentioned == null) return [];
  return effect.message.mentions.filter((handle) => !mentioned.includes(handle.toLowerCase()));
}

/** What the engine tells an incident of what it sent: of a page, of the start of a run, of a deployment that is not recorded, of what was opened. */
export type OfPage = TriggerOf<
  | 'unheard'
  | 'page-refused'
  | 'page-withdrawn'
  | 'dispatched'
  | 'unrecorded'
  | 'hotfix-answered'
  | 'postmortem-answered'
  | 'issue-opened'
>;

/** What the incident is told of a page that was read back; nothing where everybody was reached, or it was not read. */
export function proof(
  { unheard }: { readonly unheard: ReturnType<typeof tellingUnheard> },
  effect: Effect,
  mentioned: readonly string[] | null | undefined,
): { readonly ofPage?: OfPage } {
  const handles = unheardIn(effect, mentioned);
  return handles.length === 0 ? {} : { ofPage: unheard(effect.key, handles, namedBy(effect)) };
}

/** Everybody whom the effect names. */
export function namedBy(effect: Effect): readonly string[] {
  if (effect.kind === 'assignees') return effect.add.map(({ login }) => `@${login}`);
  return effect.kind === 'comment' ? effect.message.mentions : [];
}

/** How an incident is told that a page of its reached nobody with these handles. */
export function tellingUnheard(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
): (page: string, handles: readonly string[], whom: readonly string[]) => TriggerOf<'unheard'> {
  return (page, handles, whom) => ({
    kind: 'unheard',
    issue,
    installationId,
    at: clock.now(),
    actor: null,
    via: 'clock',
    page,
    handles: [...handles],
    whom: [...whom],
  });
}

/** How an incident is told that GitHub refused a page of its for good; null for other effects. */
export function tellingRefused(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
): (effect: Effect, answer: Pick<Refusal, 'status' | 'message'>) => TriggerOf<'page-refused'> | null {
  return (effect, { status, message }) =>
    effect.kind !== 'comment' || effect.urgency !== 'page'
      ? null
      : {
          kind: 'page-refused',
          issue,
          installationId,
          at: clock.now(),
          actor: null,
          via: 'clock',
          page: effect.key,
          handles: [...effect.message.mentions],
          status,
          why: message.slice(0, LONGEST),
        };
}

/** How an incident is told that a page of its is not sent, any more or for now; null for what is to be sent. `policyOf`: what an incident goes by, as far as it is known here. */
export function tellingWithdrawn(
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
  policyOf: (record: Incident) => Promise<Policy>,
): (effect: Effect, record: Incident) => Promise<TriggerOf<'page-withdrawn'> | null> {
  return async (effect, record) => {
    if (effect.kind !== 'comment' || effect.urgency !== 'page') return null;
    const why = withdrawalOf(effect, record) ?? holdOfPage(effect, record, await policyOf(record), clock.now());
    if (why === null) return null;
    const handles = [...effect.message.mentions];
    return {
      kind: 'page-withdrawn',
      issue,
      installationId,
      at: clock.now(),
      actor: null,
      via: 'clock',
      page: effect.key,
      handles,
      why,
    };
  };
}
