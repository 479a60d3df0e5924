// One message in a team's words, or why it is not: judged again where it is rendered, since it may have waited for a release to be replaced.
import type { Override } from '../../../core/messages.ts';
import { judgedTemplate } from './check.ts';
import { unfit } from './fit.ts';
import { isNames, type Printable, words } from './words.ts';

export type InTeamWords =
  | { readonly text: string; readonly problem?: never }
  | { readonly text?: never; readonly problem: string };

/** `data` with people's texts made inert already. Never throws. */
export function inTeamWords({ source, text }: Override, data: Printable): InTeamWords {
  const { template, problems } = judgedTemplate(source, text);
  if (template === null || !isNames(data)) return instead(source, problems[0]?.message ?? 'it cannot be used.');
  const made = words(template, data);
  const why = unfit(made);
  return why === null ? { text: made } : instead(source, why);
}

function instead(source: string, why: string): InTeamWords {
  return { problem: `These are the shipped words: ${source} was not used, since ${why}` };
}
