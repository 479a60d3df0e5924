/** The rendered forms of a body: HTML as the web face shows it, and its plain text. */
import { renderMarkdown } from '../../rest/markdown.ts';
import { seesTeams } from '../../rest/rendered.ts';
import type { Comment, Issue } from '../../state/issue.ts';
import { known } from '../../state/store.ts';
import type { Args, Context } from '../things.ts';

/** `bodyHTML`: sanitised, with mentions resolved as its writer may see them. */
export function bodyHtml(of: Issue | Comment, _args: Args, { store }: Context): string {
  const issue = 'issueId' in of ? known(store.issues, of.issueId) : of;
  const repository = known(store.repositories, issue.repositoryId);
  return renderMarkdown(of.body ?? '', { store, repository, seesTeams: seesTeams(store, repository, of) });
}

/** `bodyText`: the same without tags. */
export function bodyText(of: Issue | Comment, args: Args, context: Context): string {
  const text = bodyHtml(of, args, context).replaceAll(/<[^>]*>/g, '');
  return text.replaceAll(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity).trim();
}

/** What the sanitiser escapes. */
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
