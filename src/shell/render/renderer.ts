// Effects to what is sent: texts with their marks, the card with its block, within GitHub's size.
import { everShorter, sayingPolicyIsLost } from '../../core/decide/card-room.ts';
import type { EffectOf, GitHubEffect } from '../../core/effects.ts';
import type { LiveComment, TemplateFile } from '../../core/facts.ts';
import { withoutDetails } from '../../core/incident/discreet.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import { cardMarker, effectMarker } from '../../core/marker.ts';
import type { TeamTemplates } from '../../core/messages/team-templates.ts';
import type { Message } from '../../core/messages.ts';
import type { ReadyEffect } from '../github/port.ts';
import { type Opened, sealBlock } from './block.ts';
import { everLess } from './carried.ts';
import { createMessageRenderer, type RenderMessage } from './message.ts';
import { readCard } from './read-card.ts';
import { readTeamTemplates } from './team/team-templates.ts';

/** GitHub refuses comments over 65,536 characters; the rest is room for what it may count differently. */
export const LARGEST_COMMENT = 60_000;

/** A notice is read on a phone. The smallest limit is Slack's, of 12,000 characters for Markdown (https://docs.slack.dev/reference/block-kit/blocks/markdown-block). */
const LARGEST_NOTICE = 8_000;

/** The part of it that people see; the rest is for the record. */
const LARGEST_VISIBLE = LARGEST_COMMENT / 2;

/** What a card shows at most when its record needs all the room there is. */
const LEAST_VISIBLE = 8_000;

export type RendererOptions = {
  /** Signs the cards. Null (a workflow without FIREBREAK_KEY): cards are unsigned, and author and last editor must be the same bot. */
  readonly signingKey: string | null;
  readonly templates: Readonly<Record<string, string>>;
};

export type Renderer = {
  readonly ready: (effect: GitHubEffect, record: Incident) => ReadyEffect;
  /** A message as channels beside GitHub are given it. */
  readonly text: (message: Message) => string;
  readonly readCard: (live: LiveComment, issue: IssueRef, trustedBotIds: readonly number[]) => Opened;
  readonly readTemplates: (files: readonly TemplateFile[]) => TeamTemplates;
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
      if (effect.kind === 'edit') {
        const { kind, key, of, commentNodeId } = effect;
        const text = `${cut(render(effect.message), LARGEST_COMMENT)}\n\n${effectMarker(of)}`;
        return { kind, key, commentNodeId, text };
      }
      if (isSaidElsewhere(effect)) {
        const { message, ...rest } = effect;
        return { ...rest, text: `${cut(render(message), LARGEST_COMMENT)}\n\n${effectMarker(effect.key)}` };
      }
      if (effect.kind !== 'card') return effect;
      return {
        kind: 'card',
        key: effect.key,
        text: cardText(effect, record, render, signingKey),
        commentNodeId: record.card?.nodeId ?? null,
      };
    },
    text: (message) => cut(render(message), LARGEST_NOTICE),
    readCard: (live, issue, trustedBotIds) => readCard(live, issue, trustedBotIds, signingKey),
    readTemplates: readTeamTemplates,
  };
}

type CardEffect = EffectOf<'card'>;

/** Its text stands in an issue or pull request of its own. */
function isSaidElsewhere(
  effect: GitHubEffect,
): effect is EffectOf<
  'open-hotfix' | 'open-postmortem' | 'write-index' | 'open-issue' | 'move-issue' | 'amend-issue' | 'open-drill'
> {
  const kinds: readonly GitHubEffect['kind'][] = [
    'open-hotfix',
    'open-postmortem',
    'write-index',
    'open-issue',
    'move-issue',
    'amend-issue',
    'open-drill',
  ];
  return kinds.includes(effect.kind);
}

/** The first of ever shorter cards that fits with the record it carries. Throws only where not even the barest does, which is a bug of ours. */
function cardText(
  { key, message, discreet = false }: CardEffect,
  record: Incident,
  render: RenderMessage,
  signingKey: string | null,
): string {
  const head = `${cardMarker} -->\n${effectMarker(key)}\n\n`;
  for (const most of [LARGEST_VISIBLE, LEAST_VISIBLE]) {
    const shown = new Map<boolean, string>();
    for (const { record: carried, policyLost } of everLess(discreet ? withoutDetails(record) : record)) {
      const visible = shown.get(policyLost) ?? within(policyLost ? sayingPolicyIsLost(message) : message, most, render);
      shown.set(policyLost, visible);
      const text = `${head}${visible}\n\n${sealBlock(carried, signingKey)}`;
      if (text.length <= LARGEST_COMMENT) return text;
    }
  }
  const { owner, repo, number } = record.issue;
  throw new Error(`The barest record of ${owner}/${repo}#${number} does not fit a comment.`);
}

function within(message: Message, most: number, render: RenderMessage): string {
  let text = '';
  for (const shorter of everShorter(message)) {
    text = render(shorter);
    if (text.length <= most) return text;
  }
  return cut(text, most);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}\n\n…`;
}
