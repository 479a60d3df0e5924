// Whom a page told: those whom GitHub links in it and who may read what it is about. One proof, whether the page was just made or is found again.
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { mentionedIn } from './mentioned.ts';
import { type EffectResult, GitHubUnavailable } from './port.ts';
import { withoutAccess } from './reach.ts';

/** Of whom a page that was just made mentions, those whom it reaches. Where that cannot be asked now the page is in doubt: it is looked for, and proved then. */
export async function reaching(client: Client, issue: IssueRef, result: EffectResult): Promise<EffectResult> {
  if (!result.ok || result.mentioned === undefined) return result;
  try {
    return { ...result, mentioned: await whoMayRead(client, issue, result.mentioned) };
  } catch (error) {
    if (!(error instanceof GitHubUnavailable)) throw error;
    const message = `It was made, and whom it reaches could not be asked: ${error.message}`;
    return { key: result.key, ok: false, fate: 'uncertain', status: error.status, message };
  }
}

/** Whom a comment of ours reaches, read back; `judged`: not everybody may read the repository. Null where GitHub does not show it. Throws `GitHubUnavailable`. */
export async function reachedBy(
  client: Client,
  issue: IssueRef,
  comment: string,
  judged: boolean,
): Promise<readonly string[] | null> {
  const mentioned = await mentionedIn(client, comment);
  return mentioned === null || !judged ? mentioned : whoMayRead(client, issue, mentioned);
}

async function whoMayRead(client: Client, issue: IssueRef, mentioned: readonly string[]): Promise<readonly string[]> {
  const lost = await withoutAccess(client, issue, mentioned);
  return mentioned.filter((handle) => !lost.includes(handle));
}
