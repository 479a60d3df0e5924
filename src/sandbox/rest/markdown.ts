// Renders Markdown as GitHub shows it: sanitised, with resolved mentions and issue references as links.
import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { issuesOf } from '../state/find-issue.ts';
import { mentionPattern, resolveMention } from '../state/mentions.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';
import { repositoryPage } from './shapes/urls.ts';

/** Where a text stands: mentions and `#1` resolve there. `seesTeams`: whether its writer may see the organisation's teams. */
export type Place = { readonly store: Store; readonly repository: Repository; readonly seesTeams: boolean };

const comment = createMarkdownIt({ html: true, linkify: true, breaks: true });
const file = createMarkdownIt({ html: true, linkify: true });

/** Text as HTML, safe to put into a page. Comments keep their line breaks, files do not; without a place nothing is linked. */
export function renderMarkdown(text: string, place: Place | null, kind: 'comment' | 'file' = 'comment'): string {
  const engine = kind === 'comment' ? comment : file;
  const linked = place === null ? engine.render(text) : renderLinked(engine, text, place);
  return sanitizeHtml(taskLists(linked), policy);
}

function renderLinked(engine: MarkdownIt, text: string, place: Place): string {
  const tokens = engine.parse(text, {});
  for (const block of tokens) {
    let depth = 0;
    for (const token of block.children ?? []) {
      if (token.type === 'link_open') depth += 1;
      if (token.type === 'link_close') depth -= 1;
      if (token.type !== 'text' || depth > 0) continue;
      token.type = 'html_inline';
      token.content = linkNames(engine.utils.escapeHtml(token.content), place);
    }
  }
  return engine.renderer.render(tokens, engine.options, {});
}

function linkNames(html: string, place: Place): string {
  const mentioned = html.replaceAll(mentionPattern, (text, login: string, team: string | undefined) =>
    mentionLink(text, login, team, place),
  );
  return mentioned.replaceAll(/(?<![\w&/"#])#(\d+)\b/g, (text, number: string) => {
    const issue = issuesOf(place.store, place.repository).find((one) => one.number === Number(number));
    if (issue === undefined) return text;
    return `<a class="issue-link" href="${repositoryPage(place.store, place.repository)}/issues/${number}">${text}</a>`;
  });
}

function mentionLink(text: string, login: string, team: string | undefined, place: Place): string {
  const { store, repository, seesTeams } = place;
  const mention = resolveMention(store, repository, { login, team }, seesTeams);
  if (mention === null) return text;
  if (mention.kind === 'user')
    return `<a class="user-mention notranslate" href="${store.baseUrl}/${mention.user.login}">${text}</a>`;
  const page = `${store.baseUrl}/orgs/${mention.organisation}/teams/${mention.team.slug}`;
  return `<a class="team-mention notranslate" href="${page}">${text}</a>`;
}

function taskLists(html: string): string {
  return html.replaceAll(/<li>(<p>)?\[([ xX])\] /g, (_, paragraph: string | undefined, mark: string) => {
    const checked = mark === ' ' ? '' : ' checked=""';
    return `<li class="task-list-item">${paragraph ?? ''}<input type="checkbox" class="task-list-item-checkbox" disabled=""${checked}> `;
  });
}

/** What GitHub lets through (github/markup's sanitisation): no scripts, styles, forms or handlers. */
const policy: sanitizeHtml.IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    ...['img', 'details', 'summary', 'input', 'del', 'ins', 'kbd', 'picture', 'source', 'tt'],
  ],
  allowedAttributes: {
    ...sanitizeHtml.defaults.allowedAttributes,
    '*': ['align', 'title', 'dir'],
    a: ['href', 'class', 'name'],
    img: ['src', 'alt', 'width', 'height'],
    input: ['type', 'class', 'disabled', 'checked'],
    li: ['class'],
    details: ['open'],
    code: ['class'],
    ol: ['start'],
  },
  allowedClasses: {
    a: ['user-mention', 'team-mention', 'issue-link', 'notranslate'],
    li: ['task-list-item'],
    input: ['task-list-item-checkbox'],
    code: ['language-*'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  exclusiveFilter: (frame) => frame.tag === 'input' && frame.attribs['type'] !== 'checkbox',
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow' }) },
};
