/** `firebreak postmortem lint`: what of postmortems is against the rules, line by line. Warnings alone are no problem. */

import type { Policy } from '../core/policy/policy.ts';
import type { Finding } from '../core/postmortem/lint/rule.ts';
import { readShipped } from '../shell/templates/shipped.ts';
import { printable } from './policy/file.ts';
import { policyNamed } from './simulate/policy-named.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';
import { processWorld } from './world.ts';

export const postmortemLint: Verb = {
  name: 'postmortem lint',
  usage: 'postmortem lint FILE… [--policy FILE [--base FILE[,FILE]] | --preset NAME]',
  summary:
    'Tell what of postmortems is against the rules (docs/postmortem-lint.md): E fails, W is a warning. Without --policy or --preset it is judged by the preset github; what only the record knows is not judged here.',
  examples: [
    'postmortem lint reports/incidents/2026-03-01-checkout-fails.md --policy .github/firebreak.yml',
    'postmortem lint reports/incidents/*.md --preset sev --json',
    'postmortem lint - < draft.md',
  ],
  options: [
    { name: 'preset', value: 'NAME' },
    { name: 'policy', value: 'FILE' },
    { name: 'base', value: 'FILE[,FILE]' },
  ],
  words: Number.POSITIVE_INFINITY,
  run,
};

/** What is found, with the file that it is found in. */
type Placed = Finding & { readonly file: string };

async function run({ json, values, words }: Arguments, terminal: Terminal): Promise<ExitStatus> {
  if (words.length === 0)
    throw new WrongUse('postmortem lint needs a FILE, such as reports/incidents/2026-03-01-checkout-fails.md.');
  if ([...words, values['policy']].filter((path) => path === '-').length > 1)
    throw new WrongUse('only one file can be standard input.');
  const policy = await policyNamed(values, readShipped().policies, terminal);
  if (policy === null) return 1;
  const lint = await processWorld.during('Loading the rules', linter);
  const found: Placed[] = [];
  const files = words.filter((file) => !isIndex(file));
  await processWorld.during(`Judging ${files.length} postmortems`, async () => {
    for (const file of files) found.push(...lint.judge(file, await textOf(file, lint.largest, terminal), policy));
  });
  for (const file of words.filter(isIndex)) terminal.complain(`${file} is an index and no postmortem: not judged.`);
  terminal.complain(`not judged without the record: ${lint.notJudged.join(', ')}.`);
  terminal.print(json ? JSON.stringify(found.map(asPrinted)) : inText(files, found));
  return found.some(({ level }) => level === 'E') ? 1 : 0;
}

/** The page that lists them stands in the same folder. */
function isIndex(file: string): boolean {
  return /(?:^|[\\/])readme\.md$/i.test(file);
}

/** Loaded for this verb alone: the library of its prose rules takes longer to start than all other verbs together. */
async function linter() {
  const { lintPostmortem } = await import('../core/postmortem/lint/lint.ts');
  const { notJudged } = await import('../core/postmortem/lint/known.ts');
  const { LARGEST_DOCUMENT } = await import('../core/postmortem/read.ts');
  const judge = (file: string, text: string, policy: Policy): readonly Placed[] =>
    lintPostmortem({ file: file === '-' ? null : file, text, policy }).map((finding) => ({ ...finding, file }));
  return { judge, notJudged: notJudged({}), largest: LARGEST_DOCUMENT };
}

/** Text that was decoded from no UTF-8 has many of these. */
const STRANGE = /[\0\uFFFD]/g;

async function textOf(file: string, largest: number, terminal: Terminal): Promise<string> {
  const text = await terminal.read(file, 4 * largest);
  if (text.length > largest)
    throw new WrongUse(`${file} has ${text.length} characters; a postmortem has at most ${largest}.`);
  const strange = text.match(STRANGE)?.length ?? 0;
  if (text.includes('\0') || strange * 100 > text.length) throw new WrongUse(`${file} is no text in UTF-8.`);
  return text;
}

function asPrinted({ file, line, column, endColumn, rule, level, message, suggestion }: Placed) {
  const place = { file, line, column, endColumn, rule, level, message };
  return suggestion === undefined ? place : { ...place, suggestion };
}

function inText(files: readonly string[], found: readonly Placed[]): string {
  const sound = files.filter((file) => found.every((one) => one.file !== file)).map((file) => `${file}: sound.`);
  return [...found.map(inWords), ...sound].map(printable).join('\n');
}

function inWords({ file, line, column, rule, level, message, suggestion }: Placed): string {
  const instead = suggestion === undefined ? '' : ` Instead: ${suggestion}`;
  return `${file}:${line}:${column}: ${level === 'W' ? 'warning: ' : ''}${rule}: ${message}${instead}`;
}
