// E23: the file is called as the policy says, by the day on which the incident began and by its title.
import { slugWords } from '../../../slug-words.ts';
import { dayAt } from '../../../time/days.ts';
import { instantIn } from '../../../time.ts';
import { bare, frontRange, textOf, topRange } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const fileName: Rule = {
  code: 'E23',
  level: 'E',
  says: 'The file name has the day on which the incident began, in the policy’s zone, and the words of the title.',
  because: 'Files sort by it, and links are made of it.',
  bad: 'reports/incidents/postmortem.md',
  good: 'reports/incidents/2026-03-01-checkout-fails.md',
  source: 'S003-23',
  check,
};

function* check(subject: Subject): Iterable<Found> {
  const { file, policy, document } = subject;
  if (file === null) return;
  const parts = partsOf(file, policy.postmortem.path);
  if (parts === null) {
    yield {
      ...bare(topRange(document)),
      message: `The file is not called as the policy says: \`${policy.postmortem.path}\`. Rename it.`,
    };
    return;
  }
  const began = dayOf(subject);
  if (parts.date !== null && began !== null && parts.date !== began)
    yield {
      ...bare(frontRange(document, 'started')),
      message: `The file name says ${parts.date}; the incident began on ${began} (${policy.timezone}). Rename the file, or correct the start.`,
    };
  const title = textOf(document.front.values.get('title'));
  if (parts.slug !== null && title !== null && !isSlugOf(parts.slug, title))
    yield {
      ...bare(frontRange(document, 'title')),
      message: `The file name does not have the words of the title: \`${slugWords(title, 60)}\` is expected. Rename the file, or correct the title.`,
    };
}

/** The values of the path's names in a file's path; as many folders are compared as both have. */
function partsOf(file: string, path: string): { readonly date: string | null; readonly slug: string | null } | null {
  const [names, wanted] = [file.replaceAll('\\', '/').split('/'), path.split('/')];
  const both = Math.min(names.filter((name) => name !== '' && name !== '.').length, wanted.length);
  const pattern = wanted
    .slice(-both)
    .join('/')
    .split(/(\{date\}|\{slug\})/)
    .map((part) => patternOf(part))
    .join('');
  const match = new RegExp(`(?:^|/)${pattern}$`).exec(names.join('/'));
  return match === null ? null : { date: match.groups?.['date'] ?? null, slug: match.groups?.['slug'] ?? null };
}

function patternOf(part: string): string {
  if (part === '{date}') return '(?<date>\\d{4}-\\d{2}-\\d{2})';
  if (part === '{slug}') return '(?<slug>[\\w-]+)';
  return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function dayOf({ document, policy }: Subject): string | null {
  const said = textOf(document.front.values.get('started')) ?? textOf(document.front.values.get('detected'));
  const instant = said === null ? null : instantIn(said);
  return instant === null ? null : dayAt(instant, policy.timezone);
}

/** Cut anywhere, and with a number behind it where two incidents of a day have one title. A title without letters of its own has any. */
function isSlugOf(slug: string, title: string): boolean {
  const words = slugWords(title.replace(/^\[DRILL\]\s*/i, ''), 500);
  const said = [slug, slug.replace(/^drill-/, '')];
  return words === '' || said.some((one) => words.startsWith(one) || words.startsWith(one.replace(/-\d+$/, '')));
}
