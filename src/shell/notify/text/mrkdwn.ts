// Markdown as Slack's mrkdwn, in which nobody is pinged: https://docs.slack.dev/messaging/formatting-message-text/
import { inert } from '../../../core/markdown/inert.ts';
import { convert, type Dialect } from './convert.ts';

/** Breaks what Slack would read as a mark or a mention, without showing. */
const BREAK = '\u200b';

/** The three characters by which Slack knows mentions, links and dates; escaped, `<!channel>` and `<@U…>` are text. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Marks only where Slack would act on them: an underscore within a word (`db_primary`) stays, so that it can be copied. */
const MARKS = /[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

const slack: Dialect = {
  text: (raw) =>
    escapeSlack(raw)
      .replace(/@(?=here|channel|everyone|group)/gi, `@${BREAK}`)
      .replace(MARKS, (mark) => `${BREAK}${mark}${BREAK}`),
  strong: (inner) => `*${inner.replaceAll('\n', ' ')}*`,
  emphasis: (inner) => `_${inner.replaceAll('\n', ' ')}_`,
  struck: (inner) => `~${inner.replaceAll('\n', ' ')}~`,
  code: (raw) => `\`${escapeSlack(raw.replaceAll('`', "'").replaceAll('\n', ' '))}\``,
  codeBlock: (raw) => `\`\`\`\n${escapeSlack(raw.replaceAll('`', "'"))}\n\`\`\``,
  link: (href, label) => slackLink(href, label),
};

/** A link; `label` is mrkdwn already. */
export function slackLink(href: string, label: string): string {
  const target = href.replace(/[<>|\s]/g, (found) => encodeURIComponent(found));
  return `<${target.replaceAll('&', '&amp;')}|${label.replaceAll('\n', ' ')}>`;
}

/** Markdown as mrkdwn. */
export function mrkdwn(markdown: string): string {
  return convert(markdown, slack);
}

/** People's text as one line of mrkdwn that links nothing and pings nobody. */
export function mrkdwnLine(text: string, max: number): string {
  return mrkdwn(inert(text, { max }));
}
