// What a rendered text could do to its readers: whom it mentions, and what HTML it brings.
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: true });

/** The text that a reader sees, without code: where GitHub looks for mentions. */
function visible(rendered: string): string {
  const tokens = markdown.parse(rendered, {}).flatMap((token) => token.children ?? []);
  return tokens.flatMap((token) => (token.type === 'text' ? [token.content] : [])).join('\n');
}

/** The handles that the text would notify. */
export function mentions(rendered: string): readonly string[] {
  return [...visible(rendered).matchAll(/(?<![A-Za-z0-9_`])@([A-Za-z0-9][A-Za-z0-9-]*(?:\/[A-Za-z0-9_-]+)?)/g)].map(
    (match) => match[0],
  );
}

/** HTML that the message itself does not consist of; what stands in code is no HTML. */
export function foreign(rendered: string): readonly string[] {
  const own = /^<\/?(?:details|summary|sub|code)(?: open)?>$/;
  const tokens = markdown.parse(rendered, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const html = tokens
    .filter(({ type }) => type === 'html_block' || type === 'html_inline')
    .map(({ content }) => content);
  return html.flatMap((one) => one.match(/<[^>]*>?/g) ?? []).filter((tag) => !own.test(tag));
}
