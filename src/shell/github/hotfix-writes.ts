// What the hotfix lane asks of GitHub apart from the document of an incident's effects: pull requests and issues, which are looked for first.
import type { IssueRef } from '../../core/incident/record.ts';
import { amendIssue } from './amend-issue.ts';
import type { Client } from './client.ts';
import { lookAtPull } from './hotfix/adopt.ts';
import { askReview } from './hotfix/ask-review.ts';
import { openHotfix } from './hotfix/open.ts';
import { moveIssue } from './move-issue.ts';
import { openDrill } from './open-drill.ts';
import { openIssue } from './open-issue.ts';
import { type EffectResult, GitHubRefused, GitHubUnavailable, type ReadyEffect } from './port.ts';
import { writePostmortem } from './postmortem/write.ts';
import { writeIndex } from './postmortem/write-index.ts';
import { writeRows } from './postmortem/write-rows.ts';

export type HotfixWrite = Extract<
  ReadyEffect,
  {
    kind:
      | 'open-hotfix'
      | 'adopt-hotfix'
      | 'ask-review'
      | 'open-issue'
      | 'move-issue'
      | 'amend-issue'
      | 'open-drill'
      | 'open-postmortem'
      | 'write-rows'
      | 'write-index';
  }
>;

export function isHotfixWrite(effect: ReadyEffect): effect is HotfixWrite {
  const kinds: readonly ReadyEffect['kind'][] = [
    'open-hotfix',
    'adopt-hotfix',
    'ask-review',
    'open-issue',
    'move-issue',
    'open-postmortem',
    'write-rows',
    'write-index',
    'amend-issue',
    'open-drill',
  ];
  return kinds.includes(effect.kind);
}

/** Its result; never throws for what GitHub says. All may be sent again. */
export async function performHotfixWrite(client: Client, issue: IssueRef, effect: HotfixWrite): Promise<EffectResult> {
  const { key } = effect;
  try {
    switch (effect.kind) {
      case 'open-hotfix':
        return await openHotfix(client, issue, effect);
      case 'adopt-hotfix':
        return await lookAtPull(client, issue, effect);
      case 'ask-review':
        return await askReview(client, issue, effect);
      case 'open-issue':
        return await openIssue(client, issue, effect);
      case 'move-issue':
        return await moveIssue(client, issue, effect);
      case 'open-postmortem':
        return await writePostmortem(client, issue, effect);
      case 'write-rows':
        return await writeRows(client, issue, effect);
      case 'write-index':
        return await writeIndex(client, issue, effect);
      case 'amend-issue':
        return await amendIssue(client, issue, effect);
      case 'open-drill':
        return await openDrill(client, issue, effect);
    }
  } catch (error) {
    if (error instanceof GitHubRefused)
      return { key, ok: false, fate: 'final', status: error.status, message: error.message };
    if (error instanceof GitHubUnavailable)
      return { key, ok: false, fate: 'retry', status: error.status, message: error.message };
    throw error;
  }
}
