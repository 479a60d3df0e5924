// Effects to what is sent: texts with their marks, the card with its block, within GitHub's size.
import type { Effect } from '../../core/effects.ts';
import type { LiveComment } from '../../core/facts.ts';
import { fold } from '../../core/incident/fold.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import { cardMarker, effectMarker } from '../../core/marker.ts';
import type { ReadyEffect } from '../github/port.ts';
import { type Opened, openBlock, sealBlock } from './block.ts';
import { createMessageRenderer } from './message.ts';

/** GitHub refuses comments over 65,536 characters; the rest is room for what it may count differently. */
export const LARGEST_COMMENT = 60_000;

/** Ever fewer and shorter timeline entries, until the card fits. The thread has them all. */
const folds = [
  [300, 500],
  [200, 300],
  [120, 200],
  [60, 120],
  [30, 80],
  [10, 40],
  [3, 20],
] as const;

export type RendererOptions = {
  /** Signs the cards. Null (a workflow without FIREBREAK_KEY): cards are unsigned, and author and last editor must be the same bot. */
  readonly signingKey: string | null;
  readonly templates: Readonly<Record<string, string>>;
};

export type Renderer = {
  readonly ready: (effect: Effect, record: Incident) => ReadyEffect;
  readonly readCard: (live: LiveComment, issue: IssueRef, trustedBotIds: readonly number[]) => Opened;
};

/** The renderer for one key. */
export function createRenderer({ signingKey, templates }: RendererOptions): Renderer {
  const render = createMessageRenderer(templates);
  return {
    ready: (effect, record) => {
      if (effect.kind === 'comment') {
        const { kind, key, urgency } = effect;
        return { kind, key, urgency, text: `${cut(render(effect.message), LARGEST_COMMENT)}\n\n${effectMarker(key)}` };
      }
      if (effect.kind !== 'card') return effect;
      const visible = `${cardMarker} -->\n${effectMarker(effect.key)}\n\n${cut(render(effect.message), LARGEST_COMMENT / 2)}`;
      return {
        kind: 'card',
        key: effect.key,
        text: withBlock(visible, record, signingKey),
        commentNodeId: record.card?.nodeId ?? null,
      };
    },
    readCard: (live, issue, trustedBotIds) => readCard(live, issue, trustedBotIds, signingKey),
  };
}

function withBlock(visible: string, record: Incident, key: string | null): string {
  for (const carried of [record, withoutPolicy(record)])
    for (const [entries, longest] of folds) {
      const text = `${visible}\n\n${sealBlock(fold(carried, entries, longest), key)}`;
      if (text.length <= LARGEST_COMMENT) return text;
    }
  throw new Error(
    `The record of ${record.issue.owner}/${record.issue.repo}#${record.issue.number} does not fit a comment even without its timeline.`,
  );
}

/** Last of all the policy's text is left off: an incident that cannot be saved is worse than one that follows the default branch. */
function withoutPolicy(record: Incident): Incident {
  return record.policy === null ? record : { ...record, policy: { ...record.policy, written: null } };
}

function readCard(live: LiveComment, issue: IssueRef, trusted: readonly number[], key: string | null): Opened {
  if (live.author === null || !trusted.includes(live.author.id)) return { ok: false, why: 'its author is not the app' };
  if (key === null && live.edited && live.editor?.id !== live.author.id)
    return { ok: false, why: 'somebody else edited it, and it is not signed' };
  if (!live.body.includes(cardMarker)) return { ok: false, why: 'it is no status card' };
  return openBlock(live.body, issue, key);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}\n\n…`;
}
