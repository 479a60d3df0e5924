// Markdown as plain text, for a mail's plain part and for what PagerDuty shows.
import { convert, type Dialect } from './convert.ts';

const plain: Dialect = {
  text: (raw) => raw,
  strong: (inner) => inner,
  emphasis: (inner) => inner,
  struck: (inner) => inner,
  code: (raw) => raw,
  codeBlock: (raw) => raw.replace(/^/gm, '    '),
  link: (href, label) => (label === href ? href : `${label} (${href})`),
};

/** What a reader of the Markdown would read, with the addresses of links beside them. */
export function plainText(markdown: string): string {
  return convert(markdown, plain);
}
