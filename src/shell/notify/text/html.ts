// Markdown as the simple HTML of a mail: no pictures, no raw HTML, links to the web only.
import createMarkdownIt from 'markdown-it';
import { isLinkable, withoutTags } from './convert.ts';

const markdown = createMarkdownIt({ html: true, maxNesting: 20 });
markdown.validateLink = isLinkable;
markdown.renderer.rules['html_inline'] = () => '';
markdown.renderer.rules['html_block'] = (tokens, at) => escapeHtml(withoutTags(tokens[at]?.content ?? ''));
markdown.renderer.rules['image'] = (tokens, at) => escapeHtml(tokens[at]?.content ?? '');

export function escapeHtml(text: string): string {
  return markdown.utils.escapeHtml(text);
}

/** The Markdown as HTML; a picture becomes its description, so that nobody learns that the mail was opened. */
export function htmlOf(text: string): string {
  return markdown.render(text).trim();
}
