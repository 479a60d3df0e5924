// What became of an alert, in the summary of the job.
import type { Alert } from '../../src/core/alert/alert.ts';
import { linkAddress } from '../../src/core/markdown/address.ts';
import { inert } from '../../src/core/markdown/inert.ts';
import { codeSpan } from '../../src/core/markdown/quoted.ts';
import type { Declared } from './declare.ts';

const words: Readonly<Record<Declared['how'], string>> = {
  opened: 'a new incident was opened',
  joined: 'it was counted in the incident that is open for the same trouble',
  reopened: 'the incident that was closed lately is open again',
};

/** Markdown; nothing of what the sender wrote does anything. */
export function declaredInWords(
  { number, url, how }: Declared,
  { title, level, source, fingerprint }: Pick<Alert, 'title' | 'level' | 'source' | 'fingerprint'>,
): string {
  const link = `[#${number}](${linkAddress(url)})`;
  const row = [
    link,
    inert(title, { max: 100 }),
    words[how],
    level === null ? 'people decide' : inert(level),
    source === null ? 'not said' : inert(source, { max: 60 }),
    codeSpan(fingerprint),
  ];
  return [
    `**Firebreak**: ${how} ${link}.`,
    '',
    '| Incident | Alert | Outcome | Severity | Source | Fingerprint |',
    '|---|---|---|---|---|---|',
    `| ${row.join(' | ')} |`,
    '',
  ].join('\n');
}
